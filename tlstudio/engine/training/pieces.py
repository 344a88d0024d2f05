"""A step in pieces, where the memory of the device does not hold a whole batch at once."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch
from torch import Tensor

from tlstudio.engine.training.memory_line import LEAST

FULL = (
    "The memory of the device is full, so each batch of {size} runs in {count} pieces. Its gradient is that of the "
    "whole; only BatchNorm and class weights count within a piece."
)


@dataclass(frozen=True, slots=True)
class Answers:
    """Of a batch, or of a piece of it."""

    logits: Tensor
    loss: Tensor
    source: Tensor | None = None


class Pieces:
    """In how many pieces the batches of a run are computed: more, once memory does not suffice."""

    def __init__(self, count: int = 1) -> None:
        self.count = count
        self.note = ""

    def run(self, size: int, compute: Callable[[slice], Answers], start_again: Callable[[], None]) -> Answers:
        """What all pieces of a batch give together; `compute` leaves the gradient of one, weighed by its share.

        Where memory is full, twice as many are tried from the start. Raises torch.OutOfMemoryError once a piece cannot
        be halved.
        """
        while True:
            try:
                return _together([(compute(piece), piece) for piece in self._slices(size)], size)
            except torch.OutOfMemoryError:
                if size // (2 * self.count) < LEAST:
                    raise
            # Outside of the block: the error holds on to what was computed.
            self.count *= 2
            self.note = FULL.format(size=size, count=self.count)
            start_again()

    def _slices(self, size: int) -> list[slice]:
        """As equal as can be; fewer for a last batch that is small."""
        count = max(1, min(self.count, size // LEAST))
        ends = [round(size * number / count) for number in range(count + 1)]
        return [slice(first, last) for first, last in pairwise(ends)]


def _together(parts: list[tuple[Answers, slice]], size: int) -> Answers:
    if len(parts) == 1:
        return parts[0][0]
    shares = [(piece.stop - piece.start) / size for _, piece in parts]
    weighed = [(one, share) for (one, _), share in zip(parts, shares, strict=True)]
    loss = torch.stack([one.loss.detach() * share for one, share in weighed]).sum()
    sources = [one.source.detach() * share for one, share in weighed if one.source is not None]
    logits = torch.cat([one.logits.detach() for one, _ in weighed])
    return Answers(logits, loss, torch.stack(sources).sum() if sources else None)
