"""Two runs on the same images: the tests agree with scipy, and what cannot be tested says why."""

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest, permutation_test

from tlstudio.engine.evaluation.paired import paired_test, permutation_p
from tlstudio.engine.tasks.multi_label import MULTI_LABEL
from tlstudio.engine.tasks.regression import REGRESSION
from tlstudio.engine.tasks.report import Report, Row, make_report
from tlstudio.engine.tasks.single_label import SINGLE_LABEL

NAMES = ("a", "b")


def rows_of(scores: np.ndarray, targets: np.ndarray) -> list[Row]:
    return [Row(Path(f"{number}.png"), *pair) for number, pair in enumerate(zip(targets, scores, strict=True))]


def classes(rights: str, names: tuple[str, ...] = NAMES) -> Report:
    """A report of an image of class a for each letter, right where it is 1."""
    scores = np.array([[0.9, 0.1] if right == "1" else [0.2, 0.8] for right in rights])
    return make_report(SINGLE_LABEL, "val", names, rows_of(scores, np.zeros(len(rights), int)), (), loss=0.0)


def numbers(errors: np.ndarray) -> Report:
    true = np.arange(len(errors), dtype=float)[:, None]
    return make_report(REGRESSION, "val", ("depth",), rows_of(true + errors[:, None], true), (), loss=0.0)


def test_classes_are_tested_as_scipy_does() -> None:
    test = paired_test(classes("1" * 9 + "0" * 2 + "1" * 20), classes("0" * 9 + "1" * 2 + "1" * 20))
    assert (test.only_first, test.only_second, test.n) == (9, 2, 31)
    assert test.p == pytest.approx(binomtest(2, 11).pvalue)
    assert test.sentence == "No detectable difference (p = 0.07, on 31 images)."


def test_a_difference_beyond_chance_names_the_better_run() -> None:
    test = paired_test(classes("0" * 12 + "1" * 8), classes("1" * 20))
    assert test.better == 2
    assert test.sentence == "The second run is better, beyond chance (p < 0.001, on 20 images)."


@pytest.mark.parametrize("n", [8, 40])
def test_mean_errors_are_permuted_as_scipy_does(n: int) -> None:
    differences = np.random.default_rng(n).normal(0.3, 1, n)
    theirs = permutation_test(
        (differences, np.zeros(n)), lambda x, y: np.mean(x - y), permutation_type="samples", n_resamples=20_000, rng=1
    )
    assert permutation_p(differences) == pytest.approx(theirs.pvalue, abs=0.02 if n > 13 else 1e-9)


def test_numbers_and_labels_are_tested_by_their_errors() -> None:
    random = np.random.default_rng(0)
    small, large = random.normal(0, 0.1, 50), random.normal(0, 2, 50)
    assert paired_test(numbers(large), numbers(small)).better == 2
    rows = rows_of(np.full((4, 2), [0.9, 0.2]), np.full((4, 2), [1.0, 0.0]))
    same = make_report(MULTI_LABEL, "val", NAMES, rows, (), loss=0.0)
    assert paired_test(same, same).p == 1.0


def test_runs_judged_on_other_images_are_not_tested() -> None:
    test = paired_test(classes("1111"), classes("11"))
    assert test.p is None
    assert test.sentence.startswith("The runs were judged on different images (2 in common)")


def test_runs_of_other_classes_are_not_tested() -> None:
    assert "do not learn the same" in paired_test(classes("11"), classes("11", ("a", "c"))).sentence
