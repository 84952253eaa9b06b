"""Container numbers after ISO 6346."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.numbers import check_digit, fault, tidy

owners = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)
serials = st.text("0123456789", min_size=6, max_size=6)


@pytest.mark.parametrize("number", ["CSQU3054383", "CBHU3202732", "MSCU0000060", "csqu 305438-3"])
def test_valid_numbers(number: str) -> None:
    assert fault(number) is None


@pytest.mark.parametrize("number", ["", "CSQU305438", "CSQX3054383", "CSQU30543833", "XXXX", "CSQU305438A"])
def test_other_forms_are_named(number: str) -> None:
    assert "form" in (fault(number) or "")


@given(owners, st.sampled_from("UJZ"), serials)
def test_exactly_one_check_digit_is_right(owner: str, category: str, serial: str) -> None:
    stem = owner + category + serial
    right = [digit for digit in "0123456789" if fault(stem + digit) is None]
    assert right == [str(check_digit(stem))]


@given(st.text())
def test_anything_is_answered(text: str) -> None:
    fault(text)
    assert tidy(tidy(text)) == tidy(text)
