"""What is known of a folder makes the next scan quicker and never wrong."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import PIL.Image
import pytest

from tlstudio.engine.data import survey
from tlstudio.engine.data.folder import glance, scan
from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.data.survey import MAGIC, file_of, load
from tlstudio.engine.errors import DataError, StudioError

MakeImages = Callable[..., Path]
IMAGE = MODALITIES["image"]
LONG_AGO = (10**9, 10**9)


@pytest.fixture
def images(make_images: MakeImages) -> Path:
    """Six images of long ago, one of them broken, and a name that is not UTF-8 where the system allows it."""
    folder = make_images("a/1.png", "a/2.png", "a/café.png", "b/1.png", "b/deep/2.png", "loose.png")
    (folder / "a/broken.png").write_bytes(b"broken")
    for path in folder.rglob("*.png"):
        os.utime(path, LONG_AGO)
    return folder


@pytest.fixture
def kept(images: Path, app_home: Path) -> Path:
    """What a scan of the images leaves behind."""
    path = file_of(images, IMAGE)
    assert path.is_relative_to(app_home)
    scan(images, kept=path)
    return path


def test_a_folder_is_known_again_without_a_look_at_it(images: Path, kept: Path) -> None:
    again, index = glance(images, kept), scan(images)
    assert (again.paths, again.excluded, again.class_names) == (index.paths, index.excluded, index.class_names)
    assert np.array_equal(again.labels, index.labels)
    images.rename(images.with_name("elsewhere"))
    assert glance(images, kept).paths == index.paths


def test_what_is_left_out_by_hand_need_not_be_kept(images: Path, kept: Path) -> None:
    assert glance(images, kept, left_out=("a/1.png", "b/deep")).paths == ("a/2.png", "a/café.png", "b/1.png")


def test_a_file_that_is_as_it_was_is_not_decoded_again(
    images: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise OSError("opened")

    (images / "b/new.png").write_bytes((images / "b/1.png").read_bytes())
    monkeypatch.setattr(PIL.Image, "open", refuse)
    reasons = {item.path: item.reason for item in scan(images, kept=kept).excluded}
    assert set(reasons) == {"a/broken.png", "b/new.png", "loose.png"}


def test_a_file_that_changed_is_decoded_again_even_with_its_old_time(images: Path, kept: Path) -> None:
    path = images / "a/1.png"
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, LONG_AGO)
    (images / "a/broken.png").write_bytes((images / "a/2.png").read_bytes())
    (images / "b/1.png").unlink()
    index = scan(images, kept=kept)
    assert index.paths == ("a/2.png", "a/broken.png", "a/café.png", "b/deep/2.png")
    assert {item.path for item in index.excluded} == {"a/1.png", "loose.png"}
    assert glance(images, kept).paths == index.paths


def test_a_file_written_just_now_may_change_again_unseen(images: Path, kept: Path) -> None:
    path = images / "a/1.png"
    path.write_bytes(path.read_bytes())
    scan(images, kept=kept)
    known = load(kept, images, IMAGE)
    assert known
    assert [known.tree.files[row] for row in np.flatnonzero(known.states == 0).tolist()] == [
        "a/1.png",
        "a/broken.png",
        "loose.png",
    ]


@pytest.mark.parametrize("part", ["first", "middle", "last", "half", "none"])
def test_a_damaged_file_is_made_anew(images: Path, kept: Path, part: str) -> None:
    data = bytearray(kept.read_bytes())
    if part in ("half", "none"):
        del data[len(data) // 2 if part == "half" else 0 :]
    else:
        data[{"first": 0, "middle": len(data) // 2, "last": -1}[part]] ^= 1
    kept.write_bytes(data)
    assert load(kept, images, IMAGE) is None
    assert scan(images, kept=kept).paths == scan(images).paths
    assert load(kept, images, IMAGE) is not None


def test_a_file_of_another_folder_or_version_is_not_believed(
    images: Path, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert load(kept, tmp_path, IMAGE) is None
    assert load(kept, images, replace(IMAGE, reader=lambda: "Pillow 1.0")) is None
    monkeypatch.setattr(survey, "MAGIC", MAGIC.replace(b"2", b"3"))
    assert load(kept, images, IMAGE) is None


def test_what_a_stopped_scan_has_read_is_kept(make_images: MakeImages, app_home: Path) -> None:
    folder = make_images(*(f"{name}/{number}.png" for name in "ab" for number in range(50)))
    for path in folder.rglob("*.png"):
        os.utime(path, LONG_AGO)
    answers = iter([False] * 4)  # three folders, and the first 64 of 100 files
    with pytest.raises(StudioError, match="cancelled"):
        scan(folder, kept=app_home / "kept", should_stop=lambda: next(answers, True))
    known = load(app_home / "kept", folder, IMAGE)
    assert known
    assert np.count_nonzero(known.states) == 64


def test_a_folder_that_cannot_be_used_is_looked_at_again(make_images: MakeImages, app_home: Path) -> None:
    folder = make_images("a/1.png")
    for _ in range(2):
        with pytest.raises(DataError, match="only the class 'a'"):
            scan(folder, kept=app_home / "kept")
    assert scan(make_images("b/1.png"), kept=app_home / "kept").class_names == ("a", "b")


def test_a_cache_that_cannot_be_written_stops_no_scan(images: Path, app_home: Path) -> None:
    (app_home / "file").write_bytes(b"")
    assert scan(images, kept=app_home / "file" / "kept").found == 7


def test_the_folders_opened_least_recently_are_forgotten(
    images: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "MOST_KEPT", 1)
    os.utime(kept, LONG_AGO)
    other = kept.with_name("other.index")
    scan(images, kept=other)
    assert list(kept.parent.iterdir()) == [other]
