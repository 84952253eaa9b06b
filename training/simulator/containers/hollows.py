"""Where in a container something can be hidden besides among the goods."""

from training.simulator.containers.sizes import WIDE_MM, from_door
from training.simulator.plan import Place
from training.simulator.space import Kind, Space

_SHEETED: frozenset[Kind] = frozenset(("20", "40", "40hc", "open-top"))


def hollows(kind: Kind, box: Space, room: Space, doors_right: bool) -> dict[Place, Space]:
    """The hollow rooms of a container.

    Parameters
    ----------
    kind, box, room
        As given to and returned by ``draw``; millimetres.
    doors_right
        Whether the doors are at the high end of x.

    Returns
    -------
    dict
        By place, only those that the kind has: ``wall`` is the far side, in the corrugation with a
        false panel before it or in the foam of a reefer; ``floor`` lies between cross members under
        the boards (or in the foam), ``roof`` above a false ceiling or in the foam, ``machinery`` is
        the compartment of a reefer, ``baffle`` the box that fits between the two middle surge plates
        of a tank, ``doors`` the last metre of the room.
    """
    if kind == "tank":
        return {"baffle": _between_baffles(room)}
    (y0, y1), z = box.y, (room.z[0], room.z[1])
    if kind == "flat-rack":
        return {"floor": Space((box.x[0] + 900, box.x[1] - 900), (y0 + 30, room.y[0] - 40), z)}
    inner = (room.x[0] + 60, room.x[1] - 60)
    out: dict[Place, Space] = {"doors": Space(from_door(box, doors_right, 110, 1110), room.y, room.z)}
    if kind == "reefer":
        out["wall"] = Space(inner, (y0 + 200, y1 - 110), (WIDE_MM - 64, WIDE_MM - 7))
        out["floor"] = Space(inner, (y0 + 42, y0 + 128), z)
        out["roof"] = Space(inner, (y1 - 98, y1 - 14), z)
        out["machinery"] = Space(
            from_door(box, not doors_right, 40, 330), (y0 + 180, y1 - 200), (150.0, 2290.0)
        )
    if kind in _SHEETED:
        out["wall"] = Space(inner, room.y, (room.z[1] - 25, WIDE_MM - 8))
        out["floor"] = Space(inner, (y0 + 30, y0 + 144), z)
    if kind in ("20", "40", "40hc"):
        out["roof"] = Space(inner, (room.y[1] - 110, room.y[1]), z)
    return out


def _between_baffles(room: Space) -> Space:
    """A box inside the round vessel, in the middle third of its length."""
    (x0, x1), (y0, y1), (z0, z1) = room.x, room.y, room.z
    third, y, z, half = (x1 - x0) / 3, (y0 + y1) / 2, (z0 + z1) / 2, 0.34 * (y1 - y0)
    return Space((x0 + third, x1 - third), (y - half, y + half), (z - half, z + half))
