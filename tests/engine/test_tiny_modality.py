"""The engine works on samples of any kind: vectors from a table go the whole way that images go.

The kind is registered in three lines (`tests.support.vectors.register`); all else is what runs for images too.
"""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.small import train, yes_after
from tests.support.vectors import KIND, NETWORK, SIZE, TABLE, WIDTH, Mlp, register, rows_of, write_table
from tlstudio.engine.data.edits import grouped, read_samples
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import DataError
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.evaluation.leaderboard import compare
from tlstudio.engine.evaluation.ranking import Question, Standing
from tlstudio.engine.evaluation.similarity import features_of
from tlstudio.engine.model.describe import describe_backbone
from tlstudio.engine.places import features_folder
from tlstudio.engine.predict import open_predictor
from tlstudio.engine.project import (
    AugmentSpec,
    BackboneSpec,
    DataSpec,
    FreezeSpec,
    HeadSpec,
    ProjectSpec,
    TrainingSpec,
)
from tlstudio.engine.runs.events import EpochEnded, Event, Progress, RunStarted
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.before.timing import measure
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import prepare

PARTS = ("stem", "blocks.0", "blocks.1")
# Dies in the middle of an epoch, after checkpoints, without a word.
DIES = """
import os, sys, pytest
from pathlib import Path
from tests.support.vectors import register
from tlstudio.engine.runs.events import EpochEnded, StepEnded
from tlstudio.engine.runs.runs import open_run
from tlstudio.engine.training.fit import fit
register(pytest.MonkeyPatch())
for event in fit(open_run(Path(sys.argv[1])), device="cpu"):
    if isinstance(event, StepEnded) and event.epoch == 5:
        os._exit(9)
"""


@pytest.fixture(autouse=True)
def vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    register(monkeypatch)


@pytest.fixture
def project(tmp_path: Path) -> ProjectSpec:
    """The first two of three blocks are frozen; the third trains."""
    table = write_table(tmp_path / "data")
    data = DataSpec(kind=KIND, folder=str(table.parent), table=str(table), val_share=0.2, test_share=0.2)
    return ProjectSpec(
        data=data,
        backbone=BackboneSpec(NETWORK, weights="random"),
        freeze=FreezeSpec(PARTS, batchnorm="still"),
        head=HeadSpec("own"),
        training=TrainingSpec(epochs=8, batch_size=8, lr=1e-2),
    )


def content(run: Run) -> dict[str, bytes]:
    """Every tensor of the last checkpoint, byte for byte."""
    return {file.name: file.read_bytes() for file in run.last_checkpoint().glob("*.safetensors")}


def plan_of(events: list[Event]) -> str:
    return next(event.plan for event in events if isinstance(event, RunStarted))


def already_there(events: list[Event]) -> int:
    """How many features the first pass over each part found in the store."""
    first: dict[str, Progress] = {}
    for event in events:
        if isinstance(event, Progress) and event.phase.startswith("Running"):
            first.setdefault(event.phase, event)
    return sum(event.done for event in first.values() if event.done == event.total)


def assert_alike(one: Run, other: Run) -> None:
    """Equal to rounding."""
    left, right = (load_file(run.last_checkpoint() / MODEL) for run in (one, other))
    assert all(torch.allclose(left[name], right[name], rtol=1e-4, atol=1e-5) for name in left)


def test_rows_of_a_table_are_scanned_and_divided(project: ProjectSpec) -> None:
    index = read_samples(project.data)
    parts = split(index, project.data)
    assert (index.found, len(index.paths), index.class_names) == (61, 60, ("a", "b", "c"))
    assert [item.path for item in index.excluded] == [f"{TABLE}/60"]
    assert (len(parts.train), len(parts.val), len(parts.test)) == (36, 12, 12)


def test_equal_rows_stay_together(project: ProjectSpec) -> None:
    table = Path(project.data.table)
    lines = table.read_text().splitlines()
    table.write_text("\n".join([*lines[:-1], *lines[1:4]]))  # the first three rows come again
    data = replace(project.data, groups="near_duplicates")
    index = grouped(read_samples(data), data, {})
    parts = split(index, data)
    where = {row: name for name in ("train", "val", "test") for row in getattr(parts, name).tolist()}
    assert all(where[row] == where[60 + row] for row in range(3))


def test_sentences_have_the_noun_of_the_kind(project: ProjectSpec, tmp_path: Path) -> None:
    with pytest.raises(DataError, match="The project has no vectors yet"):
        read_samples(replace(project.data, folder=""))
    _, events = train(project, tmp_path / "001")
    assert "so it runs once per vector" in plan_of(events)
    assert "image" not in plan_of(events)


def test_the_tree_of_parts_comes_from_named_inputs(project: ProjectSpec) -> None:
    description = describe_backbone(project.backbone, own_pooling=True, kind=KIND)
    assert {part.name for part in description.tree.walk()} >= {*PARTS, "blocks.2"}
    assert description.feature_shape == (WIDTH,)
    assert next(part for part in description.tree.walk() if part.name == "blocks.1").shape == (WIDTH,)


