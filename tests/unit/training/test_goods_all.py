import numpy as np
import pytest

from image_library import nomenclature
from training.simulator import containers
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.goods import GOODS

COARSE = Scanner(rows=90, pitch_mm=50.0)


@pytest.mark.parametrize("heading", sorted(GOODS))
def test_nothing_takes_away_more_than_is_there(heading: str) -> None:
    goods = GOODS[heading]
    kind, rng = goods.kinds[0], np.random.default_rng(int(heading))
    room = containers.draw(Canvas(COARSE, 1), kind, containers.outer(kind, 400, 1250), True, rng)
    canvas = Canvas(COARSE, 300)
    assert goods.pack(canvas, room, 1.0, rng).packages
    for composition, lines in canvas.lines.items():
        assert lines.min() > -0.2, composition.name
    assert nomenclature.lookup(goods.code).code == goods.code
