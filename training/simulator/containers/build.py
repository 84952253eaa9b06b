"""How one container was built and how it has aged: what differs from maker to maker."""

from dataclasses import dataclass

from numpy.random import Generator


@dataclass(frozen=True, slots=True, kw_only=True)
class Build:
    """Sheets, profiles and wear of one container; millimetres.

    ``sheet`` and ``end_sheet`` are the thickness of the walls in the middle and in the panels next to
    the ends, ``pitch`` and ``depth`` those of the corrugation, ``panel`` the width of a sheet between
    two welds, ``joists`` the pitch of the cross members, ``rings`` that of the lashing rings, ``boards``
    the thickness of the floor. ``repairs`` and ``dents`` are counts on both walls together.
    """

    sheet: float
    end_sheet: float
    pitch: float
    depth: float
    panel: float
    joists: float
    rings: float
    boards: float
    vents: int
    repairs: int
    dents: int


def built(rng: Generator, length_mm: float) -> Build:
    """A maker and an age by chance; older containers have more repairs and dents."""
    age = float(rng.beta(1.4, 1.8))
    metres = length_mm / 1000
    return Build(
        sheet=float(rng.choice([1.6, 1.6, 1.6, 2.0])),
        end_sheet=2.0,
        pitch=float(rng.choice([278.0, 278.0, 274.5, 283.0])),
        depth=36.0,
        panel=float(rng.choice([1045.0, 1112.0, 1180.0])),
        joists=float(rng.choice([285.0, 300.0, 305.0, 320.0])),
        rings=float(rng.choice([1112.0, 1220.0, 1390.0])),
        boards=float(rng.choice([28.0, 28.0, 28.0, 25.0])),
        vents=int(rng.choice([1, 1, 2, 5])),
        repairs=int(rng.poisson(0.12 * age * metres)),
        dents=int(rng.poisson(0.8 * age * metres)),
    )
