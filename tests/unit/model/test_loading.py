import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.loading import loading
from tests.unit.model.container_scene import EMPTY_PALLETS, FULL, HALF, LIGHT, ONE_PALLET, Block, container


def test_an_empty_container_is_empty():
    seen = loading(container())
    assert seen.loaded < 0.02
    assert seen.fill < 0.02


@pytest.mark.parametrize("goods", [FULL, HALF, LIGHT, ONE_PALLET])
def test_goods_are_seen(goods):
    assert loading(container(goods)).loaded > 0.9


def test_empty_pallets_alone_are_no_load():
    assert loading(container(EMPTY_PALLETS)).loaded < 0.3


def test_fill_is_the_share_of_the_inner_area_under_goods():
    half_long = Block(x=0.5, y=0.09, width=0.5, height=0.75, attenuation=2.0)
    assert loading(container(half_long)).fill == pytest.approx(0.5, abs=0.06)
    assert loading(container(FULL)).fill == pytest.approx(0.64 / 0.75, abs=0.06)


def test_the_mask_lies_on_the_goods_and_has_the_shape_of_the_crop():
    picture = container(ONE_PALLET, height=421, width=1003)
    mask = loading(picture).mask
    assert mask.shape == picture.shape
    truth = np.zeros_like(mask)
    truth[int(0.48 * 421) : int(0.84 * 421), int(0.6 * 1003) : int(0.72 * 1003)] = True
    assert (mask & truth).sum() / (mask | truth).sum() > 0.85


def test_two_containers_in_one_crop_do_not_look_loaded_for_their_posts():
    gap = Block(x=0.48, y=0.03, width=0.012, height=0.9, attenuation=3.0)
    other = Block(x=0.51, y=0.03, width=0.012, height=0.9, attenuation=3.0)
    assert loading(container(gap, other)).loaded < 0.1


@pytest.mark.parametrize("blocks, low, high", [((), 0.0, 0.05), ((HALF,), 0.95, 1.0)])
def test_black_margins_air_and_dead_rows_change_nothing(blocks, low, high):
    picture = container(*blocks)
    height, width = picture.shape
    wide = np.zeros((height, width + 240), np.float32)
    wide[:, 60 : width + 60] = picture
    wide[:, -100:] = 5.5
    wide[[90, 91, 200]] = 5.5
    valid = np.ones(wide.shape, np.bool_)
    valid[:, -100:] = False
    valid[[90, 91, 200]] = False
    bare, told = loading(wide), loading(wide, valid)
    assert low <= bare.loaded <= high
    assert low <= told.loaded <= high


def test_not_penetrated_is_goods_and_not_nothing():
    picture = container()
    opaque = np.zeros(picture.shape, np.bool_)
    opaque[100:240, 100:500] = True
    assert loading(picture, None, opaque).loaded > 0.95


@given(
    gain=st.floats(0.93, 1.07),
    shift=st.tuples(*[st.floats(-0.03, 0.03)] * 4),
    goods=st.sampled_from([(), (ONE_PALLET,), (LIGHT,), (FULL,)]),
)
@settings(max_examples=25, deadline=None)
def test_brightness_and_a_box_a_little_off_do_not_change_the_verdict(gain, shift, goods):
    picture = np.pad(container(*goods), ((9, 9), (22, 22)), mode="edge")
    height, width = picture.shape
    left, right = 22 + int(shift[0] * 720), width - 22 + int(shift[1] * 720)
    top, bottom = 9 + int(shift[2] * 300), height - 9 + int(shift[3] * 300)
    seen = loading(np.maximum(picture[top:bottom, left:right] - np.float32(np.log(gain)), 0))
    assert (seen.loaded > 0.5) == bool(goods)


@given(amount=st.floats(0.0, 3.0), more=st.floats(0.05, 1.0))
@settings(max_examples=12, deadline=None)
def test_more_goods_never_look_emptier(amount, more):
    def pile(attenuation: float) -> Block:
        return Block(x=0.2, y=0.45, width=0.4, height=0.39, attenuation=attenuation)

    assert loading(container(pile(amount + more))).loaded >= loading(container(pile(amount))).loaded - 0.01


@given(st.integers(0, 40), st.integers(0, 40), st.sampled_from([0.0, 0.2, 6.0]))
@settings(max_examples=25, deadline=None)
def test_any_shape_and_level_gives_shares_between_0_and_1(height, width, level):
    seen = loading(np.full((height, width), level, np.float32))
    assert 0.0 <= seen.loaded <= 1.0
    assert 0.0 <= seen.fill <= 1.0
    assert seen.mask.shape == (height, width)


def test_nothing_measured_is_no_verdict():
    seen = loading(container(FULL), np.zeros((300, 720), np.bool_))
    assert seen.loaded == 0.5


def test_stacks_with_gaps_between_them_are_not_taken_for_posts():
    stacks = [Block(x=0.04 + 0.05 * i, y=0.08, width=0.045, height=0.76, attenuation=4.0) for i in range(18)]
    seen = loading(container(*stacks))
    assert seen.loaded > 0.99
    assert seen.fill > 0.7


def test_a_box_that_is_black_to_its_edges_is_no_verdict():
    assert loading(np.full((300, 200), 5.5, np.float32)).loaded == 0.5
