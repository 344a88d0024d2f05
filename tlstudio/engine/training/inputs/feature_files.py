"""Where features kept on disk lie, what they take, and how room is made. Needs no NumPy, like the window that asks."""

from contextlib import suppress
from pathlib import Path

BUDGET_BYTES = 10 * 10**9  # of all stored features together
SUFFIX = ".features"


def stored_bytes(folder: Path) -> int:
    """What all stored features take on disk."""
    return sum(size for _, size, _ in _files(folder))


def clear(folder: Path, to_bytes: int = 0) -> None:
    """Remove the files least recently used until the rest takes no more than so much.

    What another program has open goes on working for it; where the system does not allow that, the file stays.
    """
    files = sorted(_files(folder))
    left = sum(size for _, size, _ in files)
    for _, size, path in files:
        if left <= to_bytes:
            return
        with suppress(OSError):
            path.unlink()
            left -= size


def size_words(count: int) -> str:
    """Bytes as people read them: "640 KB", "64 MB", "2.5 GB"."""
    for unit, name in ((1e9, "GB"), (1e6, "MB")):
        if count >= unit:
            return f"{count / unit:.{1 if count < 10 * unit else 0}f} {name}"
    return f"{-(-count // 1000)} KB"


def _files(folder: Path) -> list[tuple[int, int, Path]]:
    """When each file was last used, its size on disk, and where it is; half-made ones too."""
    found: list[tuple[int, int, Path]] = []
    with suppress(OSError):
        for path in [*folder.glob(f"*{SUFFIX}"), *folder.glob("*.part")]:
            with suppress(OSError):  # removed meanwhile
                status = path.stat()
                found.append((status.st_mtime_ns, status.st_size, path))
    return found
