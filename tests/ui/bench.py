"""The viewer alone in a browser: give it samples, ask it for what it draws."""

import base64
import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, Page


def planes(samples: np.ndarray) -> bytes:
    """Encode as the service does: differences along rows, zigzag, low bytes, then high bytes."""
    delta = np.diff(samples, axis=1, prepend=np.uint16(0)).view(np.int16).astype(np.int32)
    zigzag = ((delta << 1) ^ (delta >> 15)).astype(np.uint16).ravel()
    return gzip.compress(
        (zigzag & 255).astype(np.uint8).tobytes() + (zigzag >> 8).astype(np.uint8).tobytes(), 1
    )


class Handler(SimpleHTTPRequestHandler):
    """Delivers the bench page and the pictures that a test has put there."""

    pictures: dict[str, np.ndarray]

    def do_GET(self) -> None:
        samples = self.pictures.get(self.path)
        if samples is None:
            super().do_GET()
            return
        body = planes(samples)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("X-Pixels-Width", str(samples.shape[1]))
        self.send_header("X-Pixels-Height", str(samples.shape[0]))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


class Bench:
    """A page with the viewer in it."""

    def __init__(self, page: Page, pictures: dict[str, np.ndarray]) -> None:
        self._page = page
        self._pictures = pictures

    def load(self, samples: np.ndarray, preview: np.ndarray | None = None) -> list[int]:
        """Load samples through the page's worker; returns the numbers of the levels."""
        name = f"/picture-{len(self._pictures)}"
        self._pictures[f"{name}.1"] = samples
        if preview is not None:
            self._pictures[f"{name}.4"] = preview
        height, width = samples.shape
        return self._page.evaluate(
            "([url, w, h, p]) => bench.load(url, w, h, p)", [name, width, height, preview is not None]
        )

    def draw(
        self, width: int, height: int, camera: dict[str, float] | None = None, **tone: Any
    ) -> tuple[np.ndarray, np.ndarray]:
        """Draw; returns the floats of the first pass and the greys of the second, (height, width)."""
        drawn = self._page.evaluate("([w, h, c, t]) => bench.draw(w, h, c, t)", [width, height, camera, tone])
        values = np.frombuffer(base64.b64decode(drawn["values"]), np.float32)
        grey = np.frombuffer(base64.b64decode(drawn["grey"]), np.uint8)
        return values.reshape(height, width), grey.reshape(height, width)[::-1]

    def lose_and_restore(self) -> None:
        """Lose the graphics and take them back."""
        self._page.evaluate("() => bench.loseAndRestore()")


@contextmanager
def opened(browser: Browser, folder: Path) -> Iterator[Bench]:
    """Serve the bench page and open it."""
    pictures: dict[str, np.ndarray] = {}
    handler = type("BenchHandler", (Handler,), {"pictures": pictures})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    page = browser.new_page()
    try:
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        page.wait_for_function("() => window.bench")
        yield Bench(page, pictures)
    finally:
        page.close()
        server.shutdown()
        server.server_close()
        thread.join()
