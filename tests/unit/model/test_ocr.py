"""Container numbers on photographs: read with the real reader, believed only with their check digit."""

import cv2
import numpy as np
import pytest

from model.domain import ViewFacts
from model.ocr import NumberReader, numbers_in, photos
from model.view import View


def photo(*lines: str) -> np.ndarray:
    picture = np.full((480, 640, 3), (40, 60, 90), np.uint8)
    for at, line in enumerate(lines):
        cv2.putText(picture, line, (60, 120 + 80 * at), cv2.FONT_HERSHEY_SIMPLEX, 1.4, (255, 255, 255), 3)
    return picture


def view(name: str, colour: np.ndarray | None) -> View:
    facts = ViewFacts(file=name, format="PNG", width=640, height=480, bits=8)
    return View(facts=facts, samples=np.zeros((480, 640), np.uint8), colour=colour)


@pytest.mark.filterwarnings("default")
def test_a_painted_number_is_read() -> None:
    assert NumberReader.available()
    assert NumberReader().read(photo("CSQU 305438 3", "22G1")) == ("CSQU3054383",)


@pytest.mark.parametrize(
    ("texts", "numbers"),
    [
        (["CSQU305438", "3"], ("CSQU3054383",)),
        (["CSQU", "305438", "3", "22G1"], ("CSQU3054383",)),
        (["CSQU 305438 4"], ()),
        (["MAX GROSS", "30480 KG"], ()),
        (["CSQU3054383", "CSQU 3054383", "CBHU3202732"], ("CSQU3054383", "CBHU3202732")),
        ([], ()),
    ],
)
def test_only_valid_numbers_are_believed(texts: list[str], numbers: tuple[str, ...]) -> None:
    assert numbers_in(texts) == numbers


def test_photographs_are_the_coloured_views_beside_a_radiograph() -> None:
    grey, coloured = view("scan.png", None), view("gate.jpg", photo("x"))
    assert photos([grey, coloured], "radiograph") == [coloured]
    assert photos([coloured, grey], "radiograph") == []
    assert photos([grey, coloured], "ct") == []
