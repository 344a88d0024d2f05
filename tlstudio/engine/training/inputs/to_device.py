"""Batches on their way to the device that trains."""

from collections.abc import Iterable, Iterator

import torch
from torch import Tensor

Pair = tuple[Tensor, Tensor]


def ahead(batches: Iterable[Pair], device: torch.device) -> Iterator[Pair]:
    """The same pairs, of which the second is on the device and the first stays.

    A GPU is sent the next batch beside what it computes on this one, from memory that it reads by itself.
    """
    if device.type != "cuda":
        for rows, inputs in batches:
            yield rows, inputs.to(device)
        return
    stream = torch.cuda.Stream(device)
    waiting: tuple[Pair, torch.cuda.Event] | None = None
    for batch in batches:
        sent = _sent(batch, device, stream)
        if waiting:
            yield _arrived(*waiting)
        waiting = sent
    if waiting:
        yield _arrived(*waiting)


def _sent(batch: Pair, device: torch.device, stream: torch.cuda.Stream) -> tuple[Pair, torch.cuda.Event]:
    """The pair, and what tells that it is there."""
    rows, inputs = batch
    with torch.cuda.stream(stream):
        inputs = inputs.pin_memory().to(device, non_blocking=True)
    there = torch.cuda.Event()
    there.record(stream)
    return (rows, inputs), there


def _arrived(batch: Pair, there: torch.cuda.Event) -> Pair:
    """The pair, for whatever the device computes from now on."""
    computing = torch.cuda.current_stream(batch[1].device)
    computing.wait_event(there)
    batch[1].record_stream(computing)  # its memory is not given away while that computes
    return batch
