"""The memory that tensors take at a time, counted where no device counts it.

How much memory one optimizer step needs, found without taking it.

Memory that is free now, where the system tells without further packages.
"""

import weakref
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import torch
from timm.optim.lion import Lion
from torch import Tensor, UntypedStorage, nn, optim
from torch.autograd.graph import saved_tensors_hooks
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

from tlstudio.engine.training.setup.device import synchronise

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


# That the optimizer remembers for each parameter; of Adafactor it is a row and a column of each matrix.
VALUES = {optim.AdamW: 2, optim.Adam: 2, Lion: 1, optim.Adafactor: 0}


def step_bytes(model: nn.Module, optimizer: optim.Optimizer, loss_of_some: Callable[[], Tensor], scale: float) -> int:
    """Weights, gradients, what the optimizer remembers, and what the step keeps for its way back.

    The last is counted on the few samples of `loss_of_some` and multiplied by `scale`.
    """
    weights = sum(tensor.nbytes for tensor in (*model.parameters(), *model.buffers()))
    return round(weights + lasting_bytes(model, optimizer) + scale * kept_bytes(model, loss_of_some))


def lasting_bytes(model: nn.Module, optimizer: optim.Optimizer) -> int:
    """Gradients, and what the optimizer remembers."""
    trained = sum(tensor.nbytes for tensor in model.parameters() if tensor.requires_grad)
    return trained * (1 + _values(optimizer))


def kept_bytes(model: nn.Module, loss_of: Callable[[], Tensor]) -> int:
    """What a forward pass keeps for its way back, without the weights."""
    kept: dict[int, int] = {}  # address → bytes

    def keep(tensor: Tensor) -> Tensor:
        storage = tensor.untyped_storage()
        kept[storage.data_ptr()] = storage.nbytes()
        return tensor

    with saved_tensors_hooks(keep, lambda tensor: tensor):
        loss = loss_of()
    for tensor in (*model.parameters(), *model.buffers()):
        kept.pop(tensor.untyped_storage().data_ptr(), None)
    del loss  # held what was counted, so that no address was used twice
    return sum(kept.values())


def _values(optimizer: optim.Optimizer) -> int:
    momentum = 1 if optimizer.defaults.get("momentum") else 0
    if isinstance(optimizer, (optim.SGD, optim.RMSprop)):
        return momentum + isinstance(optimizer, optim.RMSprop)
    return VALUES[type(optimizer)]


MEMINFO = Path("/proc/meminfo")  # Linux
GROUP = Path("/sys/fs/cgroup")  # of a container


def free_bytes(device: torch.device) -> int | None:
    """What a program may still take on the device; None where nobody knows."""
    if device.type == "cuda":
        held = torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
        return torch.cuda.mem_get_info(device)[0] + held
    if device.type != "cpu":
        return None
    known = [room for room in (_available(MEMINFO), _room_in(GROUP)) if room is not None]
    return min(known, default=None)


def _available(meminfo: Path) -> int | None:
    """What can be had without swapping."""
    with suppress(OSError, ValueError, IndexError):
        for line in meminfo.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return 1024 * int(line.split()[1])
    return None


def _room_in(group: Path) -> int | None:
    """Up to the limit of the container, whose file cache gives way; None without a limit."""
    with suppress(OSError, ValueError):
        limit, taken = (int((group / name).read_text(encoding="ascii")) for name in ("memory.max", "memory.current"))
        lines = (group / "memory.stat").read_text(encoding="ascii").splitlines()
        cache = next((int(line.split()[1]) for line in lines if line.startswith("inactive_file ")), 0)
        return max(0, limit - taken + cache)
    return None
