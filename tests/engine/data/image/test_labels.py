"""Images without class folders wait for labels; those that have one train."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tlstudio.engine.data.edits import leave_out, name_classes, read_samples, relabel, rename_class, unlabel
from tlstudio.engine.data.layout import NO_LABEL
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec


@pytest.fixture
def flat(make_images: Callable[..., Path]) -> DataSpec:
    return DataSpec(str(make_images(*(f"{number}.png" for number in range(8)))))


def _labelled(data: DataSpec) -> DataSpec:
    return relabel(relabel(data, ["0.png", "1.png", "2.png"], "cat"), ["3.png", "4.png"], "dog")


def test_a_folder_without_class_folders_opens_with_no_labels(flat: DataSpec) -> None:
    index = read_samples(flat)
    assert (index.paths, index.class_names, index.found) == ((), (), 8)
    assert {item.reason for item in index.excluded} == {NO_LABEL}


def test_only_labelled_images_train(flat: DataSpec) -> None:
    data = _labelled(flat)
    index = read_samples(data)
    assert index.counts() == {"cat": 3, "dog": 2}
    assert index.unlabelled == ["5.png", "6.png", "7.png"]
    parts = split(index, data)
    assert sum(map(len, (parts.train, parts.val, parts.test))) == 5


def test_a_label_can_be_taken_away(flat: DataSpec) -> None:
    assert read_samples(unlabel(_labelled(flat), ["0.png", "1.png"])).counts() == {"cat": 1, "dog": 2}


def test_labels_of_one_class_say_that_two_are_needed(flat: DataSpec) -> None:
    for count in (1, 8):
        data = relabel(flat, [f"{number}.png" for number in range(count)], "cat")
        with pytest.raises(DataError, match=f"8 images but no class folders, and {count} with a label"):
            split(read_samples(data), data)


def test_labels_are_kept_when_class_folders_come(flat: DataSpec, make_images: Callable[..., Path]) -> None:
    make_images("hen/0.png", "hen/1.png")
    index = read_samples(_labelled(flat))
    assert index.counts() == {"cat": 3, "dog": 2, "hen": 2}
    assert {item.reason for item in index.excluded} == {"not in a class folder"}


def test_folders_that_are_no_classes_can_be_labelled_by_hand(make_images: Callable[..., Path]) -> None:
    folder = make_images("monday/1.png", "monday/2.png", "friday/1.png")
    index = read_samples(DataSpec(str(folder), labels="hand", relabelled={"monday/1.png": "cat"}))
    assert (index.counts(), index.empty_classes) == ({"cat": 1}, ())
    assert index.unlabelled == ["friday/1.png", "monday/2.png"]


def test_images_left_out_do_not_wait_for_a_label(flat: DataSpec) -> None:
    index = read_samples(leave_out(flat, ["0.png"]))
    assert len(index.unlabelled) == 7


def test_classes_are_named_before_they_have_an_image_and_go_by_another_name(flat: DataSpec) -> None:
    data = name_classes(flat, [" cat ", "dog", "", "cat"])
    assert data.classes == ("cat", "dog")
    after = rename_class(relabel(data, ["0.png"], "cat"), "cat", "lion")
    assert (after.classes, after.relabelled) == (("lion", "dog"), {"0.png": "lion"})
