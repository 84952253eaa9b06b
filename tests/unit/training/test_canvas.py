from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.simulator import mesh
from training.simulator.canvas import Canvas
from training.simulator.geometry import Scanner
from training.simulator.materials import STEEL, WATER

SCANNER = Scanner(rows=300, pitch_mm=10.0)
Draw = Callable[[Canvas], object]


def drawn(draw: Draw, yaw: float = 0.0) -> Canvas:
    canvas = Canvas(SCANNER, 220, yaw=yaw)
    draw(canvas)
    return canvas


def total(canvas: Canvas) -> np.ndarray:
    return np.asarray(sum(canvas.lines.values()))


PAIRS: dict[str, tuple[Draw, mesh.Mesh]] = {
    "box": (
        lambda c: c.block(STEEL, (400, 1400), (1500, 2500), (500, 900)),
        mesh.box((400, 1400), (1500, 2500), (500, 900)),
    ),
    "upright": (
        lambda c: c.drum(STEEL, (800, 900), (300, 0), (1500, 2500)),
        mesh.cylinder(300, 1000, "y", 160).moved(800, 1500, 900),
    ),
    "across": (
        lambda c: c.ring(STEEL, (800, 900), (300, 0), (500, 1500)),
        mesh.cylinder(300, 1000, "z", 160).moved(800, 900, 500),
    ),
    "along": (
        lambda c: c.pipe(STEEL, (800, 1900), (900, 1300), (300, 0)),
        mesh.cylinder(300, 1100, "x", 160).moved(800, 900, 1300),
    ),
    "ball": (
        lambda c: c.ellipsoid(STEEL, (800, 2900, 1300), (300, 200, 400)),
        mesh.ball(300, 200, 400, 100).moved(800, 2900, 1300),
    ),
}


@pytest.mark.parametrize("shape", PAIRS)
def test_sections_and_meshes_of_one_shape_agree(shape: str) -> None:
    draw, solid = PAIRS[shape]
    first, second = total(drawn(draw)), total(drawn(lambda c: c.mesh(STEEL, solid, 4)))
    assert first.max() == pytest.approx(second.max(), rel=0.02)
    assert np.abs(first - second).mean() < 0.01 * first.mean()
    weights = [drawn(each).kilograms for each in (draw, lambda c: c.mesh(STEEL, solid))]
    assert weights[0] == pytest.approx(weights[1], rel=0.005)


@pytest.mark.parametrize("yaw", [0.02, -0.02])
@pytest.mark.parametrize("width", [4.0, 1000.0])
def test_a_box_that_stands_askew_is_that_box_sheared(yaw: float, width: float) -> None:
    x, y, z = (800.0, 800.0 + width), (1500.0, 2500.0), (100.0, 2300.0)
    first = drawn(lambda c: c.block(STEEL, x, y, z), yaw)
    second = drawn(lambda c: c.mesh(STEEL, mesh.box(x, y, z), 16), yaw)
    assert total(first).sum() == pytest.approx(total(second).sum(), rel=0.06)
    assert np.abs(total(first) - total(second)).mean() < 0.12 * total(second).mean()
    assert first.kilograms == pytest.approx(second.kilograms, rel=0.06)
    straight = drawn(lambda c: c.block(STEEL, x, y, z))
    assert total(first).any(1).sum() > total(straight).any(1).sum()


@given(
    low=st.tuples(*[st.floats(0, 1500)] * 3),
    size=st.tuples(*[st.floats(20, 800)] * 3),
)
@settings(max_examples=40, deadline=None)
def test_a_ray_through_a_box_is_no_longer_than_its_diagonal(
    low: tuple[float, ...], size: tuple[float, ...]
) -> None:
    x, y, z = ((a, a + b) for a, b in zip(low, size, strict=True))
    areal = total(drawn(lambda c: c.block(WATER, x, y, z)))
    assert areal.min() >= 0
    assert areal.max() <= 0.1 * np.linalg.norm(size[1:]) * 1.001


def read(canvas: Canvas, depth: float) -> float:
    """Kilograms of what lies at one depth, by the picture."""
    slopes = SCANNER.slopes.astype(np.float64)
    areal = (total(canvas).sum(0) / np.sqrt(1 + slopes**2)).sum()
    return areal * SCANNER.pitch_mm * SCANNER.step * (SCANNER.distance_mm + depth) * 1e-5


THIN: dict[str, Callable[[Canvas, float, float], object]] = {
    "sheet on end": lambda c, x, y: c.block(STEEL, (x, x + 500), (y, y + 0.5), (990, 1010)),
    "wire along": lambda c, x, y: c.pipe(STEEL, (x, x + 500), (y, 1000), (0.7, 0)),
    "pipe along": lambda c, x, y: c.pipe(STEEL, (x, x + 500), (y, 1000), (30, 29)),
    "sheet of a mesh": lambda c, x, y: c.mesh(STEEL, mesh.box((x, x + 500), (y, y + 0.5), (990, 1010))),
    "wall of a mesh": lambda c, x, y: c.mesh(STEEL, mesh.box((x, x + 0.6), (y, y + 500), (990, 1010))),
    "wire of a mesh": lambda c, x, y: c.mesh(STEEL, mesh.tube([(x, y, 1000), (x + 300, y + 20, 1000)], 1, 8)),
    "upright bar of a mesh": lambda c, x, y: c.mesh(
        STEEL, mesh.tube([(x, y, 1000), (x, y + 400, 1000)], 4, 8), 8
    ),
}


