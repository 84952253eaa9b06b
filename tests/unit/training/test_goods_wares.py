"""Machines, electronics, vehicles, furniture and toys: that they fit, weigh what they should, and vary."""

import numpy as np
import pytest

from image_library.nomenclature import lookup
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods.base import Goods, Load
from training.simulator.goods.wares import GOODS
from training.simulator.space import Space

COARSE = Scanner(rows=90, pitch_mm=30.0)
ROOMS = {
    "20": Space((510.0, 6410.0), (1425.0, 3796.0), (43.0, 2395.0)),
    "40": Space((510.0, 12540.0), (1425.0, 3796.0), (43.0, 2395.0)),
    "40hc": Space((510.0, 12540.0), (1425.0, 4101.0), (43.0, 2395.0)),
    "flat-rack": Space((510.0, 12100.0), (1850.0, 4050.0), (100.0, 2338.0)),
    "open-top": Space((510.0, 12540.0), (1425.0, 3770.0), (43.0, 2395.0)),
}
# Least and most net tonnes in a full 20-foot and 40-foot container.
PAYLOAD = {
    "8407": (3, 26.6), "8408": (4, 26.6), "8413": (3, 26.6), "8414": (2, 20), "8415": (3, 20),
    "8418": (1.5, 8), "8429": (1, 26), "8443": (4, 14), "8450": (4, 13), "8471": (2, 16), "8482": (10, 26.6),
    "8501": (3, 26.6), "8504": (5, 26.6), "8507": (10, 26.6), "8516": (3, 16), "8517": (2, 22),
    "8528": (2, 10), "8541": (4, 26.6), "8544": (3, 26.6), "8701": (1.5, 12), "8703": (0.8, 6),
    "8708": (1.5, 26), "8711": (0.5, 8), "8712": (0.4, 6), "8714": (0.8, 8), "9018": (0.3, 10),
    "9401": (0.4, 6), "9403": (2, 26.6), "9404": (2, 14), "9405": (0.6, 9), "9503": (1, 9), "9504": (1, 6),
    "9506": (0.8, 26.6),
}  # fmt: skip
CASES = [pytest.param(goods, id=goods.heading) for goods in GOODS]


def packed(
    goods: Goods, room: Space, fill: float, seed: int, scanner: Scanner = COARSE
) -> tuple[Canvas, Load]:
    canvas = Canvas(scanner, int((room.x[1] + 510) / scanner.pitch_mm))
    return canvas, goods.pack(canvas, room, fill, np.random.default_rng(seed))


def net(canvas: Canvas) -> float:
    return canvas.kilograms - canvas.packing_kg


def inside(canvas: Canvas, room: Space) -> None:
    """Nothing may be drawn beside, above or below a room, to one pixel."""
    drawn = np.sum([np.abs(plane) for plane in canvas.planes.values()], axis=0) > 1e-3
    columns, rows = np.flatnonzero(drawn.any(0)), np.flatnonzero(drawn.any(1))
    pitch = canvas.scanner.pitch_mm
    assert room.x[0] - pitch <= columns[0] * pitch < columns[-1] * pitch <= room.x[1]
    first, last = canvas.scanner.rows_of(*room.y, *room.z)
    assert first - 1 <= rows[0] <= rows[-1] <= last + 1


def test_each_heading_is_there_once_with_a_code_of_the_nomenclature() -> None:
    headings = [goods.heading for goods in GOODS]
    assert sorted(headings) == sorted(PAYLOAD)
    assert all(lookup(goods.code).code == goods.code for goods in GOODS)


@pytest.mark.parametrize("goods", CASES)
def test_a_full_load_stays_inside_its_room_and_weighs_what_it_should(goods: Goods) -> None:
    kind = goods.kinds[0]
    room, (least, most) = ROOMS[kind], PAYLOAD[goods.heading]
    canvas, load = packed(goods, room, 1.0, 3)
    assert least < net(canvas) / 1000 < most
    assert load.packages >= 1
    inside(canvas, room)
    assert room.x[0] - 1 <= load.space.x[0] < load.space.x[1] <= room.x[1] + 1
    assert load.space.y[1] <= room.y[1] + 1
    assert (load.quantity is None) == (goods.unit == "KGM")
    assert load.quantity is None or load.quantity >= load.packages
    assert all(float(plane.min()) > -0.05 for plane in canvas.planes.values())


@pytest.mark.parametrize("goods", CASES)
def test_a_short_room_holds_the_same_for_the_same_seed_and_other_things_for_the_next(goods: Goods) -> None:
    room, long = ROOMS[goods.kinds[0]], 1500.0 if goods.mixes else 6000.0
    short = Space((room.x[0], room.x[0] + long), room.y, room.z)
    one, again, other = (packed(goods, short, fill, seed) for fill, seed in ((1.0, 7), (1.0, 7), (0.5, 8)))
    assert one[1] == again[1]
    assert one[0].by_material == again[0].by_material
    for composition, lines in one[0].lines.items():
        assert np.array_equal(lines, again[0].lines[composition])
    assert one[0].kilograms != other[0].kilograms
    assert one[1].packages >= 1
    inside(one[0], short)


def test_half_a_load_takes_half_the_length() -> None:
    for goods in (goods for goods in GOODS if goods.heading in ("8418", "8541", "9018", "9404")):
        room = ROOMS["40hc"]
        load = packed(goods, room, 0.5, 3)[1]
        assert load.space.x[1] <= room.x[0] + 0.5 * room.size[0] + 5


@pytest.mark.parametrize("goods", [case for case in CASES if not case.values[0].mixes])
def test_what_is_too_long_for_a_room_is_not_drawn(goods: Goods) -> None:
    whole = ROOMS["40hc"]
    canvas, load = packed(goods, Space((3000.0, 3090.0), whole.y, whole.z), 1.0, 1)
    assert (load.packages, canvas.kilograms) == (0, 0.0)
