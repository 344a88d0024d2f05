"""The modules of a head."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.engine.project import Pool


class GeM(nn.Module):
    """Generalised mean pooling (Radenović et al. 2018): (B, C, H, W) → (B, C), p = 1 average, p → ∞ max."""

    def __init__(self, p: float = 3.0, floor: float = 1e-6) -> None:
        super().__init__()
        self.p = nn.Parameter(torch.tensor([p]))
        self.floor = floor

    def forward(self, features: Tensor) -> Tensor:
        return features.clamp(min=self.floor).pow(self.p).mean((2, 3)).pow(1 / self.p)


class AveragePool(nn.Module):
    def forward(self, features: Tensor) -> Tensor:
        return features.mean((2, 3))  # (B, C)


class MaxPool(nn.Module):
    def forward(self, features: Tensor) -> Tensor:
        return features.amax((2, 3))  # (B, C)


class AverageMaxPool(nn.Module):
    def forward(self, features: Tensor) -> Tensor:
        return torch.cat([features.mean((2, 3)), features.amax((2, 3))], dim=1)  # (B, 2 C)


class CosineLinear(nn.Module):
    """Logits from the angle between features and class weights, times a learned scale (Gidaris & Komodakis 2018)."""

    def __init__(self, width: int, outputs: int, scale: float = 16.0) -> None:
        super().__init__()
        self.weight = nn.Parameter(nn.init.normal_(torch.empty(outputs, width), std=width**-0.5))
        self.scale = nn.Parameter(torch.tensor([scale]))

    def forward(self, features: Tensor) -> Tensor:
        return self.scale * functional.linear(functional.normalize(features), functional.normalize(self.weight))


class Units(nn.Module):
    """Numbers around 0 → the units of the targets: times `spread`, plus `centre`, one of each for every output."""

    spread: Tensor
    centre: Tensor

    def __init__(self, outputs: int) -> None:
        super().__init__()
        self.register_buffer("spread", torch.ones(outputs))
        self.register_buffer("centre", torch.zeros(outputs))

    def forward(self, numbers: Tensor) -> Tensor:
        return numbers * self.spread + self.centre


def build_pool(pool: Pool) -> nn.Module:
    return {"avg": AveragePool, "max": MaxPool, "avgmax": AverageMaxPool, "gem": GeM, "own": nn.Identity}[pool]()


class Head(nn.Module):
    """Features of the backbone → (B, outputs) logits, or numbers for regression."""

    def __init__(self, pool: nn.Module, layers: nn.Sequential) -> None:
        super().__init__()
        self.pool = pool
        self.layers = layers

    def forward(self, features: Tensor) -> Tensor:
        return self.layers(self.pool(features))
