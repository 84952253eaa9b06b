"""The packaged Harmonized System."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from image_library import nomenclature
from image_library.nomenclature import lookup, normalise, parents, search
from model.errors import InvalidInput, UnknownCode


def test_the_table_is_whole() -> None:
    levels = [entry.level for entry in nomenclature._rows()]
    assert {level: levels.count(level) for level in set(levels)} == {
        "section": 21,
        "chapter": 97,
        "heading": 1229,
        "subheading": 5613,
    }


def test_every_code_stands_under_its_parents() -> None:
    for entry in nomenclature._rows():
        if entry.code:
            above = parents(entry.code)
            assert [e.code for e in above if e.code] == [
                entry.code[:n] for n in (2, 4) if n < len(entry.code)
            ]
            assert all(e.description for e in (*above, entry))


@pytest.mark.parametrize("code", ["0202.30", "020230", "0202 30 00", "0202300090"])
def test_national_lines_and_dots_resolve_to_the_subheading(code: str) -> None:
    entry = lookup(code)
    assert (entry.code, entry.level) == ("020230", "subheading")
    assert [e.level for e in parents(code)] == ["section", "chapter", "heading"]


@pytest.mark.parametrize("code", ["7799", "9898", "020299", "77"])
def test_codes_that_are_not_there_are_unknown(code: str) -> None:
    with pytest.raises(UnknownCode, match=code[:6]):
        lookup(code)


@given(st.text(max_size=14))
def test_any_text_is_a_code_or_a_clear_refusal(text: str) -> None:
    try:
        digits = normalise(text)
    except InvalidInput:
        return
    assert digits.isascii()
    assert digits.isdigit()
    assert len(digits) in {2, 4, 6, 7, 8, 9, 10}


def test_search_by_words_and_by_code() -> None:
    assert "0901" in {entry.code for entry in search("coffee")}
    assert {entry.code for entry in search("bovine frozen", limit=50)} >= {"0202", "020230"}
    assert next(iter(search("4011"))).code == "4011"
    assert search("") == ()
    assert len(search("of", limit=5)) == 5
