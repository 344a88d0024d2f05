"""Memory that is free now, where the system tells without further packages."""

from contextlib import suppress
from pathlib import Path

import torch

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
