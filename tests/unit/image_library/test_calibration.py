"""Raw scores to log-likelihood ratios."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from image_library.calibration import calibrate

SCORES = st.lists(st.floats(-1e3, 1e3), min_size=0, max_size=40)


@given(genuine=SCORES, impostor=SCORES)
@settings(max_examples=60, deadline=None)
def test_any_trials_give_a_finite_bounded_curve(genuine: list[float], impostor: list[float]) -> None:
    curve = calibrate(genuine, impostor)
    ratios = curve.ratio(np.linspace(-2e3, 2e3, 101))
    assert np.isfinite(ratios).all()
    assert (np.abs(ratios) <= curve.limit).all()
    assert (curve.genuine, curve.impostor) == (len(genuine), len(impostor))


@given(seed=st.integers(0, 1000), count=st.integers(3, 60), gap=st.floats(0.5, 20))
@settings(max_examples=40, deadline=None)
def test_a_useful_curve_rises_strictly(seed: int, count: int, gap: float) -> None:
    rng = np.random.default_rng(seed)
    curve = calibrate((rng.normal(gap, 0.1, count)).tolist(), rng.normal(0, 0.1, 3 * count).tolist())
    assert curve.useful
    assert (np.diff(curve.ratio(np.linspace(-50, 50, 401))) > 0).all()


def test_ratios_of_gaussian_trials_are_the_true_ones() -> None:
    rng = np.random.default_rng(7)
    curve = calibrate(rng.normal(1, 1, 4000).tolist(), rng.normal(-1, 1, 20000).tolist())
    assert abs(curve.slope - 2.0) < 0.1
    assert abs(curve.offset) < 0.1


def test_scores_that_tell_nothing_are_not_useful() -> None:
    rng = np.random.default_rng(8)
    assert not calibrate(rng.normal(0, 5, 400).tolist(), rng.normal(1, 5, 400).tolist()).useful


def test_more_trials_support_stronger_statements() -> None:
    few, many = calibrate([5.0] * 3, [-5.0] * 9), calibrate([5.0] * 300, [-5.0] * 900)
    assert few.limit < many.limit
    assert few.ratio(np.array([5.0])) < many.ratio(np.array([5.0]))
    assert calibrate([], []).limit < few.limit
