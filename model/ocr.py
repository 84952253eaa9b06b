"""Container numbers read on a photograph of the gate camera, sent beside the radiograph.

Needs the extra ``ocr`` (RapidOCR, Apache-2.0, models inside the package). Only numbers whose check
digit is right are believed, which is what makes reading numbers on pictures safe.
"""

import re
import threading
from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.domain import Modality
from model.numbers import fault, tidy
from model.view import View

_STEM = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_LONGEST = 1600


class NumberReader:
    """Reads container numbers; the models are loaded at the first photograph. Safe between threads."""

    def __init__(self) -> None:
        self._engine: Any = None
        self._lock = threading.Lock()

    @staticmethod
    def available() -> bool:
        """Whether the extra ``ocr`` is installed."""
        return find_spec("rapidocr") is not None

    def read(self, photo: NDArray[np.uint8]) -> tuple[str, ...]:
        """Return the valid container numbers on a photograph ``(H, W, 3)``, each once."""
        step = max(1, -(-max(photo.shape[:2]) // _LONGEST))
        with self._lock:
            if self._engine is None:
                self._engine = _engine()
            found = self._engine(np.ascontiguousarray(photo[::step, ::step, ::-1]))
        return numbers_in(found.txts or ())


def numbers_in(texts: Sequence[str]) -> tuple[str, ...]:
    """Return the valid container numbers in pieces of text that were read one after another.

    A number is often painted in two or three pieces, so neighbours are joined.
    """
    plain = [re.sub(r"[^A-Z0-9]", "", tidy(text)) for text in texts]
    joined = ["".join(plain[start:end]) for start in range(len(plain)) for end in range(start + 1, start + 4)]
    matches = (match for text in joined for match in _STEM.findall(text))
    return tuple(dict.fromkeys(number for number in matches if fault(number) is None))


def photos(views: Sequence[View], modality: Modality) -> list[View]:
    """Return the photographs among the views of a cargo scan: coloured ones beside the radiograph."""
    if modality != "radiograph" or views[0].colour is not None:
        return []
    return [view for view in views[1:] if view.colour is not None]


def _engine() -> Any:
    import logging

    from rapidocr import RapidOCR  # pyright: ignore[reportMissingImports]

    made = RapidOCR(params={"EngineConfig.onnxruntime.intra_op_num_threads": 1, "Global.log_level": "error"})
    logging.getLogger("RapidOCR").setLevel(logging.ERROR)
    return made
