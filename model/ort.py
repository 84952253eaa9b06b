"""The detector in this process: one ONNX Runtime session shared by the worker threads."""

from pathlib import Path
from typing import Any

import cv2
import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from model.card import ModelCard, Preprocessing, checked_network, read_card
from model.detector import Sight
from model.errors import InvalidInput, ModelRefused

WEIGHTS = Path(__file__).parent / "weights"


class OrtDetector:
    """A network file run by ONNX Runtime on the processor.

    Parameters
    ----------
    folder
        Holds ``card.json`` and the network file that it names; by default the network that ships.
    threads
        Threads inside one call. One is best where several workers call at once.

    Raises
    ------
    ModelRefused
        When card and file do not belong together, or the network cannot be run.
    """

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1) -> None:
        self.card = read_card(folder)
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Crops differ in width; an arena grown for the widest one would never be given back.
        options.enable_cpu_mem_arena = False
        try:
            self._session = ort.InferenceSession(
                checked_network(folder, self.card), options, providers=["CPUExecutionProvider"]
            )
        except ModelRefused:
            raise
        except Exception as error:
            raise ModelRefused(f"The network file {self.card.file} cannot be run: {error}") from error
        _check_tensors(self._session, self.card)

    def look(self, attenuation: NDArray[np.float32]) -> Sight:
        """Look at one crop of attenuation, float32 (height, width); thread-safe."""
        name = self.card.inputs[0].name
        tensor = prepared(attenuation, self.card.preprocessing)
        outputs: list[Any] = list(self._session.run([o.name for o in self.card.outputs], {name: tensor}))
        return Sight(embeddings=np.asarray(outputs[0][0]), attenuation=np.asarray(outputs[1][0]))


def prepared(attenuation: NDArray[np.float32], how: Preprocessing) -> NDArray[np.float32]:
    """Return the input tensor, float32 (1, 1, height, width), for a crop of attenuation."""
    if attenuation.ndim != 2 or 0 in attenuation.shape:
        raise InvalidInput(f"A crop has two dimensions and some pixels, not shape {attenuation.shape}.")
    height, width = attenuation.shape
    columns = round(width * how.height / height / how.multiple) * how.multiple
    columns = min(max(columns, how.min_width), how.max_width)
    clean = np.nan_to_num(attenuation, nan=how.clip[0], posinf=how.clip[1], neginf=how.clip[0])
    clipped = np.clip(clean, *how.clip).astype(np.float32, copy=False)
    resized = cv2.resize(clipped, (columns, how.height), interpolation=cv2.INTER_AREA)
    return np.ascontiguousarray(resized, np.float32)[None, None]


def _check_tensors(session: ort.InferenceSession, card: ModelCard) -> None:
    for kind, nodes, tensors in (
        ("inputs", session.get_inputs(), card.inputs),
        ("outputs", session.get_outputs(), card.outputs),
    ):
        found = {node.name: (node.type, _shape(node.shape)) for node in nodes}
        told = {t.name: (f"tensor({t.dtype})", t.shape) for t in tensors}
        if found != told:
            raise ModelRefused(f"The network's {kind} are not those of its card.", expected=told, found=found)


def _shape(raw: list[Any]) -> tuple[int | None, ...]:
    return tuple(size if isinstance(size, int) else None for size in raw)
