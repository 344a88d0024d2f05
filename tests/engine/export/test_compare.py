"""The rule that decides whether an export is verified."""

import numpy as np

from tlstudio.engine.export.compare import compare


def _scores(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


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
