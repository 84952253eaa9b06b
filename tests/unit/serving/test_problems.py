"""Every error has its HTTP status, and every exception becomes a problem in one form."""

import errno
import importlib
import json
import pkgutil
from typing import Any

import pytest
import sqlalchemy as sa
from starlette.exceptions import HTTPException

from model import errors
from serving import problems
from serving.problems import STATUS, respond


def all_kinds() -> dict[str, type[errors.CargolensError]]:
    """The error tree after every module that serving can reach was loaded."""
    for name in ("model", "image_library", "serving"):
        package = importlib.import_module(name)
        for module in pkgutil.walk_packages(package.__path__, f"{name}."):
            if ".migrations" not in module.name and not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    return problems.kinds()


def walk(kind: type[errors.CargolensError]) -> list[type[errors.CargolensError]]:
    return [kind, *(below for child in kind.__subclasses__() for below in walk(child))]


def body(error: Exception, **more: Any) -> dict[str, Any]:
    return json.loads(bytes(respond(error, **more).body))


def test_the_table_is_complete_and_has_nothing_too_much():
    assert set(STATUS) == set(all_kinds())


def test_every_kind_has_a_code_of_its_own_and_says_what_it_means():
    all_kinds()
    kinds = walk(errors.CargolensError)
    codes = [kind.__dict__.get("code") for kind in kinds]
    assert len(set(codes)) == len(codes)
    assert all(problems.title(kind).endswith(".") for kind in kinds)


@pytest.mark.parametrize("code", sorted(STATUS))
def test_a_domain_error_becomes_a_problem(code: str):
    kind = all_kinds()[code]
    answer = respond(kind())
    assert answer.media_type == "application/problem+json"
    assert answer.status_code == STATUS[code]
    assert body(kind()) == {
        "type": f"/problems/{code}",
        "title": problems.title(kind),
        "status": STATUS[code].value,
        "code": code,
        "detail": str(kind()),
    }


def test_details_are_members_but_never_replace_the_standard_ones():
    made = body(errors.LeaseTaken("Li holds it.", holder="li", status=200, code="fine"))
    assert (made["holder"], made["status"], made["code"], made["detail"]) == (
        "li",
        409,
        "lease-taken",
        "Li holds it.",
    )


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "storage-full"),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), "storage-full"),
        (sa.exc.OperationalError("INSERT", {}, Exception("database or disk is full")), "storage-full"),
        (sa.exc.OperationalError("SELECT", {}, Exception("connection refused")), "unavailable"),
        (sa.exc.TimeoutError("pool"), "unavailable"),
        (HTTPException(404), "not-found"),
        (HTTPException(405, headers={"Allow": "GET"}), "method-not-allowed"),
        (HTTPException(413), "upload-too-large"),
        (HTTPException(400, "There was an error parsing the body"), "invalid-input"),
        (HTTPException(418), "error"),
    ],
)
def test_foreign_errors_become_known_ones(error: Exception, code: str):
    assert body(error)["code"] == code


def test_the_cause_of_a_wrapped_error_counts():
    wrapped = HTTPException(400, "There was an error parsing the body")
    wrapped.__cause__ = errors.UploadTooLarge("The body is larger than 5 bytes.")
    assert body(wrapped)["code"] == "upload-too-large"


def test_an_unexpected_error_tells_its_request_id_and_nothing_of_its_inside():
    made = body(RuntimeError("password=hunter2"), request_id="r-1")
    assert (made["status"], made["code"], made["request_id"]) == (500, "error", "r-1")
    assert "hunter2" not in json.dumps(made)


def test_headers_that_belong_to_a_status():
    assert respond(errors.Unauthenticated()).headers["WWW-Authenticate"] == "Bearer"
    assert respond(problems.TooManyAttempts(retry_after=7)).headers["Retry-After"] == "7"
    assert respond(HTTPException(405, headers={"Allow": "GET"})).headers["Allow"] == "GET"
