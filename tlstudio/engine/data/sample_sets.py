"""Sample images that come with the app as packages, so that the first run needs no network."""

import os
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.natural_order import natural_key


@dataclass(frozen=True, slots=True)
class Sample:
    """A folder of images, one folder per class, that is never written to."""

    name: str
    title: str
    folder: Path
    images: int
    classes: tuple[str, ...]
    licence: str


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    title: str
    package: str
    inside: str  # path below the package
    licence: str


_SOURCES = (
    _Source(
        name="textile",
        title="Textile: woven fabric, without and with defects",
        package="conformal_clip_data",
        inside="data/textile_images/simulated",
        licence="MIT",
    ),
)


def samples() -> tuple[Sample, ...]:
    """Those sample sets whose package is installed."""
    found = (_sample(source) for source in _SOURCES)
    return tuple(sample for sample in found if sample is not None)


def _sample(source: _Source) -> Sample | None:
    spec = find_spec(source.package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / source.inside
    counts = {child.name: _count_images(child) for child in folder.iterdir() if child.is_dir()}
    classes = tuple(sorted(counts, key=natural_key))
    return Sample(source.name, source.title, folder, sum(counts.values()), classes, source.licence)


def _count_images(folder: Path) -> int:
    suffixes = tuple(
        modality_of("image").endings
    )  # faster than a Path for each of thousands, before the window is there
    with os.scandir(folder) as entries:
        return sum(entry.name.lower().endswith(suffixes) for entry in entries)
