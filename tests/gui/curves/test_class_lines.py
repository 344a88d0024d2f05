import pytest

from tests.support.class_curves import run_of_classes, run_of_numbers
from tlstudio.gui.curves.class_lines import class_lines, class_picture, shown_of, spread, styles_of


def test_the_worst_class_of_the_last_epoch_comes_first_and_one_without_images_last() -> None:
    lines = class_lines(run_of_classes((0.1, 0.2, None), (0.9, 0.5, None)))
    assert [(one.name, one.now) for one in lines] == [("b", 0.5), ("a", 0.9), ("c", None)]
    assert lines[0].line.y.tolist() == [0.2, 0.5]


def test_the_largest_error_of_numbers_comes_first() -> None:
    assert [one.name for one in class_lines(run_of_numbers(1.0, 3.0))] == ["green", "red"]


def test_nobody_chose_so_the_worst_are_shown_and_choices_of_another_run_do_not_count() -> None:
    lines = class_lines(run_of_classes([n / 20 for n in range(15)]))
    assert [one.name for one in shown_of(lines, None)] == list("abcdefgh")
    assert [one.name for one in shown_of(lines, ("o", "c"))] == ["c", "o"]
    assert shown_of(lines, ("zebra",)) == shown_of(lines, None)
    assert shown_of(lines, ()) == []


def test_a_line_keeps_its_style_while_others_come_and_go() -> None:
    lines = class_lines(run_of_classes((0.1, 0.2, 0.3)))
    before = styles_of(lines[:2], {})
    assert before == {"a": 0, "b": 1}
    assert styles_of(lines[1:], before) == {"b": 1, "c": 0}


def test_the_picture_holds_the_classes_and_the_accuracy_of_all() -> None:
    curves = run_of_classes((0.35, 0.8), (0.5, 0.9))
    picture = class_picture(curves, class_lines(curves))
    assert [other.name for other in picture.others] == ["class a", "class b"]
    assert (picture.ticks[0], picture.ticks[-1]) == (0.2, 1.0)
    assert picture.val.y.tolist() == pytest.approx([0.45, 0.7])


def test_names_keep_apart_in_their_order_and_within_the_plot() -> None:
    assert spread([10, 12, 50], 14, 0, 100) == [10, 24, 50]
    assert spread([90, 95, 99], 14, 0, 100) == [72, 86, 100]
