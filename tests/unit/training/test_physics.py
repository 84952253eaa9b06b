from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from training.simulator.physics import compositions as of
from training.simulator.physics.beam import MODES, beam, material_line, transmission
from training.simulator.physics.elements import _interpolate, elements, mass_absorption, mass_attenuation
from training.simulator.physics.material import ATOMIC_NUMBER, Composition, blend, formula
from training.simulator.physics.spectrum import accelerator, schiff, tube, tube_lines

Float64 = NDArray[np.float64]
MEV = np.array([1.0, 2.0, 3.0, 4.0, 6.0, 10.0])
# NISTIR 5632; water and polyethylene have tables of their own there.
NIST: Mapping[Composition, tuple[float, ...]] = {
    of.WATER: (0.07072, 0.04942, 0.03969, 0.03403, 0.02770, 0.02219),
    of.POLYETHYLENE: (0.07262, 0.05064, 0.04045, 0.03444, 0.02760, 0.02145),
    of.GRAPHITE: (0.06361, 0.04442, 0.03562, 0.03047, 0.02469, 0.01959),
    of.ALUMINIUM: (0.06146, 0.04324, 0.03541, 0.03106, 0.02655, 0.02318),
    of.IRON: (0.05995, 0.04265, 0.03621, 0.03312, 0.03057, 0.02994),
    of.LEAD: (0.07102, 0.04606, 0.04234, 0.04197, 0.04391, 0.04972),
}
MIXTURES = (of.WATER, of.MEAT, of.STAINLESS, of.GLASS, of.LEAD_BATTERY, of.TYRE)


def spectrum(endpoint: float) -> tuple[Float64, Float64]:
    energy = np.linspace(0.02, endpoint, 4000)
    return energy, accelerator(endpoint, energy)


def layer_mm(endpoint: float, matter: Composition, density: float, share: float) -> float:
    """Thickness that brings the air kerma of a narrow beam down to a share."""
    energy, photons = spectrum(endpoint)
    kerma = photons * energy * mass_absorption(of.AIR, energy)
    mu = mass_attenuation(matter, energy) * density
    depths = np.linspace(0, 150, 3001)
    left = np.array([float(np.trapezoid(kerma * np.exp(-mu * depth), energy)) for depth in depths])
    return 10 * float(np.interp(-np.log(share), -np.log(left / left[0]), depths))


@pytest.mark.parametrize("matter", NIST, ids=lambda matter: matter.name)
def test_attenuation_is_that_of_nist(matter: Composition) -> None:
    np.testing.assert_allclose(mass_attenuation(matter, MEV), NIST[matter], rtol=2e-3)


def test_every_element_of_the_materials_has_a_table() -> None:
    tables = elements()
    assert len(tables) >= 25
    assert set(ATOMIC_NUMBER) <= set(tables)
    for table in tables.values():
        assert table.energy[0] == 0.01
        assert table.energy[-1] == 10
        assert (np.diff(table.energy) >= 0).all()
        assert (table.absorption < table.attenuation).all()


def test_a_point_left_out_of_a_table_comes_back() -> None:
    worst = 0.0
    for table in elements().values():
        for i in range(2, table.energy.size - 2):
            near = table.energy[i - 1 : i + 2]
            if near[1] < 0.05 or (np.diff(near) == 0).any():
                continue
            others = np.arange(table.energy.size) != i
            back = _interpolate(near[1:2], table.energy[others], table.attenuation[others])
            worst = max(worst, abs(float(back[0]) / float(table.attenuation[i]) - 1))
    assert worst < 0.013


def test_lead_jumps_at_its_edge() -> None:
    below, above = mass_attenuation(of.LEAD, np.array([0.0879, 0.0881]))
    assert above > 3.5 * below


@pytest.mark.parametrize("energy", [0.009, 10.1, float("nan")])
def test_nothing_is_extrapolated(energy: float) -> None:
    with pytest.raises(ValueError, match="within"):
        mass_attenuation(of.WATER, np.array([1.0, energy]))


@given(st.sampled_from(MIXTURES), st.sampled_from(MIXTURES), st.floats(0.01, 0.99))
@settings(max_examples=30, deadline=None)
def test_mixtures_add_up_by_mass(one: Composition, other: Composition, share: float) -> None:
    energy = np.geomspace(0.02, 9, 17)
    mixed = mass_attenuation(blend("mix", (one, share), (other, 1 - share)), energy)
    parts = share * mass_attenuation(one, energy) + (1 - share) * mass_attenuation(other, energy)
    np.testing.assert_allclose(mixed, parts, rtol=1e-9)


def test_schiff_falls_as_one_over_k_and_ends_with_the_electron() -> None:
    photons = schiff(np.array([0.01, 0.02, 5.9, 6.0, 7.0]), 6.0)
    assert photons[0] / photons[1] == pytest.approx(2, rel=0.02)
    assert photons[2] > 0
    assert (photons[3:] == 0).all()


