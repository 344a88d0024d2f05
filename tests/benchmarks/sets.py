"""Sets of real images that packages ship, as folders of classes. Nothing is fetched and nothing is committed."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from PIL import Image

from tlstudio.engine.data.sample_sets import samples

EMOJI = (
    "TLSTUDIO_EMOJI"  # the folder that `npm pack emoji-datasource-google` unpacks to (its data MIT; Noto's drawings)
)
EMOJI_CLASSES = (
    "Animals & Nature",
    "Food & Drink",
    "Objects",
    "Smileys & Emotion",
    "Symbols",
    "Travel & Places",
)

Classes = dict[str, list[Path]]


def textile(_scratch: Path) -> Classes:
    """Photos of fabric (conformal-clip-data, MIT)."""
    sample = next(one for one in samples() if one.name == "textile")
    return {name: sorted((sample.folder / name).iterdir()) for name in sample.classes}


def digits(scratch: Path) -> Classes:
    """Handwritten digits of 8×8 grey pixels (scikit-learn, from UCI, CC BY 4.0)."""
    from sklearn.datasets import load_digits

    values, targets = load_digits(return_X_y=True)
    found: Classes = {str(digit): [] for digit in range(10)}
    scratch.mkdir(parents=True, exist_ok=True)
    for number, (image, target) in enumerate(zip(values.reshape(-1, 8, 8), targets, strict=True)):
        path = scratch / f"{number:04}.png"
        Image.fromarray((image * 255 / 16).astype(np.uint8)).save(path)
        found[str(target)].append(path)
    return found


def emoji(_scratch: Path) -> Classes:
    """Drawings with transparency, by what they show (emoji-datasource-google). Raises SystemExit if not there."""
    package = Path(os.environ.get(EMOJI, "package"))
    if not (package / "emoji.json").is_file():
        raise SystemExit(f"{EMOJI} names no unpacked emoji-datasource-google: `npm pack` it, unpack it, and set it.")
    every = json.loads((package / "emoji.json").read_text("utf-8"))
    found: Classes = {name: [] for name in EMOJI_CLASSES}
    for one in every:
        if one["category"] in found and one["has_img_google"]:
            found[one["category"]].append(package / "img" / "google" / "64" / one["image"])
    return found


SETS: Mapping[str, Callable[[Path], Classes]] = {one.__name__: one for one in (textile, digits, emoji)}


def draw(classes: Classes, folder: Path, per_class: int, tests: int, seed: int) -> tuple[str, ...]:
    """Copy so many images of each class, and others to test on; the test images' paths below the folder.

    `tests` is of all classes together; the same seed draws the same images.
    """
    chance, held = np.random.default_rng(seed), []
    for name, paths in classes.items():
        (folder / name).mkdir(parents=True)
        wanted = per_class + tests // len(classes)
        order = chance.permutation(len(paths))[:wanted]
        for place, number in enumerate(order):
            source = paths[number]
            shutil.copy2(source, folder / name / source.name)
            if place < tests // len(classes):
                held.append(f"{name}/{source.name}")
    return tuple(held)
