"""Reads and divides the images of a project: the work of the jobs of `images.py`.

It needs NumPy, so it is imported when there are images to read: the window is to be there before that.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.engine.data.edits import edited, grouped
from tlstudio.engine.data.folder import Index, glance
from tlstudio.engine.data.image.fingerprints import Look
from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.read import read_index
from tlstudio.engine.data.split.groups import lacks_groups
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.data.survey import file_of
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec, ObjectiveSpec, Task
from tlstudio.engine.runs.start import check_task
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Known, Progress, ShouldStop

__all__ = ["DividedImages", "divide", "glance_at", "lacks_groups", "read", "read_tile", "read_whole_tile", "with_edits"]


@dataclass(frozen=True, slots=True)
class DividedImages:
    scanned: Index  # before the user's edits
    index: Index
    split: Known[Split]


def read(
    data: DataSpec, task: Task, fingerprints: dict[str, Look], progress: Progress, should_stop: ShouldStop
) -> DividedImages:
    """Read the folder or the table for the task, apply the user's edits and divide it. Raises DataError."""
    scanned = read_index(data, task, progress=progress, should_stop=should_stop)
    check_task(ObjectiveSpec(task), scanned)
    return with_edits(scanned, data, fingerprints, progress, should_stop)


def glance_at(data: DataSpec) -> Index | None:
    """Give what the folder held when it was read last, with the user's edits; None where only reading it can say."""
    if data.table or data.added or data.labels == "elsewhere":
        return None
    folder = Path(data.folder)
    try:
        kept = file_of(folder, modality_of(data.kind))
        index = glance(
            folder, kept, kind=data.kind, left_out=data.excluded, labels=data.labels, labelled=data.relabelled
        )
        return edited(index, data)
    except StudioError:  # the folder may have changed since
        return None


def with_edits(
    scanned: Index,
    data: DataSpec,
    fingerprints: dict[str, Look],
    progress: Progress | None = None,
    should_stop: ShouldStop | None = None,
) -> DividedImages:
    """Apply the user's edits to a scan and divide it. Raises DataError if too little is left."""
    scanned = grouped(scanned, data, fingerprints, progress, should_stop)
    index = edited(scanned, data)
    return DividedImages(scanned, index, divide(index, data))


def divide(index: Index, data: DataSpec) -> Known[Split]:
    """Split the images, or say why they cannot be split."""
    try:
        return Known(split(index, data))
    except StudioError as error:
        return Known(problem=say_sentence(error))


def read_tile(path: Path, side_px: int) -> np.ndarray | None:
    """Read the middle of an image as a square: uint8 (side, side, 3). None where the file cannot be read."""
    try:
        return read_pixels(path, Framing(size_px=side_px, resize="crop", interpolation="bilinear"))
    except BadImage:
        return None


def read_whole_tile(path: Path, side_px: int) -> np.ndarray | None:
    """Read the whole image, its longer side so many px: uint8 (height, width, 4). None where it cannot be read."""
    framing = Framing(size_px=side_px, resize="pad", interpolation="bilinear", channels="rgba")
    try:
        pixels = read_pixels(path, framing)
    except BadImage:
        return None
    is_image = pixels[:, :, 3] > 0  # the borders are transparent
    return pixels[is_image.any(1)][:, is_image.any(0)] if is_image.any() else pixels
