"""A run is judged on its own split; what cannot be judged is named."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tlstudio.engine.errors import RunError, StudioError
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.runs.run import Run


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


def test_the_report_agrees_with_what_the_run_saw(finished_run: Run) -> None:
    found = evaluate(finished_run)
    metrics = finished_run.state().metrics
    assert found.n == len(finished_run.split().val) == 9
    assert found.key_metric.value == pytest.approx(metrics["val_accuracy"])
    assert found.loss == pytest.approx(metrics["val_loss"], rel=1e-4)


def test_the_numbers_of_a_report_agree_with_each_other(finished_run: Run) -> None:
    found = evaluate(finished_run, "train")
    confusion, accuracy = found.confusion, found.key_metric.value
    assert confusion is not None
    low, high = found.key_metric.interval
    assert confusion.sum() == found.n == len(found.rows)
    assert confusion.trace() / found.n == accuracy
    assert low < accuracy <= high
    assert [found.by_output[name]["n"] for name in found.names] == confusion.sum(axis=1).tolist()


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