def test_a_part_is_frozen_cut_off_and_stays_as_it_was(project: ProjectSpec, tmp_path: Path) -> None:
    run, events = train(project, tmp_path / "001")
    assert plan_of(events).startswith("Everything up to Transition 2 is frozen, so it runs once per vector")
    torch.manual_seed(project.training.seed)
    before, after = Mlp().state_dict(), load_file(run.last_checkpoint() / MODEL)
    changed = {name for name, tensor in before.items() if not torch.equal(tensor, after[f"backbone.{name}"])}
    assert changed
    assert all(name.startswith("blocks.2.") for name in changed)
    assert next(event for event in reversed(events) if isinstance(event, EpochEnded)).metrics["accuracy"] > 0.8


@pytest.mark.parametrize("parts", [PARTS, ("all",)])
def test_features_from_memory_or_disk_train_as_computed_ones(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]
) -> None:
    project = replace(project, freeze=FreezeSpec(parts, batchnorm="still"), augment=AugmentSpec("light", views=2))
    memory, events = train(project, tmp_path / "memory")
    assert "Kept in memory" in plan_of(events)
    monkeypatch.setattr(prepare, "KEPT_BYTES", 0)
    disk, from_disk = train(project, tmp_path / "disk")
    assert "Kept on disk" in plan_of(from_disk)
    run = start_run(project, tmp_path / "computed")
    list(fit(run, device="cpu", cache_bytes=0))
    assert_alike(memory, run)
    assert_alike(disk, run)


def test_the_next_run_finds_the_features_unless_a_row_has_changed(project: ProjectSpec, tmp_path: Path) -> None:
    train(project, tmp_path / "first")
    assert any(features_folder().iterdir())
    _, again = train(project, tmp_path / "again")
    assert already_there(again) == 48  # training and validation vectors
    table, row = Path(project.data.table), 1 + int(Path(start_run(project, tmp_path / "x").split().train[0]).name)
    lines = table.read_text().splitlines()
    lines[row] = ",".join(["9.0", *lines[row].split(",")[1:]])
    table.write_text("\n".join(lines))
    _, changed = train(project, tmp_path / "changed")
    assert already_there(changed) == 12  # all of the validation vectors; of the others one is computed


@pytest.mark.parametrize("parts", [PARTS, ("stem",), ()])
@pytest.mark.parametrize("augment", [AugmentSpec(), AugmentSpec("light"), AugmentSpec("light", views=2)])
def test_a_run_that_is_stopped_and_resumed_ends_the_same_bit_for_bit(
    project: ProjectSpec, tmp_path: Path, parts: tuple[str, ...], augment: AugmentSpec
) -> None:
    training = replace(project.training, epochs=3, sampling="balanced")
    project = replace(project, freeze=FreezeSpec(parts), augment=augment, training=training)
    whole, _ = train(project, tmp_path / "whole")
    pieces = start_run(project, tmp_path / "pieces")
    list(fit(pieces, device="cpu", should_stop=yes_after(9)))
    assert pieces.state().status == "stopped"
    list(fit(pieces, device="cpu", resume=True))
    assert content(pieces) == content(whole)


def test_a_run_whose_process_is_killed_ends_the_same_bit_for_bit(project: ProjectSpec, tmp_path: Path) -> None:
    project = replace(project, augment=AugmentSpec("light"), freeze=FreezeSpec(("stem",)))
    whole, _ = train(project, tmp_path / "whole")
    killed = start_run(project, tmp_path / "killed")
    assert subprocess.run([sys.executable, "-c", DIES, str(killed.folder)], check=False).returncode == 9
    assert killed.state().status == "interrupted"
    list(fit(killed, device="cpu", resume=True))
    assert content(killed) == content(whole)


def test_a_run_is_evaluated_and_answers(project: ProjectSpec, tmp_path: Path) -> None:
    run, _ = train(project, tmp_path / "001")
    report = evaluate(run, "test", device="cpu")
    assert report.n == 12
    table, predictor = Path(project.data.table), open_predictor(run.folder)
    answers = list(predictor.predict([table / "0", table / "1", table / "99"]))
    truths = [rows_of(table)[number][SIZE] for number in (0, 1)]
    assert [answer.contents["label"] for answer in answers[:2]] == truths
    assert (answers[2].path, answers[2].error) == (table / "99", "the row is no longer there")


def test_what_is_measured_before_a_run_works_too(project: ProjectSpec) -> None:
    index = read_samples(project.data)
    parts = split(index, project.data)
    timing = measure(project, index, parts, device="cpu", should_stop=lambda: False)
    assert timing.step_s > 0
    assert timing.features_bytes == 48 * 4 * WIDTH
    question = Question(project, index, parts, device="cpu")
    (standing,) = (event for event in compare(question, [project.backbone]) if isinstance(event, Standing))
    assert (standing.error, standing.n) == ("", 48)
    assert {len(features) for features in features_of(index, project.backbone, device="cpu").values()} == {WIDTH}
