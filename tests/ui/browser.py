"""Chromium for tests, and the built pages; each says what is missing and how to get it."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOM = Path(__file__).parents[2] / "review_ui"
ARGUMENTS = (
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--force-color-profile=srgb",
    "--disable-background-networking",
    "--no-first-run",
)


def missing(reason: str) -> NoReturn:
    """Skip for want of a tool, but never where the tests have to be complete."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start the machine's Chromium without a window; greys in it are exact."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        missing("no Chromium on the path: install the package chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


def built(script: str, folder: Path) -> Path:
    """Build with npm when the sources are newer than what was built, and return the folder."""
    sources = [*(ROOM / "src").rglob("*"), *(ROOM / "tests" / "bench").glob("*.*"), ROOM / "openapi.json"]
    newest = max(path.stat().st_mtime for path in sources if path.is_file() and path.name != "schema.ts")
    start = folder / "index.html"
    if start.is_file() and start.stat().st_mtime >= newest:
        return folder
    if shutil.which("npm") is None or not (ROOM / "node_modules").is_dir():
        missing("the page is not built: install Node.js and run `npm ci` in review_ui")
    done = subprocess.run(["npm", "run", script], cwd=ROOM, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder
