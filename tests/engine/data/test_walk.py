"""Every image below a folder is met once, in an order that people expect."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.walk import sample_files, walk
from tlstudio.engine.errors import DataError

IMAGE = MODALITIES["image"]


def test_numbers_in_names_count() -> None:
    names = ["b1", "a10", "A9", "a", "a/2", "a/10", "٣", "10", "9"]
    assert sorted(names, key=natural_key) == ["9", "10", "a", "a/2", "a/10", "A9", "a10", "b1", "٣"]


def test_files_with_the_ending_of_an_image_are_listed_readable_or_not(make_images: Callable[..., Path]) -> None:
    folder = make_images("deep/er/2.png", "1.png")
    (folder / "broken.JPG").write_bytes(b"")
    (folder / "phone.heic").write_bytes(b"")
    (folder / "notes.txt").write_bytes(b"")
    found = [path.relative_to(folder).as_posix() for path in sample_files(folder, IMAGE)]
    assert found == ["1.png", "broken.JPG", "deep/er/2.png", "phone.heic"]


def test_folders_are_known_even_when_they_are_empty(make_images: Callable[..., Path]) -> None:
    folder = make_images("a/1.png")
    (folder / "b").mkdir()
    assert sorted(walk(folder, IMAGE, lambda: False).folders) == ["a", "b"]


def test_a_file_is_not_walked(make_images: Callable[..., Path]) -> None:
    with pytest.raises(DataError, match="is not a folder"):
        sample_files(make_images("1.png") / "1.png", IMAGE)
