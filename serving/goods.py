"""Rules for goods that are declared or found: each line once, with a code, no amount below zero."""

from collections.abc import Iterator, Sequence

from pydantic import AfterValidator

from model.domain import Declaration, GoodsLine
from serving.problems import invalid
from serving.store.reviews import Inspection

AMOUNTS = ("line", "quantity", "packages", "gross_kg", "net_kg")
Fault = tuple[tuple[str | int, ...], str]


def _faults(goods: Sequence[GoodsLine], name: str) -> Iterator[Fault]:
    for at, item in enumerate(goods):
        if not item.hs_code.strip():
            yield (name, at, "hs_code"), "is empty"
        for amount in AMOUNTS:
            value = getattr(item, amount)
            if value is not None and value < 0:
                yield (name, at, amount), "is below zero"


def _repeated(items: Sequence[GoodsLine]) -> Iterator[Fault]:
    first: dict[int, int] = {}
    for at, item in enumerate(items):
        before = first.setdefault(item.line, at)
        if before != at:
            yield ("items", at, "line"), f"{item.line} is the number of items.{before} already"


def _refuse(faults: Iterator[Fault]) -> None:
    if found := [{"loc": place, "msg": message} for place, message in faults]:
        raise invalid(found)


def declared(declaration: Declaration) -> Declaration:
    """Return a declaration whose goods keep the rules; raises ``InvalidInput`` naming each field at fault.

    Which codes there are is not asked: an unknown one is answered in the assessment of its line.
    """
    _refuse(_faults(declaration.items, "items"))
    _refuse(_repeated(declaration.items))
    return declaration


def found(inspection: Inspection) -> Inspection:
    """Return an inspection whose goods keep the rules; several may speak of one declared line."""
    _refuse(_faults(inspection.goods, "goods"))
    return inspection


DECLARED, FOUND = AfterValidator(declared), AfterValidator(found)
"""For request types, after ``SOUND``."""
