"""What the steps of a run gave, kept on the device until it is fetched: every fetch waits for the device."""

import time
from dataclasses import dataclass, field

import torch
from torch import Tensor

FLUSH_S = 0.1  # how often to fetch


@dataclass(frozen=True, slots=True)
class StepResult:
    step: int
    lr: float  # of the head
    count: int  # samples
    loss: float
    source_loss: float | None
    right: int  # samples whose class was the likeliest; 0 where there are no classes


@dataclass(slots=True)
class Unfetched:
    """Losses of steps that were taken, not yet fetched from the device."""

    steps: list[tuple[int, float, int]] = field(default_factory=list)  # step, learning rate, samples
    losses: list[Tensor] = field(default_factory=list)
    sources: list[Tensor | None] = field(default_factory=list)
    rights: list[Tensor] = field(default_factory=list)
    gradients: list[dict[str, Tensor]] = field(default_factory=list)  # leaf → L2 norm
    since: float = field(default_factory=time.monotonic)

    def add(self, step: int, lr: float, loss: Tensor, count: int, right: Tensor | None, source: Tensor | None) -> None:
        """`right` is how many of the `count` samples were answered right, None where that cannot be said."""
        self.steps.append((step, lr, count))
        self.losses.append(loss.detach().float())
        self.sources.append(None if source is None else source.detach().float())
        self.rights.append(loss.new_zeros(()) if right is None else right)

    @property
    def is_due(self) -> bool:
        return time.monotonic() - self.since >= FLUSH_S

    def fetch(self) -> list[StepResult]:
        """In the order they were taken."""
        if not self.steps:
            return []
        losses, rights = torch.stack(self.losses).tolist(), torch.stack(self.rights).int().tolist()
        sources = [None if source is None else source.item() for source in self.sources]
        rows = zip(self.steps, losses, sources, rights, strict=True)
        return [StepResult(step, lr, count, loss, source, right) for (step, lr, count), loss, source, right in rows]

    def fetch_gradients(self) -> list[dict[str, float]]:
        return [
            dict(zip(norms, torch.stack([*norms.values()]).tolist(), strict=True)) if norms else {}
            for norms in self.gradients
        ]
