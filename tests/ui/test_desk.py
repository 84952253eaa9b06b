"""The whole way of an officer, in a real browser against the real service."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.drawing import png, truck
from tests.ui.officer import drag, give_back, log_in, open_desk
from tests.ui.service import Running


def test_wrong_password_is_told(page: Page, service: Running) -> None:
    page.goto(service.url)
    page.fill("[name=name]", "li")
    page.fill("[name=password]", "wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Name or password is not right.")


def test_the_suspicious_path_stores_boxes_and_brings_the_next_scan(page: Page, service: Running) -> None:
    first, second = service.post_scan("way-1", 1), service.post_scan("way-2", 2)
    log_in(page, service)
    page.get_by_role("button", name="Next scan").click()
    expect(page.locator(".desk")).to_be_visible()
    expect(page.locator(".standing")).to_have_count(0)
    opened = page.url.rsplit("/", 1)[1]
    assert opened in (first, second)
    keys = ["b"]
    page.keyboard.press("b")
    drag(page, (0.4, 0.4), (0.55, 0.6))
    expect(page.locator(".mark-drawn")).to_have_count(1)
    for key in ("F4", "5", "Enter"):
        keys.append(key)
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="suspected concealment")).to_be_visible()
    expect(page).not_to_have_url(re.compile(opened))
    assert page.url.rsplit("/", 1)[1] in {first, second} - {opened}
    assert len(keys) <= 15

    review = service.call("GET", f"/scans/{opened}/reviews").json()["items"][0]
    assert (review["verdict"], review["reason"], review["officer"]) == (
        "suspected-concealment",
        "hidden-in-goods",
        "li",
    )
    [region] = review["regions"]
    x0, y0, x1, y1 = region["box"]
    assert 500 < x0 < x1 < 1100
    assert 100 < y0 < y1 < 380
    assert review["seconds"] > 0

    page.keyboard.press("F2")
    page.keyboard.press("Enter")
    expect(page.locator("table")).to_be_visible()
    assert page.url.endswith("#/queue")


def test_a_reason_is_mandatory(page: Page, service: Running) -> None:
    scan = service.post_scan("reason", 3)
    log_in(page, service)
    open_desk(page, service, scan)
    page.keyboard.press("F8")
    expect(page.get_by_role("button", name="Commit")).to_be_disabled()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Choose a reason first, or write one.")).to_be_visible()
    page.get_by_label("Reason in your own words").fill("two layers overlap")
    page.get_by_label("Note (optional)").fill("seen with Wu")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="cannot tell")).to_be_visible()
    review = service.call("GET", f"/scans/{scan}/reviews").json()["items"][0]
    assert (review["reason"], review["note"]) == ("two layers overlap", "seen with Wu")


def test_undo_redo_delete_and_boxes_by_keyboard(page: Page, service: Running) -> None:
    log_in(page, service)
    open_desk(page, service, service.post_scan("boxes", 4))
    drawn = page.locator(".mark-drawn")
    for key in ("b", "ArrowRight", "ArrowDown", "Shift+ArrowRight", "Enter"):
        page.keyboard.press(key)
    expect(drawn).to_have_count(1)
    page.keyboard.press("Control+z")
    expect(drawn).to_have_count(0)
    page.keyboard.press("Control+y")
    expect(drawn).to_have_count(1)
    page.keyboard.press("Delete")
    expect(drawn).to_have_count(0)
    give_back(page)


def test_mark_line_and_reason_share_what_is_chosen(page: Page, service: Running) -> None:
    log_in(page, service)
    open_desk(page, service, service.post_scan("chosen", 5))
    page.locator(".panel .row", has_text="640399").first.click()
    chosen = page.locator(".row.chosen")
    expect(chosen).to_have_count(2)
    page.keyboard.press("x")
    page.keyboard.down("x")
    expect(page.locator(".mark")).to_have_count(0)
    page.keyboard.up("x")
    expect(page.locator(".mark").first).to_be_attached()
    give_back(page)


def test_another_officers_scan_is_told_and_read_only(page: Page, browser: Browser, service: Running) -> None:
    scan = service.post_scan("conflict", 6)
    log_in(page, service)
    open_desk(page, service, scan)
    other = browser.new_context(locale="en-GB").new_page()
    log_in(other, service, "wu")
    expect(other.locator("tr", has_text="li").first).to_be_visible()
    open_desk(other, service, scan)
    expect(other.locator(".read-only-bar")).to_contain_text(re.compile(r"li has this scan until \d\d:\d\d"))
    other.keyboard.press("F2")
    expect(other.locator(".verdict-buttons")).to_have_count(0)
    give_back(page)
    expect(other.locator(".read-only-bar")).to_contain_text("Nobody has this scan now")
    other.get_by_role("button", name="Try to take it").click()
    expect(other.locator(".verdict-buttons")).to_be_visible()
    other.get_by_role("button", name="Give back").click()
    expect(other.locator("table")).to_be_visible()
    other.context.close()


def test_the_queue_updates_itself(page: Page, service: Running) -> None:
    log_in(page, service)
    expect(page.locator(".pulse-live")).to_be_visible()
    scan = service.post_scan("new one", 7)
    expect(page.locator(f'a[href="#/desk/{scan}"]')).to_be_visible()


def test_a_lost_lease_stops_the_verdict_and_keeps_the_boxes(page: Page, service: Running) -> None:
    scan = service.post_scan("lost", 8)
    page.clock.install()
    log_in(page, service)
    with page.expect_response("**/queue/claim") as claimed:
        open_desk(page, service, scan)
    page.keyboard.press("b")
    drag(page, (0.3, 0.3), (0.5, 0.5))
    token = claimed.value.json()["lease"]["token"]
    page.evaluate(
        """async ([scan, token]) => {
            const { csrf } = await (await fetch("/api/v1/session")).json();
            const address = `/api/v1/scans/${scan}/lease?token=${token}`;
            await fetch(address, { method: "DELETE", headers: { "X-CSRF-Token": csrf } });
        }""",
        [scan, token],
    )
    lease = service.call("POST", "/queue/claim", json={"scan_id": scan}).json()["lease"]
    page.clock.fast_forward(31_000)
    expect(page.locator(".read-only-bar")).to_contain_text("is lost")
    expect(page.locator(".mark-drawn")).to_have_count(1)
    service.call("DELETE", f"/scans/{scan}/lease?token={lease['token']}")


def test_references_are_added_listed_and_removed(page: Page, service: Running) -> None:
    log_in(page, service, "chen")
    page.get_by_role("link", name="Reference library").or_(page.get_by_role("link", name="Library")).click()
    page.get_by_role("combobox").fill("0901")
    page.locator(".code-list button", has_text="090111").click()
    files = [
        {"name": "coffee.png", "mimeType": "image/png", "buffer": png(truck(11)[80:340, 300:700])},
        {"name": "broken.png", "mimeType": "image/png", "buffer": b"not a picture"},
    ]
    page.locator("input[type=file]").set_input_files(files)
    page.get_by_role("button", name="Add 2 files").click()
    expect(page.locator(".upload-added")).to_have_count(1)
    expect(page.locator(".upload-failed")).to_contain_text("not added")
    expect(page.locator(".card")).to_have_count(1)
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Remove").click()
    expect(page.locator(".card")).to_have_count(0)


def test_a_supervisor_records_an_inspection(page: Page, service: Running) -> None:
    scan = service.post_scan("exam", 9)
    log_in(page, service, "chen")
    open_desk(page, service, scan)
    page.keyboard.press("F2")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="no anomaly")).to_be_visible()
    expect(page).not_to_have_url(re.compile(scan))
    open_desk(page, service, scan)
    page.get_by_label("Result", exact=True).select_option("different-goods")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".recorded")).to_contain_text("different goods")
    assert service.call("GET", f"/scans/{scan}/exams").json()["items"][0]["officer"] == "chen"


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080)], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("locale", ["en-GB", "zh-CN"])
def test_nothing_scrolls(browser: Browser, service: Running, locale: str, size: tuple[int, int]) -> None:
    scan = service.post_scan(f"fits {locale} {size}", 10)
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale=locale)
    page = context.new_page()
    log_in(page, service)
    open_desk(page, service, scan)
    page.keyboard.press("F4")
    assert page.locator("html").get_attribute("lang") == ("zh-CN" if locale == "zh-CN" else "en")
    too_large = page.evaluate(
        """() => ['html', '.top', '.top-case', '.toolbar', '.desk-main', '.verdict-row'].filter(name => {
            const e = document.querySelector(name);
            return e.scrollWidth > e.clientWidth || e.scrollHeight > e.clientHeight;
        })"""
    )
    assert too_large == []
    small = page.evaluate(
        """() => [...document.querySelectorAll('button, a, select, input')]
            .filter(e => e.offsetParent && (e.offsetWidth < 24 || e.offsetHeight < 24))
            .map(e => e.outerHTML)"""
    )
    assert small == [], "targets of at least 24 pixels"
    context.close()


def test_the_language_is_switched_and_kept(page: Page, service: Running) -> None:
    log_in(page, service)
    page.get_by_role("button", name="中文").click()
    expect(page.get_by_role("heading", name="待审图像")).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name="待审图像")).to_be_visible()


def test_every_request_stays_on_this_host(page: Page, service: Running) -> None:
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(request.url))
    log_in(page, service)
    open_desk(page, service, service.post_scan("hosts", 12))
    give_back(page)
    assert asked
    assert all(url.startswith(service.url) for url in asked)
