"""CT of a bag: slices one after another, with the boxes of what is in it."""

from collections.abc import Callable, Generator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from training.simulator.bags.fan import Fan, parallel, shadow
from training.simulator.bags.pack import pack
from training.simulator.bags.plan import Bag, BagPlan, Role
from training.simulator.bags.sections import Solids
from training.simulator.bags.tomography import RAYS_EACH, effective_z, gains, measure, reconstruct
from training.simulator.bags.volume import Box3, Grid

Float = NDArray[np.float32]
Progress = Callable[[int, int], None]
_LOWEST, _HIGHEST = -1024, 30000
_MARGIN_MM = 8.0
_PLANES_EACH = 2
# Number of the stream of chance for the gains of the detectors: beyond those of slices.
_GAINS = 1 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CtSettings:
    """How finely a CT scans: ``size`` pixels over ``field_mm``, slices of ``slice_mm``, ``views`` a turn.

    What is longer than ``most_slices`` is cut at the ends.
    """

    size: int = 512
    field_mm: float = 620.0
    slice_mm: float = 1.25
    most_slices: int = 600
    views: int = 600


DEMO = CtSettings(size=256, field_mm=500.0, slice_mm=6.5, most_slices=96, views=280)


@dataclass(frozen=True, slots=True)
class BagObject:
    """A thing in a volume: its box in voxels (column, row, slice from and to), mass in grams."""

    label: str
    role: Role
    box: Box3
    mass_g: float


@dataclass(frozen=True, slots=True, eq=False)
class SimulatedBag:
    """The CT of a bag, as `training.simulator.outputs.dicos.encode_ct` writes it from samples and spacing.

    ``samples`` are CT numbers of the high energy, int16 (slices, rows, columns): air -1000, water 0;
    ``effective_z`` tenths of the effective atomic number, uint8 of the same shape, 0 where too little
    attenuates to tell. Slices follow the belt, rows go down, voxels are ``slice_mm`` by ``pixel_mm``
    squared. ``objects`` are what lies in it, the shell first.
    """

    samples: NDArray[np.int16]
    effective_z: NDArray[np.uint8]
    objects: tuple[BagObject, ...]
    pixel_mm: float
    slice_mm: float


def grid_of(bag: Bag, settings: CtSettings) -> Grid:
    """Where the voxels of a bag lie under a scanner's settings."""
    (x0, x1), (y0, y1), (z0, z1) = bag.bounds
    wanted = int(np.ceil((x1 - x0 + 2 * _MARGIN_MM) / settings.slice_mm))
    slices = min(wanted, settings.most_slices)
    return Grid(
        slices=slices,
        size=settings.size,
        slice_mm=settings.slice_mm,
        pixel_mm=settings.field_mm / settings.size,
        x0=(x0 + x1 - slices * settings.slice_mm) / 2,
        y=(y0 + y1) / 2,
        z=(z0 + z1) / 2,
    )


def ct_slices(
    bag: Bag, settings: CtSettings, seed: int
) -> Generator[tuple[NDArray[np.int16], NDArray[np.uint8]]]:
    """Scan slice by slice: CT numbers int16 and tenths of the effective Z uint8, (size, size) each.

    The noise of a slice depends on the seed and its number alone.
    """
    grid, solids = grid_of(bag, settings), Solids.of(bag)
    fan = Fan(grid.size, grid.pixel_mm, settings.views)
    gain = gains(fan.detectors, np.random.default_rng([seed, _GAINS]))
    places = {composition: place for place, composition in enumerate(solids.compositions)}
    plane = np.array([places[m.composition] for m in solids.materials], np.int32)
    weight = np.array([m.density for m in solids.materials]) * 0.1 / _PLANES_EACH
    rays = np.zeros((len(places), fan.views, fan.detectors * RAYS_EACH), np.float32)
    for index in range(grid.slices):
        rays[:] = 0
        for step in range(_PLANES_EACH):
            edges, part = solids.cut(grid.centre(index + (step + 0.5) / _PLANES_EACH - 0.5))
            pitch = fan.pitch / RAYS_EACH
            shadow(edges, plane[part], weight[part], (grid.y, grid.z), fan.radius_mm, pitch, rays)
        rng = np.random.default_rng([seed, index])
        present = {each: rays[place] for each, place in places.items() if place == 0 or rays[place].any()}
        read = measure(present, gain, rng)
        sorted_rays = parallel(read, grid.size, fan.radius_mm, grid.pixel_mm, fan.pitch)
        image = reconstruct(sorted_rays, grid.pixel_mm / 10)
        numbers = np.clip((image[0] - 1) * 1000, _LOWEST, _HIGHEST)
        yield np.rint(numbers).astype(np.int16), effective_z(image)


def simulate_bag(
    plan: BagPlan, settings: CtSettings = DEMO, progress: Progress | None = None
) -> SimulatedBag:
    """Pack and scan a bag; the same plan and settings give the same bits.

    Parameters
    ----------
    progress
        Called with the slices done and their number after each.
    """
    bag = pack(plan)
    grid = grid_of(bag, settings)
    shape = (grid.slices, grid.size, grid.size)
    samples, numbers = np.empty(shape, np.int16), np.empty(shape, np.uint8)
    for index, (samples[index], numbers[index]) in enumerate(ct_slices(bag, settings, plan.seed)):
        if progress is not None:
            progress(index + 1, grid.slices)
    objects = tuple(
        BagObject(thing.label, thing.role, grid.box(thing.bounds), thing.mass_g) for thing in bag.things
    )
    return SimulatedBag(samples, numbers, objects, grid.pixel_mm, grid.slice_mm)
