"""Every reader runs the reference table, in this process and in the sandbox."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from model.formats import READERS, read
from model.formats.sandbox import Sandbox
from model.view import View
from tests.unit.model.formats_reference import Case, cases

CASES = cases()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as box:
        yield box


def check(case: Case, views: list[View]) -> None:
    assert [view.facts.role for view in views] == list(case.roles)
    for view, expected in zip(views, case.samples, strict=True):
        assert view.samples.dtype == expected.dtype
        assert view.samples.shape == expected.shape
        off = np.abs(view.samples.astype(int) - expected.astype(int))
        assert off.max() <= case.tolerance
        assert (view.colour is not None) == case.coloured
        facts: Any = view.facts
        assert (facts.height, facts.width) == expected.shape[-2:]
        assert {key: getattr(facts, key) for key in case.facts} == case.facts
    assert views[0].facts.unknown == case.unknown


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_reader_gives_back_what_the_encoder_wrote(case: Case) -> None:
    check(case, read(case.files, case.notes))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_sandbox_reads_the_same(case: Case, sandbox: Sandbox) -> None:
    views = sandbox.read(case.files, case.notes)
    check(case, views)
    assert [v.facts for v in views] == [v.facts for v in read(case.files, case.notes)]


def test_every_reader_is_in_the_reference_table() -> None:
    seen = {view.facts.format for case in CASES for view in read(case.files, case.notes)}
    assert {reader.NAME for reader in READERS} <= seen


def test_no_reader_takes_the_files_of_another() -> None:
    for case in CASES:
        for file in case.files:
            assert sum(reader.recognises(file.data) for reader in READERS) <= 1
