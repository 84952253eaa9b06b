"""What things are made of: elements by mass, and how densely they lie.

A composition is what attenuates, by element; a material is a composition at a density. Many
materials share a composition: carton, cotton and timber are cellulose at different densities.
Formulas are of the pure substance or, for natural goods, of a usual analysis (water, protein,
carbohydrate, fat, ash).
"""

from collections.abc import Mapping
from dataclasses import dataclass

ATOMIC_MASS: Mapping[str, float] = {
    "H": 1.008, "C": 12.011, "N": 14.007, "O": 15.999, "F": 18.998, "Na": 22.990, "Mg": 24.305,
    "Al": 26.982, "Si": 28.085, "P": 30.974, "S": 32.06, "Cl": 35.45, "K": 39.098, "Ca": 40.078,
    "Ti": 47.867, "Cr": 51.996, "Mn": 54.938, "Fe": 55.845, "Ni": 58.693, "Cu": 63.546, "Zn": 65.38,
    "Br": 79.904, "Ag": 107.868, "Sn": 118.710, "I": 126.904, "Ba": 137.327, "Gd": 157.25, "Cd": 112.414,
    "W": 183.84, "Au": 196.967, "Pb": 207.2, "U": 238.029,
}  # fmt: skip
ATOMIC_NUMBER: Mapping[str, int] = {
    "H": 1, "C": 6, "N": 7, "O": 8, "F": 9, "Na": 11, "Mg": 12, "Al": 13, "Si": 14, "P": 15, "S": 16,
    "Cl": 17, "K": 19, "Ca": 20, "Ti": 22, "Cr": 24, "Mn": 25, "Fe": 26, "Ni": 28, "Cu": 29, "Zn": 30,
    "Br": 35, "Ag": 47, "Cd": 48, "Sn": 50, "I": 53, "Ba": 56, "Gd": 64, "W": 74, "Au": 79, "Pb": 82,
    "U": 92,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Composition:
    """Mass fractions of elements; they add up to one."""

    name: str
    elements: tuple[tuple[str, float], ...]

    def effective_z(self, power: float = 2.94) -> float:
        """Effective atomic number by the power law of Mayneord (1937) over electron fractions."""
        electrons = [(ATOMIC_NUMBER[s], w * ATOMIC_NUMBER[s] / ATOMIC_MASS[s]) for s, w in self.elements]
        total = sum(share for _, share in electrons)
        return float(sum(share / total * z**power for z, share in electrons) ** (1 / power))


@dataclass(frozen=True, slots=True)
class Material:
    """A composition at a density in g/cm3, as packed where the material is goods."""

    name: str
    density: float
    composition: Composition

    def at(self, density: float) -> "Material":
        """The same material packed to another density in g/cm3; negative takes away."""
        return Material(self.name, density, self.composition)


def formula(name: str, **atoms: float) -> Composition:
    """A composition from the number of atoms of each element in a formula."""
    mass = {symbol: count * ATOMIC_MASS[symbol] for symbol, count in atoms.items()}
    return Composition(name, tuple((s, m / sum(mass.values())) for s, m in mass.items()))


def blend(name: str, *parts: tuple[Composition, float]) -> Composition:
    """A composition of others, by mass; the shares are scaled to add up to one."""
    total = sum(share for _, share in parts)
    out: dict[str, float] = {}
    for composition, share in parts:
        for symbol, fraction in composition.elements:
            out[symbol] = out.get(symbol, 0.0) + fraction * share / total
    return Composition(name, tuple(sorted(out.items())))
