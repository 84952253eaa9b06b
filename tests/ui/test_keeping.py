"""Nothing that an officer did is lost or stale: drafts, the keyboard, who holds the scan."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.ui.officer import drag, give_back, log_in, open_desk
from tests.ui.service import Running


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """The page of a second officer."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    yield context.new_page()
    context.close()


def test_boxes_and_words_outlive_a_reload_and_end_with_the_decision(page: Page, service: Running) -> None:
    scan = service.post_scan("reload", 31)
    log_in(page, service)
    open_desk(page, service, scan)
    page.keyboard.press("b")
    drag(page, (0.4, 0.4), (0.55, 0.6))
    expect(page.locator(".verdict-end")).to_contain_text("1 box")
    expect(page.locator(".verdict-end")).not_to_contain_text("1 boxes")
    page.keyboard.press("F4")
    page.get_by_label("Reason in your own words").fill("too dark behind the door")
    page.get_by_label("Note (optional)").fill("ask Wu")
    drawn = page.locator(".mark-drawn .mark-light")
    place = drawn.bounding_box()

    page.reload()
    expect(page.get_by_role("status").filter(has_text="here again")).to_be_visible()
    expect(page.get_by_label("Reason in your own words")).to_have_value("too dark behind the door")
    expect(page.get_by_label("Note (optional)")).to_have_value("ask Wu")
    expect(drawn).to_have_count(1)
    assert drawn.bounding_box() == pytest.approx(place, abs=2)  # it was chosen, with a thicker line
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="suspected false declaration")).to_be_visible()
    review = service.call("GET", f"/scans/{scan}/reviews").json()["items"][0]
    assert (review["reason"], review["note"], len(review["regions"])) == (
        "too dark behind the door",
        "ask Wu",
        1,
    )
    left = page.evaluate(
        """() => new Promise(resolve => {
            indexedDB.open("cargolens").onsuccess = opened => {
                const ask = opened.target.result.transaction("drafts").objectStore("drafts").getAllKeys();
                ask.onsuccess = () => resolve(ask.result);
            };
        })"""
    )
    assert f"li/{scan}" not in left


def test_a_closed_tab_loses_nothing_and_another_officer_sees_nothing_of_it(
    page: Page, service: Running
) -> None:
    scan = service.post_scan("closed", 32)
    log_in(page, service)
    open_desk(page, service, scan)
    page.keyboard.press("b")
    drag(page, (0.3, 0.3), (0.5, 0.5))
    expect(page.locator(".mark-drawn")).to_have_count(1)
    give_back(page)
    again = page.context.new_page()
    page.close()
    again.goto(f"{service.url}/#/desk/{scan}")
    expect(again.locator(".mark-drawn")).to_have_count(1)
    give_back(again)
    again.get_by_role("button", name="Log out").click()
    log_in(again, service, "wu")
    open_desk(again, service, scan)
    expect(again.locator(".verdict-buttons")).to_be_visible()
    expect(again.locator(".mark-drawn")).to_have_count(0)
    give_back(again)


def test_a_click_on_a_tool_leaves_the_keyboard_to_the_picture(page: Page, service: Running) -> None:
    log_in(page, service)
    open_desk(page, service, service.post_scan("focus", 33))
    invert = page.get_by_role("button", name=re.compile("Invert"))
    for button in (invert, page.locator(".panel .row").first, page.locator(".tabs button").first):
        button.click()
        expect(page.locator(".viewer canvas")).to_be_focused()
    expect(invert).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Space")
    expect(invert).to_have_attribute("aria-pressed", "false")
    # Who works by keys stays where he is.
    invert.focus()
    page.keyboard.press("Enter")
    expect(invert).to_have_attribute("aria-pressed", "true")
    expect(invert).to_be_focused()
    page.get_by_role("button", name=re.compile("Box")).click()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator(".mark-drawn")).to_have_count(1)
    give_back(page)


