"""Reports of labels and numbers agree with scikit-learn, and say how sure they are."""

from pathlib import Path

import numpy as np
import pytest
from sklearn.metrics import (
    average_precision_score,
    confusion_matrix,
    f1_score,
    mean_absolute_error,
    precision_recall_fscore_support,
    r2_score,
    root_mean_squared_error,
)

from tlstudio.engine.tasks import multi_label, regression, single_label
from tlstudio.engine.tasks.methods import TaskMethods
from tlstudio.engine.tasks.multi_label import MULTI_LABEL, label_intervals, measure_labels
from tlstudio.engine.tasks.regression import REGRESSION, measure_numbers, number_intervals
from tlstudio.engine.tasks.report import Report, Row, make_report
from tlstudio.engine.tasks.single_label import SINGLE_LABEL, confidence


def report_of(task: TaskMethods, names: tuple[str, ...], scores: np.ndarray, targets: np.ndarray) -> Report:
    rows = [Row(Path(f"{number}.png"), *pair) for number, pair in enumerate(zip(targets, scores, strict=True))]
    return make_report(task, "val", names, rows, (), loss=1.0)


def test_a_report_of_classes_agrees_with_scikit_learn() -> None:
    random = np.random.default_rng(0)
    scores, targets = random.dirichlet(np.ones(3), 50), random.integers(0, 3, 50)
    report = report_of(SINGLE_LABEL, ("a", "b", "c"), scores, targets)
    assert report.confusion is not None
    assert report.confusion.tolist() == confusion_matrix(targets, scores.argmax(1)).tolist()
    theirs = precision_recall_fscore_support(targets, scores.argmax(1))
    for number, scores_of_one in enumerate(report.by_output.values()):
        assert list(scores_of_one.values()) == pytest.approx([float(np.asarray(column)[number]) for column in theirs])


def test_a_report_of_labels_agrees_with_scikit_learn() -> None:
    random = np.random.default_rng(1)
    targets = (random.random((40, 3)) < 0.4).astype(np.float32)
    scores = np.round(0.6 * random.random((40, 3)) + 0.4 * targets, 1)  # with ties
    report = report_of(MULTI_LABEL, ("a", "b", "c"), scores, targets)
    assert report.by_output["b"]["average_precision"] == pytest.approx(
        average_precision_score(targets[:, 1], scores[:, 1])
    )
    assert report.by_output["b"]["n"] == targets[:, 1].sum()
    assert report.metrics["macro_f1"].value == pytest.approx(f1_score(targets, scores >= 0.5, average="macro"))
    assert report.key_metric.value == pytest.approx(average_precision_score(targets, scores, average="macro"))
    assert report.confusion is None
    assert list(report.to_json())[:5] == ["split", "macro_f1", "macro_f1_interval", "map", "map_interval"]


def test_a_report_of_numbers_agrees_with_scikit_learn() -> None:
    random = np.random.default_rng(4)
    targets = random.normal(10, [1, 5], (40, 2)).astype(np.float32)
    scores = targets + random.normal(0, 0.5, (40, 2))
    report = report_of(REGRESSION, ("x", "y"), scores, targets)
    theirs = (mean_absolute_error, root_mean_squared_error, r2_score)
    whole = [report.metrics[name].value for name in ("mae", "rmse", "r2")]
    assert whole == pytest.approx([float(metric(targets, scores)) for metric in theirs])
    own = [report.by_output["y"][name] for name in ("mae", "rmse", "r2")]
    assert own == pytest.approx([float(metric(targets[:, 1], scores[:, 1])) for metric in theirs])


def test_intervals_of_labels_are_those_of_resamples_drawn_one_by_one() -> None:
    random = np.random.default_rng(2)
    targets = (random.random((60, 2)) < 0.5).astype(float)
    scores = np.round(0.7 * random.random((60, 2)) + 0.3 * targets, 1)
    drawn = [random.integers(0, 60, 60) for _ in range(120)]
    slow = [measure_labels(scores[rows], targets[rows]) for rows in drawn]
    for name, interval in label_intervals(scores, targets).items():
        assert interval == pytest.approx(np.percentile([one[name] for one in slow], (2.5, 97.5)), abs=0.03)


def test_intervals_of_numbers_are_those_of_resamples_drawn_one_by_one() -> None:
    random = np.random.default_rng(3)
    targets = random.normal(1000, [1, 5], (80, 2))
    scores = targets + random.normal(0, [0.5, 2], (80, 2))
    drawn = [random.integers(0, 80, 80) for _ in range(300)]
    slow = [measure_numbers(scores[rows], targets[rows]) for rows in drawn]
    for name, interval in number_intervals(scores, targets).items():
        assert interval == pytest.approx(np.percentile([one[name] for one in slow], (2.5, 97.5)), rel=0.1)


def test_a_cell_lists_its_images_the_most_confident_first() -> None:
    scores = np.array([[0.4, 0.6], [0.1, 0.9], [0.8, 0.2], [0.7, 0.3]])
    report = report_of(SINGLE_LABEL, ("a", "b"), scores, np.array([0, 0, 0, 1]))
    assert [confidence(row) for row in single_label.cell(report, 0, 1)] == [0.9, 0.6]
    assert single_label.cell(report, 1, 1) == []
    assert [confidence(row) for row in single_label.mistakes(report)] == [0.9, 0.7, 0.6]


def test_mistakes_of_a_label_are_those_on_the_wrong_side_of_the_threshold() -> None:
    scores, targets = np.array([[0.9], [0.4], [0.6], [0.1]]), np.array([[0.0], [1.0], [1.0], [1.0]])
    report = report_of(MULTI_LABEL, ("x",), scores, targets)
    assert [row.path.name for row in multi_label.mistakes(report, 0)] == ["0.png", "3.png", "1.png"]


def test_the_worst_images_of_a_number_come_first() -> None:
    scores, targets = np.array([[1.0, 0.0], [5.0, 1.0], [2.0, 0.0]]), np.array([[1.5, 0.0], [1.0, 1.0], [1.0, 9.0]])
    report = report_of(REGRESSION, ("x", "y"), scores, targets)
    assert [row.path.name for row in regression.worst(report, 0)] == ["1.png", "2.png", "0.png"]
    assert report.by_output["x"]["mae"] == pytest.approx((0.5 + 4 + 1) / 3)
