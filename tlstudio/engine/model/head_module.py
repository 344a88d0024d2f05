"""The modules of a head."""

import torch
from torch import Tensor, nn

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


def build_pool(pool: Pool) -> nn.Module:
    return {"avg": AveragePool, "max": MaxPool, "avgmax": AverageMaxPool, "gem": GeM, "own": nn.Identity}[pool]()


class Head(nn.Module):
    """Features of the backbone → (B, outputs) logits."""

    def __init__(self, pool: nn.Module, layers: nn.Sequential) -> None:
        super().__init__()
        self.pool = pool
        self.layers = layers

    def forward(self, features: Tensor) -> Tensor:
        return self.layers(self.pool(features))