def test_who_only_looks_is_told_when_that_changes(page: Page, other: Page, service: Running) -> None:
    scan = service.post_scan("stale", 34)
    log_in(page, service)
    open_desk(page, service, scan)
    log_in(other, service, "wu")
    open_desk(other, service, scan)
    bar = other.locator(".read-only-bar")
    expect(bar).to_contain_text("li has this scan until")
    give_back(page)
    expect(bar).to_contain_text("Nobody has this scan now.")
    open_desk(page, service, scan)
    expect(bar).to_contain_text("li has this scan until")
    page.keyboard.press("F10")
    page.keyboard.press("1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="referred to panel")).to_be_visible()
    expect(bar).to_contain_text("Second opinion wanted")
    page.get_by_role("link", name="Queue").click()
    expect(bar).to_contain_text("Nobody has this scan now.")
    other.get_by_role("button", name="Try to take it").click()
    expect(other.locator(".verdict-buttons")).to_be_visible()
    other.keyboard.press("F2")
    other.keyboard.press("Enter")
    expect(other.get_by_role("status").filter(has_text="no anomaly")).to_be_visible()
    expect(other).not_to_have_url(re.compile(scan))
    open_desk(other, service, scan)
    expect(bar).to_contain_text("wu: no anomaly")
    expect(bar).not_to_contain_text("Second opinion wanted")
    expect(bar.get_by_role("button")).to_have_count(0)


def test_the_end_of_a_lost_hold_is_noticed_by_the_clock(page: Page, other: Page, service: Running) -> None:
    scan = service.post_scan("clock", 35)
    lease = service.call("POST", "/queue/claim", json={"scan_id": scan}).json()["lease"]
    other.clock.install()
    log_in(other, service, "wu")
    open_desk(other, service, scan)
    bar = other.locator(".read-only-bar")
    first = bar.inner_text()
    # A heartbeat makes no event: only the end of the hold that was told makes the page look again.
    service.call("POST", f"/scans/{scan}/lease", json={"token": lease["token"]})
    other.clock.fast_forward(121_000)
    expect(bar).not_to_have_text(first)
    expect(bar).to_contain_text("has this scan until")
    service.call("DELETE", f"/scans/{scan}/lease?token={lease['token']}")
    expect(bar).to_contain_text("Nobody has this scan now.")


def test_two_tabs_of_one_officer_know_which_of_them_holds_the_scan(page: Page, service: Running) -> None:
    scan = service.post_scan("tabs", 36)
    log_in(page, service)
    open_desk(page, service, scan)
    page.keyboard.press("b")
    drag(page, (0.4, 0.4), (0.55, 0.6))
    expect(page.locator(".mark-drawn")).to_have_count(1)
    second = page.context.new_page()
    open_desk(second, service, scan)
    expect(second.locator(".read-only-bar")).to_contain_text("You have this scan in another tab")
    expect(second.locator(".verdict-buttons")).to_have_count(0)
    expect(page.locator(".verdict-buttons")).to_be_visible()

    second.get_by_role("button", name="Take it over here").click()
    expect(second.locator(".verdict-buttons")).to_be_visible()
    expect(second.locator(".mark-drawn")).to_have_count(1)
    expect(page.locator(".read-only-bar")).to_contain_text("is lost")
    expect(page.locator(".read-only-bar")).to_contain_text("another tab")
    page.keyboard.press("F2")
    expect(page.locator(".verdict-buttons")).to_have_count(0)

    second.reload()
    expect(second.locator(".verdict-buttons")).to_be_visible()
    second.keyboard.press("b")
    drag(second, (0.6, 0.4), (0.7, 0.6))
    expect(second.locator(".mark-drawn")).to_have_count(2)
    give_back(second)
    expect(page.locator(".read-only-bar")).not_to_contain_text("another tab")
    page.get_by_role("button", name="Try to take it").click()
    expect(page.locator(".verdict-buttons")).to_be_visible()
    expect(page.locator(".mark-drawn")).to_have_count(2)
    give_back(page)
