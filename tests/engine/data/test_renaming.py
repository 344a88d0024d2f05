"""Names follow the project; merged and parted classes keep the name they were trained with."""

from dataclasses import replace

from tlstudio.engine.data.edits import relabel, rename_class
from tlstudio.engine.data.renaming import names_now, under_names_of
from tlstudio.engine.project import DataSpec

PLAIN = DataSpec("images")


def test_a_renamed_class_is_called_by_its_new_name() -> None:
    now = rename_class(rename_class(PLAIN, "a", "ant"), "ant", "Ameise")
    assert names_now(PLAIN, now, ["a", "b"]) == ("Ameise", "b")


def test_a_class_renamed_before_training_can_be_renamed_again() -> None:
    then = rename_class(PLAIN, "a", "ant")
    assert names_now(then, rename_class(then, "ant", "Ameise"), ["ant", "b"]) == ("Ameise", "b")
    assert names_now(then, rename_class(then, "ant", "a"), ["ant", "b"]) == ("a", "b")


def test_classes_merged_since_keep_their_names() -> None:
    now = rename_class(rename_class(PLAIN, "c", "cat"), "a", "b")
    assert names_now(PLAIN, now, ["a", "b", "c"]) == ("a", "b", "cat")


def test_two_names_can_be_exchanged() -> None:
    now = replace(PLAIN, class_names={"a": "b", "b": "a"})
    assert names_now(PLAIN, now, ["a", "b"]) == ("b", "a")


def test_other_images_leave_the_names_alone() -> None:
    now = rename_class(DataSpec("others"), "a", "ant")
    assert names_now(PLAIN, now, ["a", "b"]) == ("a", "b")


def test_a_name_alone_is_no_change_of_the_data() -> None:
    then = relabel(PLAIN, ["b/1.png"], "a")
    assert under_names_of(rename_class(then, "a", "ant"), then, ["a", "b"]) == rename_class(then, "a", "ant")
    assert under_names_of(rename_class(then, "a", "b"), then, ["a", "b"]) == then
