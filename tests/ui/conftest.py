"""One browser for all tests of the page."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.ui import browser as tools


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
