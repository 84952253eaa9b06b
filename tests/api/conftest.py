"""What the tests of the HTTP surface share: one running application for each database, and its callers."""

import json
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response

from serving import accounts, logs
from serving.app import create_app
from serving.audit import Viewings
from serving.roles import Role
from serving.settings import Settings
from serving.store.engine import writing
from serving.store.tables import metadata
from serving.throttle import Throttle
from serving.wiring import Service, build
from tests import pictures, postgres

API = "/api/v1"
HOST = "http://desk.test"
Post = Callable[..., Response]


def form(metadata: dict[str, Any], *files: tuple[str, bytes]) -> list[tuple[str, Any]]:
    """Return the parts of an upload: ``metadata`` as JSON, and the files."""
    parts: list[tuple[str, Any]] = [("metadata", (None, json.dumps(metadata), "application/json"))]
    return parts + [("file", (name, data, "application/octet-stream")) for name, data in files]


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The real application with its workers, running for all tests that use it."""
    home = tmp_path_factory.mktemp(f"desk-{request.param}")
    page = home / "page"
    page.mkdir()
    (page / "index.html").write_text("<!doctype html><title>desk</title>")
    (page / "assets").mkdir()
    (page / "assets" / "main-1a2b3c.js").write_text("export {};")
    database = f"sqlite:///{home}/cargolens.db"
    if request.param == "postgresql":
        database = postgres.another(request.getfixturevalue("postgres_address"), f"desk_{uuid.uuid4().hex}")
    settings = Settings(
        home=home,
        database=database,
        page=page,
        workers=1,
        free_mb=0,
        upload_mb=4,
        upload_files=3,
        log_level="error",
    )
    logs.configure(settings)
    made = build(settings)
    with TestClient(create_app(made), base_url=HOST) as running:
        yield running
    made.close()


@pytest.fixture
def service(desk: TestClient) -> Service:
    """The service behind the application, emptied of what the last test left."""
    state = desk.app.state  # type: ignore[attr-defined]
    state.throttle, state.viewings = Throttle(), Viewings()
    made: Service = state.service
    with writing(made.engine) as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(table.delete())
    return made


@pytest.fixture
def client(desk: TestClient, service: Service) -> TestClient:
    """A caller without cookies and without a token."""
    desk.cookies.clear()
    return desk


@pytest.fixture
def bearer(service: Service) -> Callable[..., dict[str, str]]:
    """Makes headers of a new token: ``bearer("reviewer", "wang")``."""

    def make(role: str, name: str | None = None) -> dict[str, str]:
        with writing(service.engine) as connection:
            return {"Authorization": f"Bearer {accounts.create_token(connection, Role(role), name)}"}

    return make


@pytest.fixture
def person(service: Service) -> Callable[..., str]:
    """Makes a person who may log in, and returns the password."""

    def make(name: str, role: str = "reviewer") -> str:
        password = f"{name} has a long password"
        with writing(service.engine) as connection:
            accounts.put_user(connection, name, Role(role), accounts.hash_password(password))
        return password

    return make


@pytest.fixture
def admin(bearer: Callable[..., dict[str, str]]) -> dict[str, str]:
    return bearer("admin", "root")


@pytest.fixture
def post_scan(client: TestClient, admin: dict[str, str]) -> Post:
    """Posts a scan and waits for its assessment; ``post_scan(declaration="D1", data=..., headers=...)``."""

    def post(*files: tuple[str, bytes], headers: dict[str, str] | None = None, **metadata: Any) -> Response:
        known = {"station": "north gate", "device": "h986-1", "external_id": uuid.uuid4().hex}
        return client.post(
            f"{API}/scans",
            files=form(known | metadata, *(files or (("truck.png", pictures.truck()),))),
            headers={"Prefer": "wait=60"} | (headers or admin),
        )

    return post


@pytest.fixture
def scan(post_scan: Post) -> dict[str, Any]:
    """An assessed scan of a loaded container that names declaration D1, which is not there yet."""
    answer = post_scan(declaration="D1")
    assert answer.status_code == 201, answer.text
    return answer.json()
