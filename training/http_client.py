"""Calls to a running service, with nothing but the standard library."""

import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping, Sequence
from typing import Any


class CallFailed(Exception):
    """The service answered with a problem, or not at all (``status`` 0)."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(f"{message} [{code}]")
        self.status = status
        self.code = code


class Client:
    """A caller of one service.

    Parameters
    ----------
    address
        As ``http://127.0.0.1:8000``, without a path.
    token
        Bearer token; without one only what is open to everybody can be called.
    """

    def __init__(self, address: str, token: str | None = None, timeout_s: float = 120.0) -> None:
        scheme = urllib.parse.urlsplit(address).scheme
        if scheme not in ("http", "https"):
            raise ValueError(f"{address} is no HTTP address")
        self._address = address.rstrip("/")
        self._headers = {"Authorization": f"Bearer {token}"} if token else {}
        self._timeout = timeout_s
        # A proxy of the surroundings is for the world outside, not for the service beside us.
        self._opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def get(self, path: str, **query: object) -> Any:
        """Return the JSON of a path; raises ``CallFailed``."""
        given = {name: str(value) for name, value in query.items() if value is not None}
        return self._call("GET", f"{path}?{urllib.parse.urlencode(given)}" if given else path)

    def put(self, path: str, body: object) -> Any:
        """Send JSON to a path; raises ``CallFailed``."""
        return self._call("PUT", path, json.dumps(body).encode(), "application/json")

    def post(self, path: str, body: object) -> Any:
        """Post JSON to a path; raises ``CallFailed``."""
        return self._call("POST", path, json.dumps(body).encode(), "application/json")

    def upload(self, path: str, metadata: object, files: Sequence[tuple[str, bytes]]) -> Any:
        """Post a ``metadata`` part and ``file`` parts (name, bytes); raises ``CallFailed``."""
        boundary = secrets.token_hex(16)
        body = b"".join(
            [
                _part(boundary, {"name": "metadata"}, "application/json", json.dumps(metadata).encode()),
                *(
                    _part(boundary, {"name": "file", "filename": name}, "application/octet-stream", data)
                    for name, data in files
                ),
                f"--{boundary}--\r\n".encode(),
            ]
        )
        return self._call("POST", path, body, f"multipart/form-data; boundary={boundary}")

    def is_ready(self) -> bool:
        """Whether a service answers at the address and is ready."""
        try:
            self._call("GET", "/readyz")
        except CallFailed:
            return False
        return True

    def _call(self, method: str, path: str, body: bytes | None = None, kind: str | None = None) -> Any:
        headers = {**self._headers, **({"Content-Type": kind} if kind else {})}
        request = urllib.request.Request(self._address + path, body, headers, method=method)  # noqa: S310 checked above
        try:
            with self._opener.open(request, timeout=self._timeout) as answer:
                data = answer.read()
        except urllib.error.HTTPError as error:
            raise _problem(error.code, error.read()) from None
        except OSError as error:
            raise CallFailed(0, "no-answer", f"{self._address} does not answer: {error}") from None
        return json.loads(data) if data else None


def _part(boundary: str, fields: Mapping[str, str], kind: str, data: bytes) -> bytes:
    names = "; ".join(f'{name}="{value}"' for name, value in fields.items())
    head = f"--{boundary}\r\nContent-Disposition: form-data; {names}\r\nContent-Type: {kind}\r\n\r\n"
    return head.encode() + data + b"\r\n"


def _problem(status: int, body: bytes) -> CallFailed:
    try:
        told = json.loads(body)
        return CallFailed(status, str(told["code"]), str(told.get("detail") or told["title"]))
    except (ValueError, KeyError, TypeError):
        return CallFailed(status, "error", f"the service answered {status}")
