"""Photos of a camera as files: one folder for each class, and names that keep the photos of a burst together."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QImage

from tlstudio.engine.data.added import add
from tlstudio.engine.errors import StorageError
from tlstudio.engine.project import DataSpec
from tlstudio.engine.storage import write_durably
from tlstudio.gui.services.recovery import file_name
from tlstudio.gui.widgets.sheet import image_file

PER_SECOND = 6
JPEG_QUALITY = 92
PATTERN = r"(.+-burst-\d+)-\d+"  # what the names of one burst have in common


class Burst:
    """The photos taken while a button is held. They lie in a folder of their class."""

    def __init__(self, folder: Path, class_name: str, per_second: float = PER_SECOND) -> None:
        """Raises StorageError if there can be no folder for the class."""
        name = file_name(class_name)
        self.class_name = class_name
        self.paths: list[Path] = []
        self._folder = folder / name
        self._gap_ms = 1000 / per_second
        self._since_last = QElapsedTimer()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._stem = f"{name}-burst-{_last_burst(self._folder) + 1:03}"
        except OSError as error:
            raise StorageError(
                "Cannot write to {folder}: {reason}. Choose another folder.",
                folder=self._folder,
                reason=error.strerror,
            ) from error

    def take(self, image: QImage) -> bool:
        """Write the image, unless the last one is too new; whether it was written. Raises StorageError."""
        if self._since_last.isValid() and self._since_last.nsecsElapsed() < self._gap_ms * 1e6:
            return False
        self._since_last.start()
        path = self._folder / f"{self._stem}-{len(self.paths) + 1:04}.jpg"
        write_durably(path, image_file(image.convertToFormat(QImage.Format.Format_RGB32), "JPEG", JPEG_QUALITY))
        self.paths.append(path)
        return True


def with_photos(data: DataSpec, folder: Path, photos: Mapping[str, Sequence[Path]]) -> DataSpec:
    """The project with the photos of each class; the split keeps bursts together unless it goes by something else.

    A project without images begins in `folder`.
    """
    if not data.folder:
        data = replace(data, folder=str(folder), labels="elsewhere", added={})
    for name, paths in photos.items():
        data = add(data, paths, name)
    return replace(data, groups="pattern", group_pattern=PATTERN) if data.groups == "none" else data


def _last_burst(folder: Path) -> int:
    numbers = (re.search(r"-burst-(\d+)-", path.name) for path in folder.iterdir())
    return max((int(number[1]) for number in numbers if number), default=0)
