"""Where in the picture, in words."""

from model.domain import Box


def where(box: Box, whole: Box) -> str:
    """Return the place of the middle of ``box`` within ``whole``, such as ``left, floor``."""
    across = _third((box[0] + box[2]) / 2, whole[0], whole[2])
    upwards = _third((box[1] + box[3]) / 2, whole[1], whole[3])
    return f"{('left', 'middle', 'right')[across]}, {('roof', 'half height', 'floor')[upwards]}"


def _third(value: float, low: float, high: float) -> int:
    return min(2, max(0, int(3 * (value - low) / max(high - low, 1e-9))))
