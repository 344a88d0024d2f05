"""A task owns its targets: one whose samples have any number of them trains and is judged as every other."""

from pathlib import Path

import numpy as np
import pytest

from tests.support.ragged_task import BAG, add_bag_task, gap
from tests.support.small import SMALL
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.evaluation.paired import paired_test
from tlstudio.engine.evaluation.saved_answers import evaluate_once
from tlstudio.engine.project import BackboneSpec, DataSpec, ObjectiveSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import Answered, EpochEnded, Event
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import create_run
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.training.fit import fit


@pytest.fixture
def run(colour_images: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run whose images teach 0 to 4 numbers each, around 1 for red and −1 for blue ones."""
    add_bag_task(monkeypatch)
    random = np.random.default_rng(0)
    paths = {"train": [f"{name}/{i}.png" for name in ("red", "blue") for i in range(8)]}
    paths["val"] = [f"{name}/{i}.png" for name in ("red", "blue") for i in range(8, 12)]
    bags = {
        part: tuple(
            tuple(random.normal(1 if path.startswith("red") else -1, 0.1, number % 5).tolist())
            for number, path in enumerate(paths[part])
        )
        for part in paths
    }
    labels = {part: (0,) * len(paths[part]) for part in paths}
    split = SplitSamples(
        ("centre",), tuple(paths["train"]), labels["train"], tuple(paths["val"]), labels["val"], targets=bags
    )
    project = ProjectSpec(
        data=DataSpec(folder=str(colour_images)),
        backbone=BackboneSpec(SMALL, weights="random", input_px=32),
        objective=ObjectiveSpec(BAG),
        training=TrainingSpec(epochs=1, batch_size=4, lr=1e-2),
    )
    return create_run(project, tmp_path / "001", split)


def test_ragged_targets_train_and_are_judged(run: Run) -> None:
    events: list[Event] = list(fit(run, device="cpu"))
    (epoch,) = [event for event in events if isinstance(event, EpochEnded)]
    assert np.isfinite(epoch.train_loss)
    assert epoch.val_accuracy is None
    (answered,) = [event for event in events if isinstance(event, Answered)]
    assert answered.truths == tuple(f"{number % 5} numbers" for number in range(8))

    report = evaluate(run)
    assert report.metrics["gap"].value == pytest.approx(epoch.metrics["gap"], rel=1e-4)
    assert report.loss == pytest.approx(epoch.val_loss, rel=1e-4)
    assert [len(row.target) for row in report.rows] == [number % 5 for number in range(8)]
    assert report.key_metric.value == pytest.approx(np.mean([gap(row) for row in report.rows if len(row.target)]))
    assert report.to_json()["centres"] == ["centre"]


def test_ragged_targets_are_compared_and_their_answers_kept(run: Run) -> None:
    for _ in fit(run, device="cpu"):
        pass
    first, again = evaluate_once(run), evaluate_once(run)
    assert again.to_json() == first.to_json()
    assert paired_test(first, again).p == 1.0
