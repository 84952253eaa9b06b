"""Forms of the page: what is typed counts, or it is said why not; nothing is dropped."""

from playwright.sync_api import Page, expect

from tests.ui.drawing import png, truck
from tests.ui.officer import log_in, open_desk
from tests.ui.service import Running


def decided(page: Page, service: Running, name: str, seed: int) -> str:
    """Open a scan on which a verdict was given."""
    scan = service.post_scan(name, seed)
    lease = service.call("POST", "/queue/claim", json={"scan_id": scan}).json()["lease"]["token"]
    release = {"verdict": "no-anomaly", "lease": lease, "key": name}
    service.call("POST", f"/scans/{scan}/reviews", json=release)
    log_in(page, service, "chen")
    open_desk(page, service, scan)
    return scan


def test_a_typed_code_is_recorded_with_the_inspection(page: Page, service: Running) -> None:
    scan = decided(page, service, "typed", 21)
    page.get_by_label("Result", exact=True).select_option("different-goods")
    page.get_by_role("combobox", name="Goods found").fill("0901.11.00.00")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".recorded")).to_contain_text("0901110000")
    [exam] = service.call("GET", f"/scans/{scan}/exams").json()["items"]
    assert [good["hs_code"] for good in exam["goods"]] == ["0901110000"]
    assert "not roasted" in exam["goods"][0]["description"].lower()


def test_what_is_no_code_is_said_and_nothing_is_recorded(page: Page, service: Running) -> None:
    scan = decided(page, service, "no code", 22)
    page.get_by_label("Result", exact=True).select_option("different-goods")
    field = page.get_by_role("combobox", name="Goods found")
    for text in ("9998", "coffee beans of some kind", "09011"):
        field.fill(text)
        page.get_by_role("button", name="Record").click()
        expect(page.get_by_role("status").filter(has_text=f"“{text}” is no code")).to_be_visible()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_be_focused()
        expect(field).to_have_value(text)
    assert service.call("GET", f"/scans/{scan}/exams").json()["items"] == []
    field.fill("")
    expect(field).to_have_attribute("aria-invalid", "false")
    page.get_by_role("button", name="Record").click()
    expect(page.locator(".recorded")).to_contain_text("different goods")
    assert service.call("GET", f"/scans/{scan}/exams").json()["items"][0]["goods"] == []


def test_references_are_added_under_a_typed_code(page: Page, service: Running) -> None:
    log_in(page, service, "chen")
    page.get_by_role("link", name="Library").click()
    files = [{"name": "tea.png", "mimeType": "image/png", "buffer": png(truck(23)[80:340, 300:700])}]
    page.locator("input[type=file]").set_input_files(files)
    add = page.get_by_role("button", name="Add 1 file")
    expect(add).to_be_disabled()
    page.get_by_role("combobox").fill("9998")
    add.click()
    expect(page.get_by_role("status").filter(has_text="“9998” is no code")).to_be_visible()
    expect(page.locator(".upload-waiting")).to_have_count(1)
    page.get_by_role("combobox").fill("0902")
    add.click()
    expect(page.locator(".upload-added")).to_have_count(1)
    references = service.call("GET", "/library/references?hs_code=0902").json()["items"]
    assert [reference["hs_code"] for reference in references] == ["0902"]
