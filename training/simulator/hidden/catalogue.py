"""All kinds of contraband that the simulator knows."""

from training.simulator.hidden import handguns, rifles
from training.simulator.hidden.base import AMONG, FLAT, Hidden

_ALL = (
    Hidden(
        kind="pistols",
        category="weapon",
        code="930200",
        description="Pistols with polymer frames",
        make=handguns.pistol,
        pieces=(3, 12),
        loose=True,
    ),
    Hidden(
        kind="ak-rifles",
        category="weapon",
        code="930190",
        description="Rifles of the AK type",
        make=rifles.ak_rifle,
        pieces=(1, 8),
        places=(*AMONG, *FLAT),
    ),
)
HIDDEN: dict[str, Hidden] = {hidden.kind: hidden for hidden in _ALL}
