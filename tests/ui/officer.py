"""What an officer does at the page, for tests."""

from playwright.sync_api import Page, expect

from tests.ui.service import PASSWORD, Running


def log_in(page: Page, service: Running, name: str = "li") -> None:
    page.goto(service.url)
    page.fill("[name=name]", name)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    expect(page.locator("header.top")).to_be_visible()


def open_desk(page: Page, service: Running, scan: str) -> None:
    page.goto(f"{service.url}/#/desk/{scan}")
    expect(page.locator(".desk")).to_be_visible()
    expect(page.locator(".standing")).to_have_count(0)


def give_back(page: Page) -> None:
    page.get_by_role("button", name="Give back").click()
    expect(page.locator("table")).to_be_visible()


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drag over the picture; places in parts of its width and height."""
    frame = page.locator(".viewer").bounding_box()
    assert frame is not None
    places = [(frame["x"] + x * frame["width"], frame["y"] + y * frame["height"]) for x, y in (start, end)]
    page.mouse.move(*places[0])
    page.mouse.down()
    page.mouse.move(*places[1], steps=4)
    page.mouse.up()
