"""What a network should answer, sample by sample."""

from typing import Any, Protocol

import numpy as np
import torch
from torch import Tensor


class Targets(Protocol):
    """The right answers of the samples of one part of a split; their task says what they look like."""

    def __len__(self) -> int: ...

    def at(self, rows: Tensor) -> Any:
        """Those of these rows (B,) as the task's loss takes them, on the device."""
        ...

    def labels(self) -> np.ndarray:
        """What balanced sampling draws by, one for each sample."""
        ...


class TensorTargets:
    """(N,) class numbers, or (N, outputs) of 0 and 1 for labels, or (N, outputs) numbers."""

    def __init__(self, values: Tensor, device: torch.device) -> None:
        self.values = values.to(device)

    def __len__(self) -> int:
        return len(self.values)

    def at(self, rows: Tensor) -> Tensor:
        return self.values[rows.to(self.values.device, non_blocking=True)]

    def labels(self) -> np.ndarray:
        return self.values.numpy(force=True)
