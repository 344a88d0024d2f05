"""Where an export goes: a new folder, or the place of an earlier export."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import StorageError, StudioError
from tlstudio.engine.export.certificate import CERTIFICATE, Certificate
from tlstudio.engine.storage import new_directory


def find_target(folder: Path, replace: bool) -> Path:
    """The absolute path of the folder to export to. Raises StorageError with a sentence if nothing can go there."""
    try:
        folder = folder.expanduser().resolve()
        if folder.exists() and not folder.is_dir():
            raise StorageError("{folder} is a file, so nothing can be exported there. Choose a folder.", folder=folder)
        if folder.is_dir() and any(folder.iterdir()):
            _check_replaceable(folder, replace)
        parent = next(place for place in folder.parents if place.exists())
    except StorageError:
        raise
    except (OSError, RuntimeError, ValueError) as error:  # no permission, a loop of links, a name that cannot be
        raise StorageError(
            "Nothing can be exported to {folder} ({error}). Choose another folder.", folder=folder, error=error
        ) from error
    if not parent.is_dir() or not os.access(parent, os.W_OK | os.X_OK):
        raise StorageError("{parent} cannot be written to. Choose another place for the export.", parent=parent)
    return folder


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """A temporary folder to fill, which takes the place of `folder` in the end; until then the old one stands."""
    aside = folder.with_name(f".{folder.name}.old")
    try:
        with new_directory(folder) as temporary:
            yield temporary
            _set_aside(folder, aside)
    finally:
        if aside.exists() and not folder.exists():
            aside.replace(folder)
    shutil.rmtree(aside, ignore_errors=True)


def read_certificate(folder: Path) -> Certificate:
    """The certificate of an export. Raises StudioError if there is none that can be read."""
    path = folder / CERTIFICATE
    return codec.load(Certificate, path, "certificate")


def _check_replaceable(folder: Path, replace: bool) -> None:
    if not (folder / CERTIFICATE).is_file():
        raise StorageError("{folder} is not empty. Choose an empty or a new folder for the export.", folder=folder)
    if not replace:
        raise StorageError(
            "{folder} holds an earlier export. Choose another folder, or allow replacing it.",
            folder=folder,
        )
    strangers = sorted({path.name for path in folder.iterdir()} - _ours(folder))
    if strangers:
        raise StorageError(
            "{folder} holds {stranger!r}, which is no part of that export. Move it, or choose another folder.",
            folder=folder,
            stranger=strangers[0],
        )


def _ours(folder: Path) -> set[str]:
    try:
        return {CERTIFICATE, *(proof.name for proof in read_certificate(folder).files)}
    except StudioError as error:
        raise StorageError(
            "The export in {folder} is damaged, so it is not replaced. Choose another folder.",
            folder=folder,
        ) from error


def _set_aside(folder: Path, aside: Path) -> None:
    if not folder.is_dir():
        return
    try:
        if aside.is_dir():  # left by a process that was killed in between
            shutil.rmtree(aside)
        folder.replace(aside)
    except OSError as error:
        raise StorageError(
            "Cannot replace {folder}: {reason}. Choose another place.",
            folder=folder,
            reason=error.strerror or error,
        ) from error
