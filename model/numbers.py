"""Container numbers after ISO 6346: owner, category, six digits and a check digit."""

import re

_FORM = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_VALUES = {letter: 10 + i + (i + 9) // 10 for i, letter in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ")}


def tidy(number: str) -> str:
    """Return a container number without spaces and dashes, in capitals."""
    return re.sub(r"[\s\-/.]", "", number).upper()


def check_digit(number: str) -> int:
    """Return the check digit of the first ten characters.

    Letters count from 10 up, skipping multiples of 11; each counts twice its left neighbour's
    weight; the sum modulo 11, with 10 written as 0 (ISO 6346, annex A).
    """
    total = sum((_VALUES[c] if c.isalpha() else int(c)) << place for place, c in enumerate(number[:10]))
    return total % 11 % 10


def fault(number: str) -> str | None:
    """Return what is wrong with a container number, or None."""
    plain = tidy(number)
    if not _FORM.fullmatch(plain):
        return f"{number} does not have the form of a container number (four letters, seven digits)"
    if (expected := check_digit(plain)) != int(plain[10]):
        return f"the check digit of {number} should be {expected}"
    return None
