"""Every kind of folder has a clear outcome, and the counts add up."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tlstudio.engine.data.excluded import Excluded
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import DataError, StudioError, TooFewImages
from tlstudio.engine.project import DataSpec

MakeImages = Callable[..., Path]
needs_links = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")


def _reasons(index: Index) -> dict[str, str]:
    assert index.found == len(index.paths) + len(index.excluded)
    return {item.path: item.reason for item in index.excluded}


def test_class_folders_become_classes(make_images: MakeImages) -> None:
    index = scan(make_images("dogs/2.png", "cats/1.png", "cats/more/3.jpg"))
    assert index.class_names == ("cats", "dogs")
    assert index.paths == ("cats/1.png", "cats/more/3.jpg", "dogs/2.png")
    assert index.labels.tolist() == [0, 0, 1]
    assert index.counts() == {"cats": 2, "dogs": 1}
    assert index.count("cats") == 2
    assert index.given_split is None


def test_names_are_in_natural_order(make_images: MakeImages) -> None:
    index = scan(make_images("type 10/a.png", "type 9/b10.png", "type 9/b9.png", "Type 9b/c.png"))
    assert index.class_names == ("type 9", "Type 9b", "type 10")
    assert index.paths[:2] == ("type 9/b9.png", "type 9/b10.png")


def test_what_cannot_be_read_is_left_out_with_its_reason(make_images: MakeImages) -> None:
    folder = make_images("cats/1.png", "dogs/1.png", "loose.png")
    (folder / "cats/diary.jpg").write_text("dear diary")
    (folder / "cats/phone.heic").write_bytes(b"anything")
    (folder / "cats/labels.csv").write_text("not an image, not counted")
    index = scan(folder)
    assert index.found == 5
    assert _reasons(index) == {
        "cats/diary.jpg": "not a readable image",
        "cats/phone.heic": "not supported: HEIC",
        "loose.png": "not in a class folder",
    }


def test_files_and_folders_can_be_left_out_by_hand(make_images: MakeImages) -> None:
    folder = make_images("cats/1.png", "cats/2.png", "dogs/1.png", "dogs/bad/1.png")
    assert _reasons(scan(folder, left_out=("cats/2.png", "dogs/bad"))) == {
        "cats/2.png": "left out by hand",
        "dogs/bad/1.png": "left out by hand",
    }


def test_hidden_files_and_those_of_the_system_are_not_counted(make_images: MakeImages) -> None:
    folder = make_images("a/1.png", "b/1.png", "a/._1.png", ".git/x.png", "__MACOSX/a/1.png")
    (folder / "a/Thumbs.db").write_bytes(b"")
    assert scan(folder).found == 2


def test_a_class_without_a_usable_image_is_named_and_stops_nothing(make_images: MakeImages) -> None:
    folder = make_images("a/1.png", "b/1.png")
    (folder / "empty").mkdir()
    (folder / "broken").mkdir()
    (folder / "broken/1.jpg").write_bytes(b"")
    index = scan(folder)
    assert index.class_names == ("a", "b")
    assert index.empty_classes == ("broken", "empty")


@pytest.mark.parametrize(
    ("train", "val", "test"), [("train", "val", "test"), ("Training", "validation", "testing"), ("TRAIN", "valid", "t")]
)
def test_train_val_and_test_folders_are_recognised(make_images: MakeImages, train: str, val: str, test: str) -> None:
    index = scan(make_images(f"{train}/a/1.png", f"{train}/b/2.png", f"{val}/a/3.png", f"{test}/b/4.png"))
    assert index.class_names == ("a", "b")
    given = dict(zip(index.paths, index.given_split or (), strict=True))
    assert given[f"{train}/b/2.png"] == "train"
    assert given[f"{val}/a/3.png"] == "val"
    assert given.get(f"{test}/b/4.png") == (None if test == "t" else "test")


def test_images_beside_train_and_test_are_left_out(make_images: MakeImages) -> None:
    index = scan(make_images("train/a/1.png", "train/b/2.png", "test/3.png", "raw/a/4.png"))
    assert _reasons(index) == {
        "test/3.png": "not in a class folder",
        "raw/a/4.png": "outside of the train, val and test folders",
    }


def test_a_class_called_train_is_a_class(make_images: MakeImages) -> None:
    index = scan(make_images("train/1.png", "bus/1.png"))
    assert index.class_names == ("bus", "train")
    assert index.given_split is None


def test_two_spellings_of_one_name_are_one_class(make_images: MakeImages) -> None:
    index = scan(make_images("caf\u00e9/1.png", "cafe\u0301/2.png", "bar/3.png"))
    assert index.class_names == ("bar", "caf\u00e9")


@pytest.mark.parametrize("name", ["😀", "قطط", "猫", "dot.", "CON", "a=b", "x" * 200])
@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not allow some of these names")
def test_unusual_class_names_survive(make_images: MakeImages, name: str) -> None:
    assert name in scan(make_images(f"{name}/1.png", "other/1.png")).class_names


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows names that are not UTF-8")
def test_names_that_are_not_utf_8_survive(make_images: MakeImages) -> None:
    name = os.fsdecode(b"caf\xe9")
    index = scan(make_images(f"{name}/{name}.png", "bar/1.png"))
    assert index.paths[1] == f"{name}/{name}.png"
    assert (index.folder / index.paths[1]).is_file()


@needs_links
def test_a_loop_of_links_multiplies_nothing(make_images: MakeImages) -> None:
    folder = make_images("cats/1.png", "dogs/1.png")
    (folder / "cats/again").symlink_to(folder)
    (folder / "cats/self").symlink_to("self")
    assert scan(folder).paths == ("cats/1.png", "dogs/1.png")


@needs_links
def test_a_folder_belongs_where_it_really_stands(make_images: MakeImages) -> None:
    folder = make_images("a/1.png", "z/1.png")
    (folder / "a/link").symlink_to(folder / "z")
    assert scan(folder).counts() == {"a": 1, "z": 1}


@needs_links
def test_of_a_file_and_a_link_to_it_the_link_is_left_out(make_images: MakeImages) -> None:
    folder = make_images("a/2.png", "b/1.png")
    (folder / "a/1.png").symlink_to(folder / "b/1.png")
    (folder / "a/3.png").symlink_to("nowhere.png")
    assert _reasons(scan(folder)) == {"a/1.png": "the same file as b/1.png", "a/3.png": "the file is missing"}


@needs_links
def test_linked_class_folders_outside_are_followed(make_images: MakeImages, tmp_path: Path) -> None:
    folder = make_images("a/1.png", "../elsewhere/2.png")
    (folder / "b").symlink_to(tmp_path / "elsewhere")
    assert scan(folder).paths == ("a/1.png", "b/2.png")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is forbidden to this user")
def test_a_folder_without_permission_is_named(make_images: MakeImages) -> None:
    folder = make_images("a/1.png", "b/1.png", "c/1.png")
    (folder / "c").chmod(0)
    index = scan(folder)
    (folder / "c").chmod(0o755)
    assert index.excluded == (Excluded("c", "this folder cannot be opened: permission denied"),)
    assert index.empty_classes == ("c",)


def test_each_folder_that_cannot_be_used_has_its_sentence(make_images: MakeImages, tmp_path: Path) -> None:
    def message(folder: Path) -> str:
        with pytest.raises(DataError) as caught:
            scan(folder)
        return str(caught.value).replace(str(folder), "DIR")

    folder = tmp_path / "images"
    assert message(folder) == "There is no folder DIR. Choose another one."
    folder.mkdir()
    assert message(folder) == "DIR holds no images. Choose a folder that holds one folder of images per class."
    make_images("1.png", "2.png")
    assert message(folder).startswith("DIR has 2 images but no class folders. Put each class into a folder")
    assert message(folder / "1.png").startswith("DIR is not a folder.")
    make_images("cats/1.png")
    assert message(folder).startswith("DIR has only the class 'cats'; training needs two or more.")
    (folder / "cats/1.png").write_bytes(b"")
    assert message(folder).startswith("None of the 3 images in DIR can be used; the first is 1.png: not in a class")


def test_a_folder_in_a_folder_is_pointed_at(make_images: MakeImages) -> None:
    folder = make_images("data/cats/1.png", "data/dogs/1.png")
    with pytest.raises(DataError, match="or choose the folder 'data' inside it"):
        scan(folder)


def test_progress_counts_files_up_to_the_last(make_images: MakeImages) -> None:
    seen: list[tuple[int, int]] = []
    scan(
        make_images(*(f"{name}/{number}.png" for name in "ab" for number in range(50))),
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen == [(0, 100), (64, 100), (100, 100)]


def test_a_scan_can_be_stopped_at_any_moment(make_images: MakeImages) -> None:
    folder = make_images(*(f"{name}/{number}.png" for name in "ab" for number in range(50)))
    for patience in range(5):
        answers = iter([False] * patience)
        with pytest.raises(StudioError, match="cancelled"):
            scan(folder, should_stop=lambda answers=answers: next(answers, True))


def test_labels_point_into_the_class_names(make_images: MakeImages) -> None:
    index = scan(make_images("b/1.png", "a/1.png", "b/2.png"))
    assert index.labels.dtype == np.int32
    assert [index.class_names[label] for label in index.labels] == [path[0] for path in index.paths]


def test_nothing_is_written_beside_the_images(make_images: MakeImages) -> None:
    folder = make_images("a/1.png", "b/2.png")
    before = sorted(folder.rglob("*"))
    folder.chmod(0o555)
    index = scan(folder)
    folder.chmod(0o755)
    assert len(index.paths) == 2
    assert sorted(folder.rglob("*")) == before


def test_a_class_with_one_image_is_scanned_and_named_when_divided(make_images: MakeImages) -> None:
    index = scan(make_images("a/1.png", "a/2.png", "b/3.png"))
    assert index.counts() == {"a": 2, "b": 1}
    with pytest.raises(TooFewImages, match="'b'"):
        split(index, DataSpec())


@pytest.mark.skipif(not hasattr(os, "link"), reason="the system has no such links")
def test_of_several_names_of_one_file_the_first_in_a_class_is_used(make_images: MakeImages) -> None:
    folder = make_images("a/2.png", "b/1.png", "loose.png")
    (folder / "a/10.png").hardlink_to(folder / "a/2.png")
    (folder / "b/9.png").hardlink_to(folder / "loose.png")
    (folder / "b/notes.txt").hardlink_to(folder / "b/1.png")
    assert _reasons(scan(folder)) == {"a/10.png": "the same file as a/2.png", "loose.png": "not in a class folder"}


def test_folders_stand_among_files_where_their_names_belong(make_images: MakeImages) -> None:
    index = scan(make_images("a/10.png", "a/2.png", "a/9/1.png", "a/B.png", "b/1.png"))
    assert index.paths == ("a/2.png", "a/9/1.png", "a/10.png", "a/B.png", "b/1.png")