def test_accelerators_are_as_hard_as_published() -> None:
    means: dict[float, float] = {}
    doses: dict[float, float] = {}
    for endpoint in (3.0, 6.0, 9.0):
        energy, photons = spectrum(endpoint)
        means[endpoint] = float(photons @ energy / photons.sum())
        step = energy[1] - energy[0]
        doses[endpoint] = float(photons @ (energy * mass_absorption(of.AIR, energy))) * step
    # Unflattened 6 MV beams of radiotherapy: 1.2 to 1.5 MeV on the axis.
    assert 1.2 < means[6.0] < 1.5
    assert means[3.0] < means[6.0] < means[9.0]
    # Dose for a current grows with about the 2.7th to 3rd power of the energy.
    assert 2.5 < np.log(doses[9.0] / doses[6.0]) / np.log(1.5) < 3.1
    assert 2.5 < np.log(doses[6.0] / doses[3.0]) / np.log(2.0) < 3.1


@pytest.mark.parametrize(("endpoint", "broad_mm"), [(4.0, 91.0), (6.0, 100.0)])
def test_tenth_value_layers_of_steel_stay_below_those_of_broad_beams(
    endpoint: float, broad_mm: float
) -> None:
    # NCRP Report 49 and ASTM E94 give 91 and 100 mm at high attenuation, scatter included.
    narrow = layer_mm(endpoint, of.IRON, 7.85, 1e-3) - layer_mm(endpoint, of.IRON, 7.85, 1e-2)
    assert 0.75 * broad_mm < narrow < 0.95 * broad_mm


def test_first_half_value_layer_of_water_at_6_mv() -> None:
    # Narrow unflattened 6 MV beams: 12 to 14 cm.
    assert 120 < layer_mm(6.0, of.WATER, 1.0, 0.5) < 140


def test_a_tube_ends_at_its_voltage_and_shows_the_k_lines() -> None:
    energy = np.array([0.02, 0.06, 0.15, 0.16, 0.2])
    photons = tube(160, energy)
    assert (photons[:3] > 0).all()
    assert (photons[3:] == 0).all()
    lines, strengths = tube_lines()
    assert lines[strengths.argmax()] == pytest.approx(0.05932)
    grid = np.linspace(0.01, 0.16, 4000)
    assert float(np.trapezoid(tube(160, grid), grid)) + strengths.sum() == pytest.approx(1, rel=1e-3)


@pytest.mark.parametrize("mode", MODES)
def test_in_air_every_channel_reads_one(mode: str) -> None:
    seen = beam(mode)
    mean, second = transmission({of.WATER: np.zeros((3, 4), np.float32)}, seen)
    assert mean.shape == second.shape == (len(seen.channels), 3, 4)
    np.testing.assert_allclose(mean, 1, rtol=1e-6)
    assert second[0, 0, 0] == pytest.approx(1, rel=1e-6)
    assert (seen.shares >= 0).all()
    assert (seen.second >= 0).all()


def test_the_channel_called_low_is_softer() -> None:
    for mode in ("6/3", "9/6", "160kv"):
        seen = beam(mode)
        assert seen.channels == ("high", "low")
        high, low = seen.shares @ seen.energies
        assert high > 1.3 * low


@given(st.sampled_from(sorted(MODES)), st.sampled_from(MIXTURES), st.floats(0.1, 60))
@settings(max_examples=40, deadline=None)
def test_matter_hardens_the_beam(mode: str, matter: Composition, mass: float) -> None:
    planes = {matter: np.array([mass, 2 * mass], np.float32)}
    mean, second = transmission(planes, beam(mode))
    assert (mean[:, 1] >= mean[:, 0] ** 2 * (1 - 1e-5)).all()
    assert (second[:, 1] < second[:, 0]).all()
    # Harder photons carry more energy each: the variance falls more slowly than the mean.
    assert (second[:, 0] > 0.95 * mean[:, 0] * beam(mode).second.sum(1)).all()


def test_planes_lie_in_memory_as_they_please() -> None:
    rng = np.random.default_rng(3)
    shape = (37, 211)
    planes = {m: rng.uniform(0, 80, shape).astype(np.float32) for m in (of.IRON, of.WATER, of.LEAD)}
    turned = {m: np.ascontiguousarray(plane.T).T for m, plane in planes.items()}
    for one, other in zip(transmission(planes, beam("6/3")), transmission(turned, beam("6/3")), strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6)


def test_what_nothing_passes_is_black_and_not_nan() -> None:
    planes = {of.LEAD: np.full((1, 5000), 5000, np.float32)}
    mean, second = transmission(planes, beam("160kv"))
    assert np.isfinite(mean).all()
    assert (mean < 1e-30).all()
    assert (second < 1e-30).all()


def test_material_lines_part_by_atomic_number() -> None:
    masses = np.array([20.0, 60.0])
    for mode, rising in (("6/3", False), ("160kv", True)):
        ratios = []
        for matter in (of.POLYETHYLENE, of.ALUMINIUM, of.IRON):
            high, low = material_line(beam(mode), matter, masses if mode == "6/3" else masses / 20)
            ratios.append(low / high)
        assert (np.diff(np.stack(ratios), axis=0) > 0).all() == rising
        assert (np.diff(np.stack(ratios), axis=0) < 0).all() != rising


def test_a_new_formula_needs_no_table_of_its_own() -> None:
    salt = formula("salt", Na=1, Cl=1)
    mean, _ = transmission({salt: np.array([10.0], np.float32)}, beam("6"))
    assert 0.4 < float(mean[0, 0]) < 0.7
