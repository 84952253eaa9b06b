import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.inclusions import ALONE, AMONG, dense_inclusions
from tests.unit.model.container_scene import EMPTY_PALLETS, FULL, HALF, LIGHT, ONE_PALLET, Block, container

# 20 x 15 cm, 10 cm of steel, in a 12 m long and 2.9 m high view
STEEL = {"width": 0.2 / 12, "height": 0.15 / 2.9, "attenuation": 2.4}
PALLETS = tuple(Block(x=0.05 + 0.1 * i, y=0.3, width=0.09, height=0.54, attenuation=1.2) for i in range(9))
DRUMS = tuple(
    Block(x=0.06 + 0.055 * i, y=0.6, width=0.04, height=0.24, attenuation=2.0 + 0.1 * (i % 3))
    for i in range(16)
)


def steel(x: float, y: float) -> Block:
    return Block(x=x, y=y, **STEEL)


def intersection_over_union(a, b):
    across = max(0.0, min(a[2], b[2]) - max(a[0], b[0]))
    down = max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
    both = across * down
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both)


@pytest.mark.parametrize(
    "blocks", [(), (FULL,), (HALF,), (LIGHT,), (ONE_PALLET,), (EMPTY_PALLETS,), PALLETS, DRUMS]
)
def test_walls_floors_and_regular_packing_do_not_alarm(blocks):
    assert dense_inclusions(container(*blocks, height=600, width=1500)) == ()


@pytest.mark.parametrize("blocks", [(), (HALF,), (LIGHT,), PALLETS])
@pytest.mark.parametrize("place", [(0.30, 0.62), (0.585, 0.7)])
def test_a_steel_block_is_found_where_it_is(blocks, place):
    picture = container(*blocks, steel(*place), height=600, width=1500)
    found = dense_inclusions(picture)
    assert [finding.kind for finding in found] == ["dense-object"]
    x, y = place[0] * 1500, place[1] * 600
    truth = (x, y, x + STEEL["width"] * 1500, y + STEEL["height"] * 600)
    assert intersection_over_union(found[0].box, truth) > 0.5
    assert found[0].score > 0.8


def test_several_blocks_are_several_findings():
    blocks = [steel(x, 0.6) for x in (0.2, 0.5, 0.75)]
    assert len(dense_inclusions(container(HALF, *blocks, height=600, width=1500))) == 3


def test_boxes_are_in_pixels_of_the_whole_picture():
    picture = container(steel(0.5, 0.5), height=600, width=1500)
    (here,), (there,) = dense_inclusions(picture), dense_inclusions(picture, origin=(400.0, 70.0))
    assert there.box == pytest.approx(np.add(here.box, (400.0, 70.0, 400.0, 70.0)))


def test_nothing_is_claimed_behind_goods_that_the_beam_does_not_get_through():
    wall = Block(x=0.03, y=0.2, width=0.94, height=0.64, attenuation=9.0)
    picture = container(wall, steel(0.5, 0.5), height=600, width=1500)
    assert dense_inclusions(picture, None, picture > 6.5) == ()


def test_posts_rails_and_dead_rows_do_not_alarm():
    post = Block(x=0.5, y=0.03, width=0.01, height=0.9, attenuation=3.0)
    picture = container(post, HALF, height=600, width=1500)
    picture[250:254] = 5.5
    assert dense_inclusions(picture) == ()


@given(thin=st.floats(0.05, 1.5), more=st.floats(0.1, 1.5))
@settings(max_examples=10, deadline=None)
def test_a_thicker_block_never_scores_lower(thin, more):
    def score(attenuation: float) -> float:
        block = Block(x=0.4, y=0.6, width=0.03, height=0.1, attenuation=attenuation)
        return max((one.score for one in dense_inclusions(container(HALF, block))), default=0.0)

    assert score(thin + more) >= score(thin) - 0.02


@given(gain=st.floats(0.9, 1.1), trim=st.tuples(*[st.integers(0, 9)] * 4))
@settings(max_examples=10, deadline=None)
def test_brightness_and_a_box_a_little_off_do_not_hide_it(gain, trim):
    picture = container(LIGHT, steel(0.42, 0.6), height=400, width=1000) - np.float32(np.log(gain))
    left, top, right, bottom = trim
    crop = np.maximum(picture[top : 400 - bottom, 2 * left : 1000 - 2 * right], 0)
    found = dense_inclusions(crop, origin=(2.0 * left, float(top)))
    assert len(found) == 1
    assert found[0].box[0] < 428 < found[0].box[2]


@given(st.integers(0, 60), st.integers(0, 120), st.sampled_from([0.0, 0.3, 8.0]))
@settings(max_examples=25, deadline=None)
def test_any_even_picture_gives_no_finding(height, width, level):
    assert dense_inclusions(np.full((height, width), level, np.float32)) == ()


@pytest.mark.parametrize("blocks, label", [((), ALONE), ((HALF,), AMONG)])
def test_the_label_tells_whether_goods_are_around_it(blocks, label):
    (found,) = dense_inclusions(container(*blocks, steel(0.5, 0.6), height=600, width=1500))
    assert found.label == label


def test_a_slender_bar_is_not_compact():
    bar = Block(x=0.2, y=0.6, width=0.5, height=0.03, attenuation=2.0)
    assert dense_inclusions(container(HALF, bar, height=600, width=1500)) == ()
