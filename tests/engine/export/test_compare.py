"""The rule that decides whether an export is verified."""

from collections.abc import Sequence

import numpy as np

from tlstudio.engine.export.compare import Comparison, Scores, rule_of
from tlstudio.engine.export.compare import compare as compare_by


def _scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


CLASSES = rule_of("single_label", np.zeros(2, int))


def compare(ours: Sequence[Scores], theirs: Sequence[Scores]) -> Comparison:
    return compare_by(list(ours), list(theirs), CLASSES)


def test_equal_answers_are_no_problem() -> None:
    same = [_scores(0.9, 0.1), _scores(0.2, 0.8)]
    found = compare(same, same)
    assert (found.n, found.top1_agreement, found.max_abs_diff, found.problem) == (2, 1.0, 0.0, "")


def test_another_label_names_the_image() -> None:
    found = compare([_scores(0.9, 0.1), _scores(0.6, 0.4)], [_scores(0.9, 0.1), _scores(0.4, 0.6)])
    assert found.top1_agreement == 0.5
    assert found.differs == (1,)
    assert found.problem.startswith("1 of 2 answers differ")


def test_the_same_label_with_other_confidences_differs_too() -> None:
    found = compare([_scores(0.9, 0.1)], [_scores(0.898, 0.102)])  # 2e-3 apart, twice the tolerance
    assert (found.top1_agreement, found.differs) == (1.0, (0,))


def test_a_tie_may_fall_either_way() -> None:
    assert compare([_scores(0.5, 0.5)], [_scores(0.4999999, 0.5000001)]).problem == ""


def test_not_a_number_is_never_the_same_answer() -> None:
    found = compare([_scores(0.5, 0.5)], [_scores(float("nan"), float("nan"))])
    assert (found.differs, found.max_abs_diff) == ((0,), 1.0)


def test_an_image_that_neither_side_can_read_is_not_counted() -> None:
    assert compare([None, _scores(1, 0)], [None, _scores(1, 0)]).n == 1


def test_an_image_that_only_one_side_can_read_differs() -> None:
    assert compare([None, _scores(1, 0)], [_scores(1, 0), None]).differs == (0, 1)


def test_nothing_to_compare_is_no_proof() -> None:
    assert "nothing could be compared" in compare([None], [None]).problem


def test_labels_agree_on_the_same_side_of_the_threshold() -> None:
    rule = rule_of("multi_label", np.zeros((2, 2)))
    assert compare_by([_scores(0.7, 0.2)], [_scores(0.7003, 0.2)], rule).problem == ""
    assert compare_by([_scores(0.5001, 0.2)], [_scores(0.4999, 0.2)], rule).top1_agreement == 0
    assert compare_by([_scores(0.5, 0.2)], [_scores(0.49999997, 0.2)], rule).top1_agreement == 1


def test_numbers_agree_within_a_thousandth_of_their_spread() -> None:
    rule = rule_of("regression", np.array([[0.0, 0.0], [2000.0, 2.0]]))  # standard deviations 1000 and 1
    assert compare_by([_scores(500, 1)], [_scores(500.9, 1)], rule).problem == ""
    found = compare_by([_scores(500, 1)], [_scores(500, 1.1)], rule)
    assert found.problem == "1 of 1 answers differ, numbers by up to 0.1"
