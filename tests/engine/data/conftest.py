"""Small folders of real image files."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image


@pytest.fixture
def make_images(tmp_path: Path) -> Callable[..., Path]:
    """Writes an image to each path below one folder, each of another colour, and gives the folder."""

    def make(*paths: str) -> Path:
        for number, path in enumerate(paths):
            target = tmp_path / "images" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            Image.new("RGB", (8, 8), (number % 256, number // 256, 0)).save(target)
        return tmp_path / "images"

    return make
