"""One browser for all tests of the page, and the service of a file of tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.ui import browser as tools
from tests.ui.service import DECLARATION, Running, running


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with tools.chromium() as started:
        yield started


@pytest.fixture(scope="session")
def page_folder() -> Path:
    return tools.built("build", tools.ROOM / "dist")


@pytest.fixture(scope="session")
def bench_folder() -> Path:
    return tools.built("build:bench", tools.ROOM / "tests" / "bench" / "dist")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, page_folder: Path) -> Iterator[Running]:
    home = tmp_path_factory.mktemp("home")
    with running(home, page_folder) as started:
        started.call("PUT", "/declarations/D-1", json=DECLARATION)
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="en-GB")
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []
