"""A run is judged on its own split; what cannot be judged is named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.evaluation.evaluate import evaluate, report
from tlstudio.engine.evaluation.report import Report, Row
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName


@contextmanager
def _emptied(*paths: Path) -> Iterator[None]:
    """The files hold nothing, for a while."""
    contents = [path.read_bytes() for path in paths]
    for path in paths:
        path.write_bytes(b"")
    try:
        yield
    finally:
        for path, content in zip(paths, contents, strict=True):
            path.write_bytes(content)


def _row(label: int, scores: list[float]) -> Row:
    return Row(Path(f"{label}-{scores[0]}.png"), label, int(np.argmax(scores)), np.array(scores))


def judged(run: Run, split: SplitName = "val") -> Report:
    found = evaluate(run, split)
    assert isinstance(found, Report)
    return found


def test_the_report_agrees_with_what_the_run_saw(finished_run: Run) -> None:
    found = judged(finished_run)
    metrics = finished_run.state().metrics
    assert found.n == len(finished_run.split().val) == 9
    assert found.accuracy == pytest.approx(metrics["val_accuracy"])
    assert found.loss == pytest.approx(metrics["val_loss"], rel=1e-4)


def test_the_numbers_of_a_report_agree_with_each_other(finished_run: Run) -> None:
    found = judged(finished_run, "train")
    confusion = np.array(found.confusion)
    low, high = found.accuracy_interval
    assert confusion.sum() == found.n == len(found.rows)
    assert confusion.trace() / found.n == found.accuracy
    assert low < found.accuracy <= high
    assert [found.per_class[name].n for name in found.classes] == confusion.sum(axis=1).tolist()


def test_the_json_has_the_keys_of_the_contract(finished_run: Run) -> None:
    data = json.loads(json.dumps(evaluate(finished_run).to_json()))
    assert data.keys() >= {"accuracy", "accuracy_interval", "loss", "n", "classes", "confusion", "per_class"}
    assert data["classes"] == ["blue", "green", "red"]
    assert data["per_class"]["red"].keys() == {"precision", "recall", "f1", "n"}
    assert len(data["accuracy_interval"]) == 2


def test_unreadable_images_are_named_and_not_counted(finished_run: Run) -> None:
    path, _ = finished_run.split_paths("val")[0]
    with _emptied(path):
        found = evaluate(finished_run)
    assert found.n == 8
    assert [(item.path, item.reason) for item in found.unreadable] == [(path, "an empty file")]
    assert found.to_json()["unreadable"] == [{"path": str(path), "reason": "an empty file"}]


def test_a_split_without_a_readable_image_is_a_sentence(finished_run: Run) -> None:
    with (
        _emptied(*(path for path, _ in finished_run.split_paths("val"))),
        pytest.raises(RunError, match=r"None of the val images of the run .* can be read; the first is"),
    ):
        evaluate(finished_run)


def test_an_empty_split_is_a_sentence(finished_run: Run) -> None:
    with pytest.raises(RunError, match=r"has no test images\. Evaluate it on another split"):
        evaluate(finished_run, "test")


def test_progress_counts_every_image(finished_run: Run) -> None:
    seen: list[tuple[int, int]] = []
    evaluate(finished_run, progress=lambda done, total: seen.append((done, total)))
    assert seen == [(done, 9) for done in range(1, 10)]


def test_an_evaluation_can_be_stopped(finished_run: Run) -> None:
    with pytest.raises(StudioError, match="cancelled"):
        evaluate(finished_run, should_stop=lambda: True)


def test_a_cell_lists_its_images_the_most_confident_first() -> None:
    rows = [_row(0, [0.4, 0.6]), _row(0, [0.1, 0.9]), _row(0, [0.8, 0.2]), _row(1, [0.7, 0.3])]
    found = report("val", ["a", "b"], rows, [])
    assert [row.confidence for row in found.cell(0, 1)] == [0.9, 0.6]
    assert found.cell(1, 1) == []
    assert [row.confidence for row in found.mistakes()] == [0.9, 0.7, 0.6]
