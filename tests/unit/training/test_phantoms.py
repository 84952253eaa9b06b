from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from training.simulator.geometry import Mode, Scanner
from training.simulator.materials import ALUMINIUM, LEAD, PLASTIC, STEEL, WATER
from training.simulator.phantoms import (
    ROSE,
    Phantom,
    contrast_indicator,
    identify,
    line_pairs,
    modulation,
    steel_penetration,
    step_wedge,
    visibility,
    wire,
)
from training.simulator.physics.beam import MODES, beam
from training.simulator.physics.elements import mass_attenuation
from training.simulator.physics.material import Material

Float = NDArray[np.float32]
MODES_MV: tuple[Mode, ...] = ("6", "9", "6/3", "9/6")
WEDGE_MM = (0.0, 5.0, 15.0, 40.0, 80.0, 120.0, 160.0, 200.0, 250.0, 300.0)
SHARP = 4 / np.pi


@cache
def spectrum(mode: Mode, channel: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Energies and signal per MeV in air, on 4,000 energies of the test's own."""
    seen = MODES[mode][channel]
    energy = np.geomspace(0.03, seen.endpoint_mv, 4000)
    return energy, seen.photons(energy) * seen.crystal.deposits(energy)[0]


def integral(mode: Mode, channel: int, material: Material, thickness_mm: float) -> float:
    """Transmission by the trapezoid rule."""
    energy, signal = spectrum(mode, channel)
    depth = mass_attenuation(material.composition, energy) * material.density * thickness_mm / 10
    return float(np.trapezoid(signal * np.exp(-depth), energy) / np.trapezoid(signal, energy))


def seen(phantom: Phantom, template: Float | None = None) -> bool:
    shown = [
        visibility(phantom.expose(np.random.default_rng(seed))[0], phantom.targets[0], template)
        for seed in range(3)
    ]
    return min(shown) >= ROSE


@pytest.mark.parametrize("mode", MODES_MV)
@pytest.mark.parametrize("material", [STEEL, ALUMINIUM, WATER, PLASTIC], ids=lambda each: each.name)
def test_a_wedge_follows_the_integral_over_the_spectrum(mode: Mode, material: Material) -> None:
    phantom = step_wedge(Scanner(mode=mode), material, WEDGE_MM)
    mean, _ = phantom.signal(beam(mode))
    for channel, picture in enumerate(mean):
        drawn = [float(picture[area].mean()) for area in phantom.targets]
        true = [integral(mode, channel, material, thickness) for thickness in WEDGE_MM]
        np.testing.assert_allclose(drawn, true, rtol=5e-3)


@pytest.mark.parametrize(("mode", "through", "hidden"), [("6", 290, 430), ("9", 310, 480)])
def test_a_lead_block_fades_behind_thick_steel(mode: Mode, through: float, hidden: float) -> None:
    assert seen(steel_penetration(Scanner(mode=mode), through))
    assert not seen(steel_penetration(Scanner(mode=mode), hidden))


def test_a_thick_wire_shows_and_a_hair_does_not() -> None:
    for diameter, shows in ((2.5, True), (0.1, False)):
        phantom = wire(Scanner(), diameter)
        mean, _ = phantom.signal(beam("6"))
        assert seen(phantom, (1 - mean[0])[phantom.targets[0]]) == shows


def test_a_wire_has_its_mass() -> None:
    phantom = wire(Scanner(), 1.0)
    (plane,) = phantom.canvas.planes.values()
    across, up = phantom.canvas.scanner.pixel_pitch_mm
    drawn = float(plane.sum(dtype=np.float64)) * across * up / 100
    assert drawn == pytest.approx(np.pi / 4 * 200 * 8.96 / 1000, rel=0.05)


def test_two_per_cent_of_steel_show_and_a_foil_does_not() -> None:
    assert seen(contrast_indicator(Scanner(), 100, 2.0))
    assert not seen(contrast_indicator(Scanner(), 100, 0.05))


@pytest.mark.parametrize("upright", [True, False])
def test_bars_blur_as_they_get_finer(upright: bool) -> None:
    scanner = Scanner()
    pitch = scanner.pixel_pitch_mm[0 if upright else 1]
    worst: list[float] = []
    for bar in (15.0, 10.0, 7.0):
        left: list[float] = []
        for phase in (0.0, 0.5):
            phantom = line_pairs(scanner, bar, phase, upright)
            depth = -np.log(np.maximum(phantom.expose(np.random.default_rng(1))[0], 1e-5))
            left.append(modulation(depth, phantom.targets[0], 2 * bar / pitch, upright))
        worst.append(min(left))
    assert worst[0] > worst[1] > worst[2]
    assert worst[0] > 0.6 * SHARP
    assert worst[2] < 0.9 * SHARP


@pytest.mark.parametrize("mode", ["6/3", "9/6"])
def test_two_energies_tell_four_groups_apart(mode: Mode) -> None:
    groups = (PLASTIC, ALUMINIUM, STEEL, LEAD)
    matter = tuple(each.composition for each in groups)
    for place, material in enumerate(groups):
        phantom = step_wedge(Scanner(mode=mode), material, (0.0, 400 / material.density, 0.0))
        picture = phantom.expose(np.random.default_rng(5))[:, *phantom.targets[1]]
        high, low = -np.log(picture.mean((1, 2)))
        assert identify(beam(mode), np.array([high]), np.array([low]), matter)[0] == place


def test_visibility_is_in_units_of_the_noise() -> None:
    rng = np.random.default_rng(2)
    picture = rng.normal(1, 0.1, (200, 200)).astype(np.float32)
    area = (slice(90, 100), slice(90, 100))
    picture[area] -= 0.1
    # A patch of 100 pixels has a tenth of their noise: ten standard deviations, give or take one.
    assert visibility(picture, area) == pytest.approx(10, abs=3)


@pytest.mark.parametrize("draw", [lambda s: steel_penetration(s, 300), lambda s: wire(s, 1.0)])
def test_the_same_seed_gives_the_same_bits(draw: Callable[[Scanner], Phantom]) -> None:
    phantom = draw(Scanner())
    first, again = (phantom.expose(np.random.default_rng(7)) for _ in range(2))
    np.testing.assert_array_equal(first, again)
