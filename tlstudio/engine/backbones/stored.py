"""The weights on this computer: those of the app, which it may delete, and those that belong to other programs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, catalogue
from tlstudio.engine.backbones.places import (
    bundled_weights,
    download_target,
    in_hub_cache,
    in_torch_cache,
)
from tlstudio.engine.errors import StorageError
from tlstudio.engine.places import weights_folder

Place = Literal["bundled", "app", "hub", "torch"]  # the last two: the caches of huggingface_hub and of torch.hub

UNFINISHED = ".part"


@dataclass(frozen=True, slots=True)
class StoredWeights:
    path: Path
    place: Place
    size_bytes: int
    backbone: BackboneInfo | None  # None: a file that no backbone of the catalogue asks for

    @property
    def is_unfinished(self) -> bool:
        """Whether it is the first part of a download that goes on next time."""
        return self.path.suffix == UNFINISHED

    @property
    def is_ours(self) -> bool:
        """Whether the app put it there, and may delete it."""
        return self.place == "app"


def stored_weights() -> list[StoredWeights]:
    """What is on this computer: the app's own files first, then what other programs keep of the catalogue."""
    return [*_own(), *_bundled(), *_others()]


def total_bytes(stored: Iterable[StoredWeights]) -> int:
    """How much of the disk the app's own take."""
    return sum(one.size_bytes for one in stored if one.is_ours)


def delete(stored: StoredWeights) -> None:
    """Remove a file of the app's own cache. Raises StorageError for any other, or if it cannot be removed."""
    if not stored.is_ours or stored.path.parent != weights_folder():
        raise StorageError("{path} belongs to another program and is not deleted here.", path=stored.path)
    try:
        stored.path.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            "Cannot delete {path}: {reason}.", path=stored.path, reason=(error.strerror or str(error)).lower()
        ) from error


def _own() -> Iterator[StoredWeights]:
    names = {download_target(url).name: info for info in catalogue().values() for url in info.urls}
    folder = weights_folder()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if path.is_file():
            yield StoredWeights(path, "app", path.stat().st_size, names.get(_finished_name(path)))


def _finished_name(path: Path) -> str:
    """Of a download ".NAME.MARK.part" the name it will have."""
    return path.name[1:].rpartition(UNFINISHED)[0].rpartition(".")[0] if path.suffix == UNFINISHED else path.name


def _bundled() -> Iterator[StoredWeights]:
    path = bundled_weights()
    if path:
        yield StoredWeights(path, "bundled", path.stat().st_size, catalogue()[RECOMMENDED])


def _others() -> Iterator[StoredWeights]:
    files: dict[Path, tuple[Place, BackboneInfo]] = {}  # two backbones may share a file
    for info in catalogue().values():
        for url in info.urls:
            if path := in_hub_cache(url):
                files.setdefault(path, ("hub", info))
            if path := in_torch_cache(url):
                files.setdefault(path, ("torch", info))
    for path, (place, info) in files.items():
        yield StoredWeights(path, place, path.stat().st_size, info)


def place_of(info: BackboneInfo) -> Place | None:
    """Where this backbone's pretrained weights lie; None if they are not on this computer."""
    if info.name == RECOMMENDED:
        return "bundled" if bundled_weights() else None
    for url in info.urls:
        if download_target(url).is_file():
            return "app"
        if in_hub_cache(url):
            return "hub"
        if in_torch_cache(url):
            return "torch"
    return None
