"""Log-in of people: cookie, CSRF protection, throttle, log-out; and tokens of machines."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from serving.access import COOKIE
from serving.store.engine import reading
from serving.store.tables import audit_log
from serving.wiring import Service

SESSION = "/api/v1/session"
Person = Callable[..., str]
Bearer = Callable[..., dict[str, str]]


def log_in(client: TestClient, name: str, password: str, **more: str) -> str:
    answer = client.post(SESSION, json={"name": name, "password": password}, headers=more)
    assert answer.status_code == 200, answer.text
    return answer.json()["csrf"]


def actions(service: Service) -> list[tuple[str, str, str]]:
    with reading(service.engine) as connection:
        rows = connection.execute(audit_log.select().order_by(audit_log.c.id)).all()
    return [(row.who, row.action, row.subject) for row in rows]


def test_a_person_logs_in_looks_and_logs_out(client: TestClient, person: Person, service: Service):
    password = person("wang", "reviewer")
    answer = client.post(SESSION, json={"name": "wang", "password": password})
    cookie = answer.headers["set-cookie"]
    assert all(part in cookie for part in (COOKIE, "HttpOnly", "SameSite=strict", "Path=/"))
    assert "Secure" not in cookie
    csrf = answer.json()["csrf"]
    assert client.get(SESSION).json() == {"name": "wang", "role": "reviewer", "csrf": csrf}
    secret = client.cookies[COOKIE]
    assert client.delete(SESSION, headers={"X-CSRF-Token": csrf}).status_code == 204
    client.cookies.set(COOKIE, secret)
    assert client.get(SESSION).status_code == 401
    assert actions(service) == [("wang", "session.opened", "wang"), ("wang", "session.closed", "wang")]


def test_over_https_the_cookie_is_secure(client: TestClient, person: Person):
    password = person("wang")
    answer = client.post(f"https://desk.test{SESSION}", json={"name": "wang", "password": password})
    assert "Secure" in answer.headers["set-cookie"]


@pytest.mark.parametrize("name", ["wang", "nobody", "' OR ''='"])
def test_a_wrong_password_and_a_wrong_name_look_the_same(
    client: TestClient, person: Person, service: Service, name: str
):
    person("wang")
    answer = client.post(SESSION, json={"name": name, "password": "wrong wrong wrong"})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.json()["detail"] == "The name or the password is wrong."
    assert "set-cookie" not in answer.headers
    assert actions(service) == [("nobody", "session.refused", name)]


def test_guessing_is_slowed_down_even_for_the_right_password(client: TestClient, person: Person):
    password = person("wang")
    for _ in range(5):
        assert client.post(SESSION, json={"name": "wang", "password": "x" * 10}).status_code == 401
    answer = client.post(SESSION, json={"name": "wang", "password": password})
    assert (answer.status_code, answer.json()["code"]) == (429, "too-many-attempts")
    assert 0 < int(answer.headers["Retry-After"]) <= 300
    other = person("li")
    log_in(client, "li", other)


def test_another_spelling_of_a_name_gives_no_more_guesses(client: TestClient, person: Person):
    person("Jos\u00e9")
    for number in range(5):
        name = ("Jos\u00e9", "Jose\u0301")[number % 2]
        assert client.post(SESSION, json={"name": name, "password": "x" * 10}).status_code == 401
    for name in ("Jos\u00e9", "Jose\u0301"):
        assert client.post(SESSION, json={"name": name, "password": "x" * 10}).status_code == 429


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-CSRF-Token": "wrong"},
        {"X-CSRF-Token": "\u00e4".encode("latin-1").decode("latin-1")},
        {"Origin": "http://evil.test"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
    ids=str,
)
def test_a_session_changes_nothing_without_proof_that_it_is_the_page(
    client: TestClient, person: Person, headers: dict[str, str]
):
    csrf = log_in(client, "wang", person("wang"))
    if headers and "X-CSRF-Token" not in headers:
        headers = {**headers, "X-CSRF-Token": csrf}
    encoded = {name: value.encode("latin-1") for name, value in headers.items()}
    answer = client.post("/api/v1/queue/claim", json={}, headers=encoded)
    assert (answer.status_code, answer.json()["code"]) == (403, "forbidden")
    assert client.get("/api/v1/queue").status_code == 200


def test_the_page_may_change_things(client: TestClient, person: Person):
    csrf = log_in(client, "wang", person("wang"))
    headers = {"X-CSRF-Token": csrf, "Origin": "http://desk.test", "Sec-Fetch-Site": "same-origin"}
    assert client.post("/api/v1/queue/claim", json={}, headers=headers).status_code == 204


def test_another_site_cannot_log_a_browser_in(client: TestClient, person: Person):
    body = {"name": "wang", "password": person("wang")}
    answer = client.post(SESSION, json=body, headers={"Origin": "http://evil.test"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


@pytest.mark.parametrize(
    "header", ["Bearer nonsense", "Basic d2FuZzp4", "Bearer", "Bearer " + "x" * 5000, "bearer \u00e4"]
)
def test_what_is_no_token_is_refused(client: TestClient, header: str):
    answer = client.get(SESSION, headers={"Authorization": header.encode("latin-1")})
    assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_bad_token_is_not_rescued_by_a_good_cookie(client: TestClient, person: Person):
    log_in(client, "wang", person("wang"))
    assert client.get(SESSION, headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_a_token_needs_no_csrf_token(client: TestClient, bearer: Bearer):
    headers = bearer("supervisor", "job")
    assert client.get(SESSION, headers=headers).json() == {"name": "job", "role": "supervisor", "csrf": None}
    assert client.post("/api/v1/queue/claim", json={}, headers=headers).status_code == 204
