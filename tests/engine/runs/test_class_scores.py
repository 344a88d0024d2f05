from dataclasses import replace

import numpy as np

from tests.support.curves import epoch, started
from tlstudio.engine.runs.class_scores import MOST_NOTED, class_values, noted
from tlstudio.engine.runs.events import decode, encode
from tlstudio.engine.tasks.multi_label import label_recall
from tlstudio.engine.tasks.regression import number_errors


def test_a_label_counts_the_images_it_is_found_on() -> None:
    scores = np.array([[0.9, 0.4, 0.9], [0.2, 0.6, 0.9]])
    assert noted(label_recall(scores, np.array([[1, 1, 0], [1, 1, 0]], np.float32))) == (0.5, 0.5, None)


def test_each_of_several_numbers_has_its_error() -> None:
    assert noted(number_errors(np.array([[1.0, 10.0], [2.0, 30.0]]), np.array([[2.0, 10.0], [2.0, 10.0]]))) == (0.5, 10)
    assert noted(number_errors(np.ones((2, 1)), np.zeros((2, 1)))) == ()


def test_the_log_stays_short_and_reads_lines_without_classes() -> None:
    assert noted(np.ones(MOST_NOTED + 1)) == ()
    assert noted(np.array([2 / 3, np.inf])) == (0.66667, None)
    told = replace(epoch(1, 4), per_class=(0.5, None))
    assert decode(encode(told)) == told
    assert decode(encode(told).replace(', "per_class": [0.5, null]', "")) == epoch(1, 4)


def test_values_are_named_by_class_and_metric() -> None:
    classes, one = started().classes, replace(epoch(1, 4), per_class=(0.5, None))
    assert class_values(one, classes) == {"recall red": 0.5, "recall green": None}
    assert class_values(replace(one, metrics={"mae": 1.0}), classes) == {"mae red": 0.5, "mae green": None}
    assert class_values(epoch(1, 4), classes) == {}
