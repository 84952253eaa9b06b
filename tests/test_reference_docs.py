"""The reference pages tell everything there is and nothing that is not."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main
from typer.core import TyperCommand, TyperGroup

from serving import cli, problems
from serving.app import make_api
from serving.middleware import UPLOADS
from serving.problems import STATUS
from serving.roles import Role
from serving.settings import PREFIX, Settings
from tests.unit.serving.test_problems import all_kinds

PAGES = Path(__file__).parents[1] / "docs" / "reference"


def rows(page: str) -> list[list[str]]:
    lines = (PAGES / page).read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("| `")]


def test_every_setting_is_told_with_its_meaning():
    told = {row[0].strip("`"): row[2] for row in rows("settings.md")}
    assert told == {
        f"{PREFIX}{name.upper()}": field.description for name, field in Settings.model_fields.items()
    }


def test_every_default_is_told():
    told = {row[0].strip("`"): row[1].strip("`") for row in rows("settings.md")}
    for name, field in Settings.model_fields.items():
        if field.default_factory is None:
            assert told[f"{PREFIX}{name.upper()}"] == str(field.get_default())


def test_every_error_is_told_with_its_status_and_meaning():
    kinds = all_kinds()
    told = {row[0].strip("`"): (row[1], row[2]) for row in rows("errors.md")}
    assert told == {code: (str(STATUS[code].value), problems.title(kind)) for code, kind in kinds.items()}


def calls() -> set[tuple[str, str]]:
    paths = make_api().openapi()["paths"]
    return {(method.upper(), path) for path, methods in paths.items() for method in methods}


def test_every_call_is_told():
    text = (PAGES / "http.md").read_text(encoding="utf-8")
    told = re.findall(r"^\| `(GET|POST|PUT|DELETE) ([^`?]+)", text, re.MULTILINE)
    assert len(told) == len(set(told))
    assert set(told) == calls()


def test_every_query_parameter_is_told():
    told = {(row[0].split("`")[1]).split("?")[0]: row[0] for row in rows("http.md")}
    for path, methods in make_api().openapi()["paths"].items():
        for method, operation in methods.items():
            for parameter in operation.get("parameters", []):
                if parameter["in"] == "query":
                    assert f"{parameter['name']}=" in told[f"{method.upper()} {path}"], (path, parameter)


def test_every_role_is_told():
    assert {row[0].strip("`") for row in rows("http.md")} >= set(Role)


def test_the_document_that_the_page_is_built_with_is_current():
    kept = json.loads((PAGES.parents[1] / "review_ui" / "openapi.json").read_text(encoding="utf-8"))
    assert kept == make_api().openapi(), "run `cargolens openapi > review_ui/openapi.json`"


def test_the_uploads_that_may_be_large_exist():
    assert calls() >= UPLOADS


def commands() -> Iterator[tuple[str, TyperCommand]]:
    def walk(name: str, command: object) -> Iterator[tuple[str, TyperCommand]]:
        if isinstance(command, TyperGroup):
            for below, child in command.commands.items():
                yield from walk(f"{name} {below}", child)
        else:
            assert isinstance(command, TyperCommand)
            yield name, command

    yield from walk("cargolens", typer.main.get_command(cli.make_app()))


@pytest.mark.parametrize(("name", "command"), [pytest.param(*pair, id=pair[0]) for pair in commands()])
def test_every_command_is_told_with_its_options(name: str, command: TyperCommand):
    told = {row[0].strip("`").split(" [")[0]: row[0] for row in rows("commands.md")}
    (line,) = [whole for whole in told.values() if re.match(rf"`{re.escape(name)}(?![\w-])", whole)]
    for parameter in command.params:
        if parameter.param_type_name == "option" and "--help" not in parameter.opts:
            assert parameter.opts[0] in line
        elif parameter.param_type_name == "argument":
            assert (parameter.metavar or str(parameter.name)).upper() in line
    assert (command.help or "").strip()


def test_no_command_is_told_that_is_not_there():
    known = {name for name, _ in commands()} | {"cargolens --version"}
    for row in rows("commands.md"):
        words = row[0].strip("`").split(" [")[0].split()
        assert any(" ".join(words[:count]) in known for count in range(2, len(words) + 1)), row[0]
