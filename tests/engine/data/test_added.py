"""Folders and images that lie elsewhere belong to a class, and stay where they are."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.engine.data.added import add, class_folders_in, place_of, start_with, without_elsewhere
from tlstudio.engine.data.edits import leave_out, read_samples, relabel
from tlstudio.engine.data.split.split import group_numbers, shuffled, split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, ProjectSpec
from tlstudio.engine.runs.start import start_run


@pytest.fixture
def own(make_images: Callable[..., Path]) -> DataSpec:
    """A project of cats and dogs."""
    return DataSpec(str(make_images(*(f"{name}/{number}.png" for name in ("cat", "dog") for number in range(4)))))


@pytest.fixture
def hens(tmp_path: Path) -> Path:
    """Three images that lie beside the project's folder, one of them deeper."""
    for name in ("0.png", "1.png", "old/2.png"):
        target = tmp_path / "birds" / "hen" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (8, 8)).save(target)
    return tmp_path / "birds" / "hen"


def test_a_folder_that_lies_elsewhere_is_a_class(own: DataSpec, hens: Path) -> None:
    data = add(own, [hens])
    index = read_samples(data)
    assert data.added == {"../birds/hen": "hen"}
    assert index.counts() == {"cat": 4, "dog": 4, "hen": 3}
    assert index.found == 11
    assert all((index.folder / path).is_file() for path in index.paths)


def test_single_images_belong_to_the_class_they_were_added_to(own: DataSpec, hens: Path) -> None:
    index = read_samples(add(own, [hens / "0.png", hens / "old" / "2.png"], "dog"))
    assert index.counts() == {"cat": 4, "dog": 6}


def test_an_image_of_the_own_folder_is_not_taken_twice(own: DataSpec) -> None:
    index = read_samples(add(own, [Path(own.folder) / "cat" / "0.png", Path(own.folder) / "dog"], "dog"))
    assert (index.found, index.counts()) == (8, {"cat": 3, "dog": 5})


def test_added_images_can_be_relabelled_and_left_out(own: DataSpec, hens: Path) -> None:
    data = leave_out(relabel(add(own, [hens]), ["../birds/hen/1.png"], "dog"), ["../birds/hen/0.png"])
    index = read_samples(data)
    assert index.counts() == {"cat": 4, "dog": 5, "hen": 1}
    assert [item.path for item in index.excluded] == ["../birds/hen/0.png"]


def test_what_was_added_and_is_gone_is_counted_with_its_reason(own: DataSpec, tmp_path: Path) -> None:
    index = read_samples(add(own, [tmp_path / "never"]))
    assert [(item.path, item.reason) for item in index.excluded] == [("../never", "it is no longer there")]
    assert index.found == 9


def test_a_project_can_be_made_of_folders_that_lie_anywhere(own: DataSpec, hens: Path) -> None:
    data = start_with(DataSpec(), [hens, Path(own.folder) / "dog"])
    assert (data.labels, data.folder) == ("elsewhere", str(hens.parent))
    assert read_samples(data).counts() == {"dog": 4, "hen": 3}


def test_one_added_folder_alone_says_that_another_is_needed(hens: Path) -> None:
    with pytest.raises(DataError, match="only the class 'hen' so far"):
        read_samples(start_with(DataSpec(), [hens]))


def test_a_path_is_relative_only_where_it_lies_in_or_beside_the_folder(own: DataSpec, tmp_path: Path) -> None:
    far = tmp_path.parent / "far" / "1.png"
    assert place_of(Path(own.folder) / "cat" / "0.png", own.folder) == "cat/0.png"
    assert place_of(far, own.folder) == far.as_posix()


def test_the_split_of_added_images_is_the_same_on_any_machine(own: DataSpec, hens: Path, tmp_path: Path) -> None:
    beside = read_samples(start_with(DataSpec(), [hens, Path(own.folder) / "dog"]))
    moved = tmp_path / "elsewhere" / "deep"
    moved.mkdir(parents=True)
    hens.rename(moved / "hen")
    again = read_samples(start_with(DataSpec(), [moved / "hen", Path(own.folder) / "dog"]))
    names = [[Path(index.paths[row]).name for row in shuffled(index, 3)] for index in (beside, again)]
    assert names[0] == names[1]


def test_folders_of_an_added_class_can_stay_together(own: DataSpec, hens: Path) -> None:
    data = add(DataSpec(own.folder, groups="folder"), [hens])
    numbers = group_numbers(read_samples(data), data)
    assert numbers is not None
    assert len(set(numbers.tolist())) == 11  # each alone: the one deeper folder holds one image


def test_added_images_train_where_the_folders_say_what_trains(make_images: Callable[..., Path], hens: Path) -> None:
    folder = make_images(*(f"{part}/{name}/{n}.png" for part in ("train", "val") for name in "ab" for n in range(2)))
    data = add(DataSpec(str(folder)), [hens], "a")
    index = read_samples(data)
    assert len(split(index, data).train) == 7


def test_a_run_finds_the_images_wherever_they_lie(own: DataSpec, hens: Path, tmp_path: Path) -> None:
    run = start_run(ProjectSpec(data=add(own, [hens])), tmp_path / "001")
    paths = [path for part in ("train", "val", "test") for path, _ in run.split_paths(part)]
    assert len(paths) == 11
    assert all(path.is_file() for path in paths)


def test_what_is_exported_names_no_place_of_this_machine(own: DataSpec, hens: Path) -> None:
    data = leave_out(relabel(add(own, [hens]), ["../birds/hen/1.png", "cat/0.png"], "dog"), ["/far/2.png"])
    bare = without_elsewhere(data)
    assert (bare.added, bare.relabelled, bare.excluded) == ({}, {"cat/0.png": "dog"}, ())


def test_a_folder_of_class_folders_is_told_from_a_class(make_images: Callable[..., Path], hens: Path) -> None:
    classes = make_images("bolt/0.png", "nut/new/0.png")
    (classes / "empty").mkdir()
    assert class_folders_in(classes, "image") == [classes / "bolt", classes / "nut"]
    assert class_folders_in(hens, "image") == []  # images lie in it
    assert class_folders_in(hens.parent, "image") == []  # one folder is a wrapper
    assert class_folders_in(hens / "0.png", "image") == []


def test_class_folders_are_found_below_train_and_test(make_images: Callable[..., Path]) -> None:
    parts = make_images("train/bolt/0.png", "train/nut/0.png", "test/bolt/1.png", "test/nut/1.png")
    data = start_with(DataSpec(), class_folders_in(parts, "image"))
    assert read_samples(data).counts() == {"bolt": 2, "nut": 2}