@pytest.mark.parametrize("shape", THIN)
@given(x=st.floats(800, 820), y=st.floats(1000, 2400), yaw=st.sampled_from([0.0, 0.004]))
@settings(max_examples=25, deadline=None)
def test_what_is_thinner_than_a_pixel_leaves_its_whole_mass(
    shape: str, x: float, y: float, yaw: float
) -> None:
    """A row is 15 mm high and a column 10 mm wide where these things lie."""
    canvas = drawn(lambda c: THIN[shape](c, x, y), yaw)
    assert read(canvas, 1000) == pytest.approx(canvas.kilograms, rel=0.01)


def test_a_hollow_mesh_askew_takes_no_more_away_than_was_there() -> None:
    outer = mesh.box((-60, 60), (0, 400), (-200, 200))
    inner = mesh.box((-59, 59), (1, 399), (-199, 199))
    for turn in range(10):
        body = tuple(
            mesh.Part(each.turned("y", turn).moved(900, 1500, 1000), STEEL.at(sign * STEEL.density))
            for each, sign in ((outer, 1), (inner, -1))
        )
        canvas = drawn(lambda c, body=body: c.body(body))
        assert total(canvas).min() > -1e-3


def test_windows_and_sheets_add_what_they_hold() -> None:
    whole = drawn(lambda c: c.ring(STEEL, (800, 900), (300, 100), (500, 900)))
    canvas = Canvas(SCANNER, 220)
    window = canvas.window(400, 1200)
    window.ring(STEEL, (800, 900), (300, 100), (500, 900))
    canvas.merge(window)
    assert np.array_equal(total(canvas), total(whole))
    assert canvas.kilograms == pytest.approx(whole.kilograms)
    stamped = Canvas(SCANNER, 220)
    sheet = stamped.sheet(800)
    sheet.ring(STEEL, (400, 900), (300, 100), (500, 900))
    stamped.stamp(sheet, 400)
    np.testing.assert_allclose(total(stamped), total(whole), rtol=1e-4, atol=1e-3)


@pytest.mark.parametrize("yaw", [0.02, -0.02])
@pytest.mark.parametrize("depth", [0.0, 2000.0])
def test_what_is_stamped_stands_as_askew_as_what_is_drawn(yaw: float, depth: float) -> None:
    def draw(canvas: Canvas, x: float) -> None:
        canvas.block(STEEL, (x, x + 300), (1500, 1700), (depth, depth + 400))
        canvas.ring(WATER, (x + 150, 900), (150, 100), (depth, depth + 100))
        canvas.mesh(STEEL, mesh.ball(100, 100, 100).moved(x + 150, 2200, depth + 200), 4)

    stamped = Canvas(SCANNER, 220, yaw=yaw)
    sheet = stamped.sheet(300)
    draw(sheet, 0.0)
    stamped.stamp(sheet, 800)
    whole = drawn(lambda c: draw(c, 800.0), yaw)
    np.testing.assert_allclose(total(stamped), total(whole), rtol=1e-3, atol=2e-2)
    assert stamped.kilograms == pytest.approx(whole.kilograms)


def test_packing_counts_as_gross_only() -> None:
    canvas = Canvas(SCANNER, 220)
    with canvas.packing():
        canvas.block(WATER, (0, 1000), (1000, 2000), (0, 10))
    canvas.block(STEEL, (0, 100), (1000, 2000), (0, 10))
    assert canvas.packing_kg == pytest.approx(10)
    assert canvas.kilograms == pytest.approx(10 + 7.85)
    assert set(canvas.by_material) == {"water", "steel"}


def test_what_lies_outside_of_the_picture_is_left_out() -> None:
    canvas = drawn(lambda c: c.block(STEEL, (-500, 100), (1000, 2000), (0, 100)), 0.02)
    canvas.block(STEEL, (5000, 6000), (1000, 2000), (0, 100))
    canvas.oval(STEEL, canvas.span(2100, 9000), (1500, 2400), (100, 100))
    assert np.isfinite(total(canvas)).all()
    assert total(canvas)[:10].any()


@given(st.lists(st.tuples(*[st.floats(60, 900)] * 2), min_size=2, max_size=5))
@settings(max_examples=30, deadline=None)
def test_a_bar_along_bends_of_any_legs_never_takes_away(legs: list[tuple[float, float]]) -> None:
    """Up, then back down a little and across, as refrigerant lines run."""
    path = [(300.0, 500.0, 300.0)]
    for up, across in legs:
        x, y, z = path[-1]
        path += [(x, y + up, z), (x + across / 2, y + up - 30, z + across)]
    bar = mesh.tube(path, 11.0, 8)
    areal = total(drawn(lambda c: c.mesh(STEEL, bar, 4)))
    assert areal.min() > -0.3


@given(st.lists(st.floats(0.2, 1.0), min_size=5, max_size=14), st.floats(0, 360))
@settings(max_examples=60, deadline=None)
def test_outlines_that_are_not_convex_keep_their_area(radii: list[float], turn: float) -> None:
    angles = np.deg2rad(turn) + np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    outline = np.c_[np.cos(angles), np.sin(angles)] * np.array(radii)[:, None] * 200
    x, y = outline.T
    area = abs(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    assert mesh.extruded(outline, (0, 50)).volume_mm3 == pytest.approx(area * 50, rel=1e-6)
