"""What an image is, as a modality. What reads images is imported when there are some to read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.engine.data.image.endings import PLACEHOLDER, SUFFIXES, UNSUPPORTED
from tlstudio.engine.data.image.preprocessing import Preprocessing
from tlstudio.engine.project import DataSpec, Task

if TYPE_CHECKING:
    import numpy as np
    from torch import Tensor, nn

    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.image.fingerprints import Look
    from tlstudio.engine.data.image.samples import ImageSamples
    from tlstudio.engine.data.modality import Opening

ENDINGS = SUFFIXES
NAMED_ENDINGS = {**UNSUPPORTED, PLACEHOLDER: "in the cloud only"}


def reader() -> str:
    import PIL

    return f"Pillow {PIL.__version__}"


def problem(path: Path) -> str | None:
    from tlstudio.engine.data.image import reading

    return reading.problem(path)


def read_index(
    data: DataSpec, task: Task, progress: Callable[[int, int], None], should_stop: Callable[[], bool]
) -> "Index":
    from tlstudio.engine.data.read import read_files

    return read_files(data, task, progress, should_stop)


def open_samples(paths: Sequence[Path], opening: "Opening") -> "ImageSamples":
    from tlstudio.engine.data.image import samples

    return samples.open_samples(paths, opening)


def example(preprocessing: Preprocessing, count: int) -> "Tensor":
    """(count, C, S, S) float, about as if normalised; the same each time."""
    from tlstudio.engine.data.image.transforms import random_images

    return random_images((count, *preprocessing.shape))


def raw_inputs(preprocessing: Preprocessing) -> "nn.Module":
    """(B, S, S, C) uint8 → (B, C, S, S) float."""
    from tlstudio.engine.data.image.transforms import Normalise

    return Normalise(preprocessing.mean, preprocessing.std)


def near_duplicates(
    folder: Path,
    paths: Sequence[str],
    known: "dict[str, Look]",
    progress: Callable[[int, int], None],
    should_stop: Callable[[], bool],
) -> "np.ndarray":
    """The group of each path, int64: images that look alike share theirs. `known` as for `look_at`."""
    import numpy as np

    from tlstudio.engine.data.image import fingerprints

    looks = fingerprints.look_at(folder, paths, known, progress, should_stop)
    numbers = fingerprints.near_duplicates(list(looks.values()))
    place = dict(zip(looks, numbers.tolist(), strict=True))
    alone = len(looks)  # a file that has just vanished is like no other
    return np.array([place.get(path, alone + row) for row, path in enumerate(paths)])
