"""What a network takes of a batch: one tensor, or several by name, such as `input_ids` and `attention_mask`.

In each of them the first dimension counts the samples.
"""

from collections.abc import Callable, Iterable, Iterator

import torch
from torch import Tensor

Inputs = Tensor | dict[str, Tensor]
Batch = tuple[Tensor, Inputs]  # rows (B,), and what the network takes of them


def each(inputs: Inputs, change: Callable[[Tensor], Tensor]) -> Inputs:
    """The inputs with every tensor changed."""
    if isinstance(inputs, Tensor):
        return change(inputs)
    return {name: change(tensor) for name, tensor in inputs.items()}


def tensors_of(inputs: Inputs) -> list[Tensor]:
    return [inputs] if isinstance(inputs, Tensor) else list(inputs.values())


def count_of(inputs: Inputs) -> int:
    """How many samples there are."""
    return len(tensors_of(inputs)[0])


def part_of(inputs: Inputs, piece: slice) -> Inputs:
    """The inputs of some of the samples."""
    return each(inputs, lambda tensor: tensor[piece])


def joined(first: Inputs, second: Inputs) -> Inputs:
    """The samples of the first, then those of the second."""
    if isinstance(first, Tensor) and isinstance(second, Tensor):
        return torch.cat((first, second))
    assert isinstance(first, dict) and isinstance(second, dict)
    return {name: torch.cat((tensor, second[name])) for name, tensor in first.items()}


def bytes_of(inputs: Inputs) -> int:
    return sum(tensor.nbytes for tensor in tensors_of(inputs))


def on_device(inputs: Inputs, device: torch.device) -> Inputs:
    """On the device; maps (B, C, H, W) with the channels last in memory, as networks run fastest."""

    def move(tensor: Tensor) -> Tensor:
        there = tensor.to(device)
        return there.contiguous(memory_format=torch.channels_last) if there.ndim == 4 else there

    return each(inputs, move)


def sent_ahead(batches: Iterable[Batch], device: torch.device) -> Iterator[Batch]:
    """The same batches with their inputs on the device.

    A GPU is sent the next batch beside what it computes on this one, from memory that it reads by itself.
    """
    if device.type != "cuda":
        for rows, inputs in batches:
            yield rows, each(inputs, lambda tensor: tensor.to(device))
        return
    stream = torch.cuda.Stream(device)
    waiting: tuple[Batch, torch.cuda.Event] | None = None
    for batch in batches:
        sent = _sent(batch, device, stream)
        if waiting:
            yield _arrived(*waiting)
        waiting = sent
    if waiting:
        yield _arrived(*waiting)


def _sent(batch: Batch, device: torch.device, stream: torch.cuda.Stream) -> tuple[Batch, torch.cuda.Event]:
    """The batch on its way, and what tells that it is there."""
    rows, inputs = batch
    with torch.cuda.stream(stream):
        inputs = each(inputs, lambda tensor: tensor.pin_memory().to(device, non_blocking=True))
    there = torch.cuda.Event()
    there.record(stream)
    return (rows, inputs), there


def _arrived(batch: Batch, there: torch.cuda.Event) -> Batch:
    """The batch, for whatever the device computes from now on."""
    for tensor in tensors_of(batch[1]):
        computing = torch.cuda.current_stream(tensor.device)
        computing.wait_event(there)
        tensor.record_stream(computing)  # its memory is not given away while that computes
    return batch
