"""A few of the real sample photos, for tests that go the whole way."""

import shutil
from pathlib import Path

from tlstudio.engine.data.sample_sets import samples

PER_CLASS = 16


def copy_photos(folder: Path, per_class: int = PER_CLASS) -> Path:
    """`per_class` photos of each class of the textile sample, in class folders."""
    textile = next(sample for sample in samples() if sample.name == "textile")
    for name in textile.classes:
        (folder / name).mkdir(parents=True)
        for photo in sorted((textile.folder / name).iterdir())[:per_class]:
            shutil.copy(photo, folder / name / photo.name)
    return folder
