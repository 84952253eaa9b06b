"""What callers may send: every fault is named with its field, nothing odd gets through."""

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.domain import Declaration, ScanMetadata
from model.errors import InvalidInput
from serving.bounds import LONGEST_LIST, LONGEST_TEXT, parse, sound

LINE = {"line": 1, "hs_code": "0901"}


def refused(kind: type[Any], text: str) -> list[dict[str, str]]:
    with pytest.raises(InvalidInput) as error:
        parse(kind, text.encode("utf-8", "surrogatepass"), "body")
    return error.value.details["errors"]


def test_unknown_fields_are_ignored():
    assert parse(Declaration, b'{"empty": true, "vendor_extra": {"a": [1]}}', "body") == Declaration(
        empty=True
    )


def test_a_byte_order_mark_is_no_fault():
    assert parse(Declaration, b'\xef\xbb\xbf{"empty": true}', "body") == Declaration(empty=True)
    assert refused(Declaration, "\ufeff\ufeff{}")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", '"nan"', '"inf"'])
def test_only_finite_numbers(number: str):
    body = json.dumps({"items": [{**LINE, "gross_kg": "HERE"}]}).replace('"HERE"', number)
    (fault,) = refused(Declaration, body)
    assert "items.0.gross_kg" in fault["field"] + fault["message"]
    assert "finite" in fault["message"]


@pytest.mark.parametrize(
    ("items", "field"),
    [
        ([{"line": 1, "hs_code": 901}], "items.0.hs_code"),
        ([LINE, {"hs_code": "0901"}], "items.1.line"),
        ([{**LINE, "packages": 1.5}], "items.0.packages"),
        ("none", "items"),
    ],
)
def test_a_wrong_type_is_named_with_its_field(items: Any, field: str):
    faults = refused(Declaration, json.dumps({"items": items}))
    assert [fault["field"] for fault in faults] == [field]


@pytest.mark.parametrize(
    "text",
    ["a\u0000b", "\u0007", "x" * (LONGEST_TEXT + 1), "\ud800"],
    ids=["zero", "bell", "long", "half a surrogate pair"],
)
def test_texts_that_no_database_keeps_are_refused(text: str):
    body = json.dumps({"items": [{**LINE, "description": text}]})
    assert refused(Declaration, body)


def test_text_of_any_language_is_kept():
    text = "\u5496\u5561\u8c46 Kaffee, qahwa \u0642\u0647\u0648\u0629 \U0001f69a\n second line\t."
    made = parse(Declaration, json.dumps({"items": [{**LINE, "description": text}]}).encode(), "body")
    assert made.items[0].description == text


def test_lists_and_whole_numbers_are_bounded():
    assert refused(Declaration, json.dumps({"containers": ["A"] * (LONGEST_LIST + 1)}))
    assert refused(Declaration, json.dumps({"items": [{**LINE, "packages": 2**53 + 1}]}))


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000, '{"station": 1' + "0" * 5000 + "}"])
def test_what_is_no_record_is_refused(text: str):
    assert refused(ScanMetadata, text)


def test_the_sent_value_does_not_come_back():
    secret = "do not echo me"
    with pytest.raises(InvalidInput) as error:
        parse(Declaration, json.dumps({"items": secret}).encode(), "body")
    assert secret not in str(error.value) + str(error.value.details)


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_a_record_or_refused(data: bytes):
    try:
        parse(ScanMetadata, data, "metadata")
    except InvalidInput as error:
        assert error.details["errors"]


@given(st.floats())
def test_sound_passes_exactly_the_finite(number: float):
    if math.isfinite(number):
        assert sound({"a": [number]}) == {"a": [number]}
    else:
        with pytest.raises(ValueError, match=r"a\.0 is not a finite number"):
            sound({"a": [number]})
