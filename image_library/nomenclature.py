"""The Harmonized System, edition 2022, packaged: what a code means and where it stands."""

import gzip
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from model.errors import InvalidInput, UnknownCode

EDITION = "2022"
EDITIONS = ("2017", "2022", "2028")
_TABLE = Path(__file__).parent / "data" / "hs2022.tsv.gz"
_DIGITS = re.compile(r"\d{2}|\d{4}|\d{6,10}")

Level = Literal["section", "chapter", "heading", "subheading"]
_LEVELS: dict[int, Level] = {0: "section", 2: "chapter", 4: "heading", 6: "subheading"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the nomenclature.

    ``code`` is empty for a section, which has a Roman numeral; chapter 99, for goods not specified
    according to kind, stands in no section.
    """

    code: str
    section: str
    description: str

    @property
    def level(self) -> Level:
        """Section, chapter (2 digits), heading (4) or subheading (6)."""
        return _LEVELS[len(self.code)]


def normalise(code: str) -> str:
    """Return a code as digits only, without the dots and spaces people write.

    Raises
    ------
    InvalidInput
        When it is not 2, 4 or 6 to 10 digits.
    """
    digits = re.sub(r"[\s.\-]", "", code)
    if not (digits.isascii() and _DIGITS.fullmatch(digits)):
        raise InvalidInput(f"{code!r} is not an HS code: 2, 4 or 6 to 10 digits are.")
    return digits


def lookup(code: str) -> Entry:
    """Return the entry of a code; a national line of 7 to 10 digits resolves to its subheading.

    Raises
    ------
    UnknownCode
        When the 2022 edition has no such chapter, heading or subheading.
    InvalidInput
        When it does not have the form of a code.
    """
    digits = normalise(code)
    entry = _entries().get(digits[:6])
    if entry is None:
        raise UnknownCode(f"HS {EDITION} has no code {digits[:6]}.", code=digits)
    return entry


def parents(code: str) -> tuple[Entry, ...]:
    """Return what a code stands under: section, chapter, heading, as far as they are above it."""
    entry = lookup(code)
    above = [_sections()[entry.section]] if entry.section else []
    above += [_entries()[entry.code[:size]] for size in (2, 4) if size < len(entry.code)]
    return tuple(above)


def search(text: str, limit: int = 20) -> tuple[Entry, ...]:
    """Return entries whose code starts with the text, or whose description has words starting with each word.

    Entries in whose description the words come first stand first, broader entries before narrower ones.
    """
    digits = re.sub(r"[\s.]", "", text)
    if digits.isdigit():
        return tuple(e for code, e in _entries().items() if code.startswith(digits))[:limit]
    words = re.findall(r"\w+", text.lower())
    if not words:
        return ()
    patterns = [re.compile(rf"\b{re.escape(word)}") for word in words]
    hits: list[tuple[int, int, str]] = []
    for code, entry in _entries().items():
        found = [pattern.search(entry.description.lower()) for pattern in patterns]
        places = [match.start() for match in found if match]
        if len(places) == len(patterns):
            hits.append((min(places), len(code), code))
    return tuple(_entries()[code] for _, _, code in sorted(hits)[:limit])


@cache
def _rows() -> tuple[Entry, ...]:
    lines = gzip.decompress(_TABLE.read_bytes()).decode("utf-8").splitlines()
    fields = (line.split("\t") for line in lines)
    return tuple(Entry(section=section, code=code, description=text) for section, code, text in fields)


@cache
def _entries() -> dict[str, Entry]:
    return {entry.code: entry for entry in _rows() if entry.code}


@cache
def _sections() -> dict[str, Entry]:
    return {entry.section: entry for entry in _rows() if not entry.code}
