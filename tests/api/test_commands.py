"""The command line as a user meets it: tokens before the first start, people, import, serve."""

import json
from pathlib import Path

import httpx2
import pytest
import sqlalchemy as sa

from image_library.tables import embeddings, references
from serving.store.engine import make_engine, writing
from tests import pictures
from tests.api.conftest import API
from tests.api.served import cargolens, serve


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


def test_a_token_made_before_the_first_start_opens_the_service(home: Path):
    made = cargolens(home, "token", "create", "--role", "supervisor", "--name", "night shift")
    assert made.returncode == 0, made.stderr
    token = made.stdout.splitlines()[-1]
    assert " " not in token
    listed = cargolens(home, "token", "list").stdout
    assert "night shift  supervisor" in listed
    assert token not in listed
    with serve(home) as served:
        answer = httpx2.get(f"{served.url}{API}/session", headers={"Authorization": f"Bearer {token}"})
        assert answer.json() == {"name": "night shift", "role": "supervisor", "csrf": None}
        for path in ("/healthz", f"{API}/session", f"{API}/events"):
            asked = httpx2.head(f"{served.url}{path}", headers={"Authorization": f"Bearer {token}"})
            assert (asked.status_code, asked.content) == (200, b"")
        assert '"level": "error"' not in served.log.read_text()
        assert cargolens(home, "token", "revoke", "night shift").returncode == 0
        again = httpx2.get(f"{served.url}{API}/session", headers={"Authorization": f"Bearer {token}"})
        assert again.status_code == 401
        assert served.stop() == 0
        lines = [json.loads(line) for line in served.log.read_text().splitlines()]
        answered = [line for line in lines if line["event"] == "answered" and line["method"] == "GET"]
        calls = [line for line in answered if line["path"] == f"{API}/session"]
        assert [(call["status"], call["who"]) for call in calls] == [
            (200, "token:night shift"),
            (401, None),
        ]
        assert token not in served.log.read_text()
    revoked = cargolens(home, "token", "revoke", "night shift")
    assert (revoked.returncode, revoked.stderr.split(":")[0]) == (1, "not-found")


def test_a_person_is_made_logs_in_and_is_shut_out(home: Path):
    password = "correct horse battery"
    made = cargolens(home, "user", "create", "wang", "--role", "reviewer", "--password-stdin", stdin=password)
    assert made.returncode == 0, made.stderr
    assert password not in made.stdout
    short = cargolens(home, "user", "create", "li", "--role", "reviewer", "--password-stdin", stdin="short\n")
    assert (short.returncode, short.stderr.split(":")[0]) == (1, "invalid-input")
    body = {"name": "wang", "password": password}
    with serve(home) as served:
        assert httpx2.post(f"{served.url}{API}/session", json=body).json()["role"] == "reviewer"
        assert cargolens(home, "user", "disable", "wang").returncode == 0
        assert httpx2.post(f"{served.url}{API}/session", json=body).status_code == 401
        assert password not in served.log.read_text()
    assert "wang  reviewer" in cargolens(home, "user", "list").stdout


def test_a_folder_is_imported_once_and_faults_are_told(home: Path, tmp_path: Path):
    folder = tmp_path / "references"
    for code, seed in (("0901", 1), ("0902", 2)):
        (folder / code).mkdir(parents=True)
        (folder / code / "a.png").write_bytes(pictures.truck(seed))
    (folder / "0901" / "broken.png").write_bytes(b"x")
    (folder / "0901" / ".hidden").write_bytes(b"x")
    (folder / "holiday pictures").mkdir()
    (folder / "holiday pictures" / "b.png").write_bytes(pictures.truck(3))
    first = cargolens(home, "library", "import", str(folder))
    assert first.returncode == 0, first.stderr
    assert first.stdout.splitlines()[-1] == "2 added, 0 there already, 1 bad, 1 folders left out"
    assert "broken.png: " in first.stdout
    assert "holiday pictures: " in first.stdout
    again = cargolens(home, "library", "import", str(folder))
    assert again.stdout.splitlines()[-1] == "0 added, 2 there already, 1 bad, 1 folders left out"
    assert again.returncode == 0


def test_references_of_an_older_model_are_embedded_again_from_their_pictures(home: Path, tmp_path: Path):
    (tmp_path / "references" / "0901").mkdir(parents=True)
    for seed in (1, 2, 3):
        (tmp_path / "references" / "0901" / f"{seed}.png").write_bytes(pictures.truck(seed))
    assert cargolens(home, "library", "import", str(tmp_path / "references")).returncode == 0
    engine = make_engine(f"sqlite:///{home}/cargolens.db")
    own = sa.select(embeddings.c.reference_id, embeddings.c.digest).order_by(embeddings.c.reference_id)
    with writing(engine) as connection:
        model = connection.scalar(sa.select(embeddings.c.model).limit(1))
        before = connection.execute(own).all()
        connection.execute(embeddings.update().values(model="older@1.0+00000000"))
        lost = sa.select(references.c.digest).where(references.c.reference_id == before[0].reference_id)
        digest = connection.scalar(lost)
    picture = home / "blobs" / str(digest)[:2] / str(digest)
    picture.rename(tmp_path / "away")
    halted = cargolens(home, "library", "reembed")
    assert halted.stdout.splitlines()[-1] == "2 embedded by the present model, 1 bad"
    assert f"bad       {before[0].reference_id} (0901): " in halted.stdout
    assert halted.returncode == 1
    (tmp_path / "away").rename(picture)
    for done in (1, 0):
        again = cargolens(home, "library", "reembed")
        assert again.stdout.splitlines()[-1] == f"{done} embedded by the present model, 0 bad"
        assert again.returncode == 0
    with writing(engine) as connection:
        assert connection.execute(own.where(embeddings.c.model == model)).all() == before
        assert connection.scalar(sa.select(sa.func.count()).select_from(embeddings)) == 6
    engine.dispose()


def test_an_import_of_nothing_fails(home: Path, tmp_path: Path):
    (tmp_path / "empty").mkdir()
    assert cargolens(home, "library", "import", str(tmp_path / "empty")).returncode == 1
    assert cargolens(home, "library", "import", str(tmp_path / "missing")).returncode == 2


def test_settings_hide_the_password_of_the_database(home: Path):
    address = {"CARGOLENS_DATABASE": "postgresql+psycopg://cargo:hunter2@db/cargolens"}
    shown = cargolens(home, "settings", settings=address).stdout
    assert "CARGOLENS_DATABASE=postgresql+psycopg://cargo:***@db/cargolens" in shown
    assert "hunter2" not in shown
    assert f"CARGOLENS_HOME={home}" in shown


def test_it_serves_soon_after_it_is_started(home: Path):
    assert cargolens(home, "migrate").returncode == 0
    with serve(home) as served:
        assert served.seconds < 30
        assert httpx2.get(f"{served.url}/healthz").status_code == 200
