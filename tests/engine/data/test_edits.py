"""Changes of the user count in the index, and the files stay as they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tlstudio.engine.data.edits import edited, leave_out, move, read_samples, relabel, rename_class
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec


@pytest.fixture
def index(make_images: Callable[..., Path]) -> Index:
    return scan(make_images(*(f"{name}/{number}.png" for name in ("cat", "dog", "hen") for number in range(4))))


def _class_of(index: Index) -> dict[str, str]:
    return {path: index.class_names[label] for path, label in zip(index.paths, index.labels, strict=True)}


def test_an_image_gets_another_class_and_a_class_may_be_new(index: Index) -> None:
    data = relabel(relabel(DataSpec(), ["cat/1.png"], "dog"), ["hen/0.png"], "ant")
    after = edited(index, data)
    assert after.class_names == ("ant", "cat", "dog", "hen")
    assert (_class_of(after)["cat/1.png"], _class_of(after)["hen/0.png"]) == ("dog", "ant")
    assert after.paths == index.paths


def test_a_class_goes_by_another_name(index: Index) -> None:
    after = edited(index, rename_class(DataSpec(), "cat", "zebra"))
    assert after.class_names == ("dog", "hen", "zebra")
    assert after.counts() == {"dog": 4, "hen": 4, "zebra": 4}


def test_classes_of_one_name_are_merged(index: Index) -> None:
    assert edited(index, rename_class(DataSpec(), "cat", "dog")).counts() == {"dog": 8, "hen": 4}


def test_a_class_can_be_renamed_twice_and_back(index: Index) -> None:
    data = relabel(rename_class(DataSpec(), "cat", "lion"), ["dog/0.png"], "lion")
    back = rename_class(rename_class(data, "lion", "puma"), "puma", "cat")
    assert back.relabelled == {"dog/0.png": "cat"}
    assert edited(index, back).counts() == {"cat": 5, "dog": 3, "hen": 4}


def test_two_classes_can_change_names(index: Index) -> None:
    data = rename_class(rename_class(rename_class(DataSpec(), "cat", "x"), "dog", "cat"), "x", "dog")
    assert _class_of(edited(index, data))["cat/0.png"] == "dog"
    assert _class_of(edited(index, data))["dog/0.png"] == "cat"


def test_what_is_left_out_counts_as_left_out(index: Index) -> None:
    after = edited(index, leave_out(DataSpec(), [f"hen/{number}.png" for number in range(4)]))
    assert after.found == len(after.paths) + len(after.excluded) == 12
    assert (after.class_names, after.empty_classes) == (("cat", "dog"), ("hen",))


def test_changes_that_leave_one_class_say_so(index: Index) -> None:
    data = rename_class(rename_class(DataSpec(), "cat", "dog"), "hen", "dog")
    with pytest.raises(DataError, match="only images of the class 'dog'"):
        edited(index, data)


def test_an_image_stays_in_the_part_it_was_moved_to(index: Index) -> None:
    data = move(DataSpec(), ["cat/0.png", "dog/3.png"], "test")
    for seed in range(3):
        parts = split(index, DataSpec(split_seed=seed, pinned=data.pinned))
        assert {"cat/0.png", "dog/3.png"} <= {index.paths[row] for row in parts.test}
        assert len(parts.train) + len(parts.val) + len(parts.test) == 12
    assert move(data, ["cat/0.png"], None).pinned == {"dog/3.png": "test"}


def test_an_image_can_be_moved_out_of_its_given_folder(make_images: Callable[..., Path]) -> None:
    folder = make_images("train/a/1.png", "train/a/2.png", "train/b/3.png", "val/a/4.png", "val/b/5.png")
    index = read_samples(move(DataSpec(folder=str(folder)), ["train/a/1.png"], "val"))
    parts = split(index, DataSpec())
    assert "train/a/1.png" in {index.paths[row] for row in parts.val}


def test_images_are_read_with_all_changes(index: Index) -> None:
    data = leave_out(relabel(DataSpec(folder=str(index.folder)), ["cat/1.png"], "dog"), ["cat/0.png"])
    assert read_samples(data).counts() == {"cat": 2, "dog": 5, "hen": 4}
    assert (index.folder / "cat" / "0.png").exists()
