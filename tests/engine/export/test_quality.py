"""What is stated of an export is what its own weights came to, on the images that were really judged."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.export.export import export
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.runs.table import facts_of
from tlstudio.engine.tasks.report import Report
from tlstudio.engine.training import checkpoint
from tlstudio.engine.training.fit import fit


@pytest.fixture(scope="module")
def images(run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All of them can be read."""
    folder = tmp_path_factory.mktemp("whole") / "images"
    shutil.copytree(run.project().data.folder, folder)
    broken = run.split().val[0]
    shutil.copy(folder / run.split().val[1], folder / broken)
    return folder


@pytest.fixture
def project(run: Run, images: Path) -> ProjectSpec:
    spec = run.project()
    return replace(
        spec,
        data=replace(spec.data, folder=str(images)),
        training=replace(spec.training, epochs=40, lr=0.02),
    )


@pytest.fixture
def killed(project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A run whose better epochs were in memory when its process died: only the first one's weights are on disk."""
    monkeypatch.setattr(checkpoint, "LEAST_S", 1e9)
    run = start_run(project, tmp_path / "001")
    events = fit(run, device="cpu")
    for event in events:
        if isinstance(event, EpochEnded) and event.is_best and event.epoch > 1:
            break
    events.close()
    return run


def judged(run: Run) -> Report:
    return evaluate(run, device="cpu")


def card(folder: Path) -> str:
    return (folder / "model card.md").read_text(encoding="utf-8")


def test_after_a_kill_the_weights_on_disk_are_what_is_stated(killed: Run, tmp_path: Path) -> None:
    truth = judged(killed)
    state = killed.state()
    assert (state.status, state.epoch > 1, state.best_epoch) == ("interrupted", True, 1)
    assert state.metrics["val_accuracy"] == pytest.approx(truth.key_metric.value)
    assert state.metrics["val_loss"] == pytest.approx(truth.loss, rel=1e-4)
    certificate = export(killed, tmp_path / "out", ("safetensors",))
    assert certificate.checkpoint == killed.best_checkpoint().name
    assert certificate.accuracy
    assert (certificate.accuracy.value, certificate.accuracy.n) == (truth.key_metric.value, truth.n)
    assert f"**{truth.key_metric.value:.1%}** of {truth.n} validation images" in card(tmp_path / "out")
    assert "weights of epoch 1" in card(tmp_path / "out")


def test_the_export_of_a_running_run_states_what_was_exported(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoint, "LEAST_S", 1e9)
    run = start_run(project, tmp_path / "001")
    events = fit(run, device="cpu")
    for event in events:
        if isinstance(event, EpochEnded) and event.is_best and event.epoch > 1:
            break
    assert run.state().best_epoch > 1
    certificate = export(Run(run.folder), tmp_path / "out", ("safetensors",))
    assert certificate.checkpoint == run.checkpoints()[0].name
    assert "weights of epoch 1" in card(tmp_path / "out")
    events.close()


def test_images_that_could_not_be_read_are_not_counted(project: ProjectSpec, images: Path, tmp_path: Path) -> None:
    run = start_run(replace(project, training=replace(project.training, epochs=2)), tmp_path / "001")
    lost = [path for path, _ in run.split_paths("val")[::2]]
    hidden = [path.rename(tmp_path / f"{number}.png") for number, path in enumerate(lost)]
    try:
        list(fit(run, device="cpu"))
        truth = judged(run)
        certificate = export(run, tmp_path / "out", ("safetensors",))
    finally:
        for path, place in zip(lost, hidden, strict=True):
            place.rename(path)
    assert truth.n == len(run.split().val) - len(lost)
    assert certificate.accuracy
    assert (certificate.accuracy.value, certificate.accuracy.n) == (truth.key_metric.value, truth.n)
    assert facts_of(run).interval == wilson_interval(round(truth.key_metric.value * truth.n), truth.n)
    assert f"{len(lost)} more of the validation images could not be read" in card(tmp_path / "out")


def test_a_run_that_noted_no_number_of_images_is_judged_anew(project: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(replace(project, training=replace(project.training, epochs=1)), tmp_path / "001")
    list(fit(run, device="cpu"))
    lines = [json.loads(line) for line in run.metrics_path.read_text().splitlines()]
    for line in lines:
        line.pop("judged", None)  # as an older version wrote it
    run.metrics_path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    told: list[tuple[int, int]] = []
    certificate = export(run, tmp_path / "out", ("safetensors",), progress=lambda done, all_: told.append((done, all_)))
    truth = judged(run)
    assert certificate.accuracy
    assert (certificate.accuracy.value, certificate.accuracy.n) == (truth.key_metric.value, truth.n)
    assert told[-1][0] == told[-1][1]
