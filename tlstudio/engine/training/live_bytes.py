"""The memory that tensors take at a time, counted where no device counts it."""

import weakref
from collections.abc import Callable

import torch
from torch import Tensor, UntypedStorage
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from tlstudio.engine.training.device import synchronise

Given = dict[str, object]


def peak_of(device: torch.device, run: Callable[[], object]) -> int:
    """Bytes that `run` takes at most, beyond what is taken before it."""
    if device.type != "cuda":
        with _LiveBytes() as live:
            run()
        return live.peak
    synchronise(device)
    before = torch.cuda.memory_allocated(device)
    torch.cuda.reset_peak_memory_stats(device)
    run()
    synchronise(device)
    return torch.cuda.max_memory_allocated(device) - before


class _LiveBytes(TorchDispatchMode):
    """Counts each storage from the operation that makes it until nothing holds it; those there before do not count."""

    def __init__(self) -> None:
        super().__init__()
        self.peak = 0
        self._now = 0
        self._seen: dict[int, weakref.ref[UntypedStorage]] = {}

    def __torch_dispatch__(
        self, func: Callable[..., object], types: object, args: tuple[object, ...] = (), kwargs: Given | None = None
    ) -> object:
        given = kwargs or {}
        self._see((args, given), is_new=False)
        found = func(*args, **given)
        self._see(found, is_new=True)
        return found

    def _see(self, tensors: object, *, is_new: bool) -> None:
        for tensor in tree_leaves(tensors):
            if isinstance(tensor, Tensor):
                self._count(tensor.untyped_storage(), is_new=is_new)

    def _count(self, storage: UntypedStorage, *, is_new: bool) -> None:
        place, size = id(storage), storage.nbytes() if is_new else 0  # torch keeps the object as long as the memory
        if place in self._seen:
            return
        self._now += size
        self.peak = max(self.peak, self._now)
        self._seen[place] = weakref.ref(storage, lambda _: self._forget(place, size))

    def _forget(self, place: int, size: int) -> None:
        del self._seen[place]
        self._now -= size
