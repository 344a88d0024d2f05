from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support.small import train
from tlstudio.engine.data.excluded import NOTHING_OUT
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.errors import HeadError
from tlstudio.engine.project import (
    AugmentSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    ObjectiveSpec,
    ProjectSpec,
    Solver,
    TrainingSpec,
)
from tlstudio.engine.runs.events import EpochEnded, RunStarted, StepEnded
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.trained import load_trained


@pytest.fixture
def instant(project: ProjectSpec) -> ProjectSpec:
    """A frozen backbone and a head that ridge solves."""
    return replace(project, freeze=FreezeSpec(), augment=AugmentSpec("off"), head=HeadSpec(solver="ridge"))


@pytest.mark.parametrize("solver", ["ridge", "logistic", "nearest_mean"])
def test_an_instant_head_is_a_whole_run_of_one_step(instant: ProjectSpec, tmp_path: Path, solver: Solver) -> None:
    run, events = train(replace(instant, head=HeadSpec(solver=solver)), tmp_path / "001")
    assert isinstance(events[0], RunStarted)
    assert (events[0].epochs, events[0].steps_per_epoch) == (1, 1)
    assert "solved" in events[0].plan
    assert [event.step for event in events if isinstance(event, StepEnded)] == [1]
    (epoch,) = [event for event in events if isinstance(event, EpochEnded)]
    assert epoch.val_accuracy is not None
    assert epoch.val_accuracy > 0.6  # a third by chance: the classes are colours
    assert run.state().status == "completed"
    path, _ = run.split_paths("val")[0]
    (scores,) = load_trained(run).scores([path])
    assert isinstance(scores, np.ndarray)
    assert scores.sum() == pytest.approx(1)


def test_numbers_are_solved_too(instant: ProjectSpec, tmp_path: Path) -> None:
    index = scan(Path(instant.data.folder))
    numbers = np.stack([index.labels * 10.0, 5.0 - index.labels], axis=1).astype(np.float32)
    table = Index(
        index.folder,
        index.paths,
        index.labels,
        ("tens", "down"),
        None,
        NOTHING_OUT,
        index.found,
        (),
        targets=numbers,
        task="regression",
    )
    project = replace(instant, objective=ObjectiveSpec("regression"))
    run = start_run(project, tmp_path / "001", index=table)
    (epoch,) = [event for event in fit(run, device="cpu") if isinstance(event, EpochEnded)]
    assert epoch.metrics["r2"] > 0


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"freeze": FreezeSpec(())}, "freeze all of it"),
        ({"augment": AugmentSpec("light")}, "switch augmentation off"),
        ({"augment": AugmentSpec(mix="mixup")}, "switch augmentation off"),
        ({"training": TrainingSpec(sampling="balanced")}, "from every image once"),
        ({"head": HeadSpec(layers=(LayerSpec("relu"),), solver="ridge")}, "remove the other layers"),
        ({"head": HeadSpec(output="cosine", solver="ridge")}, "single linear layer"),
        ({"head": HeadSpec("gem", solver="ridge")}, "a pooling that does not learn"),
    ],
)
def test_what_cannot_be_solved_says_what_to_change(
    instant: ProjectSpec, tmp_path: Path, change: dict[str, object], says: str
) -> None:
    with pytest.raises(HeadError, match=says):
        train(replace(instant, **change), tmp_path / "001")  # pyright: ignore[reportArgumentType]
    assert list(tmp_path.iterdir()) == []
