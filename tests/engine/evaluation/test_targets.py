"""Reports of labels and numbers, and how sure they are."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import average_precision_score

from tlstudio.engine.evaluation.bootstrap import label_intervals, number_intervals
from tlstudio.engine.evaluation.target_report import TargetRow
from tlstudio.engine.evaluation.targets import label_report, number_report
from tlstudio.engine.training.losses.tasks import label_metrics, number_metrics


def rows_of(scores: np.ndarray, targets: np.ndarray) -> list[TargetRow]:
    return [TargetRow(Path(f"{number}.png"), *pair) for number, pair in enumerate(zip(targets, scores, strict=True))]


def test_a_report_of_labels_agrees_with_scikit_learn() -> None:
    random = np.random.default_rng(1)
    targets = (random.random((40, 3)) < 0.4).astype(float)
    scores = np.round(0.6 * random.random((40, 3)) + 0.4 * targets, 1)  # with ties
    report = label_report("val", ("a", "b", "c"), rows_of(scores, targets), ())
    assert report.per_label["b"].average_precision == pytest.approx(
        average_precision_score(targets[:, 1], scores[:, 1])
    )
    assert report.per_label["b"].n == targets[:, 1].sum()
    assert report.macro_f1 == pytest.approx(np.mean([one.f1 for one in report.per_label.values()]))
    assert report.to_json()["n"] == 40


def test_intervals_of_labels_are_those_of_resamples_drawn_one_by_one() -> None:
    random = np.random.default_rng(2)
    targets = (random.random((60, 2)) < 0.5).astype(float)
    scores = np.round(0.7 * random.random((60, 2)) + 0.3 * targets, 1)
    drawn = [random.integers(0, 60, 60) for _ in range(120)]
    slow = [label_metrics(scores[rows], targets[rows]) for rows in drawn]
    for interval, name in zip(label_intervals(scores, targets), ("macro_f1", "map"), strict=True):
        assert interval == pytest.approx(np.percentile([one[name] for one in slow], (2.5, 97.5)), abs=0.03)


def test_intervals_of_numbers_are_those_of_resamples_drawn_one_by_one() -> None:
    random = np.random.default_rng(3)
    targets = random.normal(1000, [1, 5], (80, 2))
    scores = targets + random.normal(0, [0.5, 2], (80, 2))
    drawn = [random.integers(0, 80, 80) for _ in range(300)]
    slow = [number_metrics(scores[rows], targets[rows]) for rows in drawn]
    for interval, name in zip(number_intervals(scores, targets), ("mae", "rmse", "r2"), strict=True):
        assert interval == pytest.approx(np.percentile([one[name] for one in slow], (2.5, 97.5)), rel=0.1)


def test_numbers_that_do_not_vary_have_no_r2() -> None:
    random = np.random.default_rng(4)
    targets = np.full((20, 1), 5.0)
    report = number_report("val", ("x",), rows_of(targets + random.normal(0, 1, (20, 1)), targets), (), loss=1.0)
    assert np.isnan([report.r2, *report.r2_interval, report.per_output["x"].r2]).all()
    assert np.isfinite([*report.mae_interval, *report.rmse_interval]).all()


def test_resamples_that_do_not_vary_do_not_count_as_right() -> None:
    targets = np.array([[1.0], [1.0], [1.0], [2.0]])
    scores = targets + 3.0  # R² far below 0 wherever there is one
    *_, r2 = number_intervals(scores, targets)
    assert r2[1] < 0


def test_the_worst_images_of_a_number_come_first() -> None:
    scores, targets = np.array([[1.0, 0.0], [5.0, 1.0], [2.0, 0.0]]), np.array([[1.5, 0.0], [1.0, 1.0], [1.0, 9.0]])
    report = number_report("val", ("x", "y"), rows_of(scores, targets), (), loss=1.0)
    assert [row.path.name for row in report.worst(0)] == ["1.png", "2.png", "0.png"]
    assert report.per_output["x"].mae == pytest.approx((0.5 + 4 + 1) / 3)


def test_mistakes_of_a_label_are_those_on_the_wrong_side_of_the_threshold() -> None:
    scores, targets = np.array([[0.9], [0.4], [0.6], [0.1]]), np.array([[0.0], [1.0], [1.0], [1.0]])
    report = label_report("val", ("x",), rows_of(scores, targets), ())
    assert [row.path.name for row in report.mistakes(0)] == ["0.png", "3.png", "1.png"]
