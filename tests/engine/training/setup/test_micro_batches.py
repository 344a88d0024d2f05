from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.support.image_samples import tensor
from tests.support.small import train, yes_after
from tlstudio.engine.project import FreezeSpec, HeadSpec, ObjectiveSpec, ProjectSpec
from tlstudio.engine.runs.events import Event, RunStarted, Warned
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import batch_memory
from tlstudio.engine.training.setup.batch_memory import MANY, needs
from tlstudio.engine.training.setup.memory import lasting_bytes, peak_of
from tlstudio.engine.training.setup.memory_line import MARGIN
from tlstudio.engine.training.setup.micro_batches import settle_micro_batches
from tlstudio.engine.training.setup.prepare import prepare
from tlstudio.engine.training.setup.tryout import backward, random_inputs
from tlstudio.engine.training.setup.work import Work


def made(project: ProjectSpec, folder: Path) -> tuple[Run, Work]:
    run = start_run(project, folder / "001")
    return run, prepare(run, "cpu", False, 0)


def free(count: int, patch: pytest.MonkeyPatch) -> None:
    patch.setattr(batch_memory, "free_bytes", lambda _device: count)


def begun(events: Iterable[Event]) -> tuple[int, str]:
    """In how many pieces the run began, and what was said of it."""
    found = list(events)
    warned = [event.message for event in found if isinstance(event, Warned)]
    return next(event.pieces for event in found if isinstance(event, RunStarted)), " ".join(warned)


@pytest.fixture
def still(project: ProjectSpec) -> ProjectSpec:
    """No BatchNorm moves."""
    return replace(project, freeze=FreezeSpec((), batchnorm="still"), head=HeadSpec())


def test_two_small_steps_foretell_a_large_one(project: ProjectSpec, tmp_path: Path) -> None:
    _, work = made(project, tmp_path)
    step = needs(work)[0]
    line = step.measured()
    inputs = tensor(random_inputs(work, 32))
    work.classifier.train()
    backward(work, work.classifier, inputs[:MANY])
    real = peak_of(work.device, lambda: backward(work, work.classifier, inputs))
    lasting = lasting_bytes(work.classifier, work.optimizer)
    assert line.needed(32) - line.waiting * 32 - lasting == pytest.approx(real, rel=0.02)
    assert line.needed(32) < step.at_most.needed(32)


def test_measuring_leaves_no_trace(project: ProjectSpec, tmp_path: Path) -> None:
    _, work = made(project, tmp_path)
    before = {name: value.clone() for name, value in work.classifier.state_dict().items()}
    stream = torch.get_rng_state()
    for need in needs(work):
        need.measured()
    assert torch.equal(torch.get_rng_state(), stream)
    assert all(torch.equal(value, before[name]) for name, value in work.classifier.state_dict().items())
    assert all(parameter.grad is None for parameter in work.classifier.parameters())


def test_a_run_that_was_measured_trains_as_one_that_was_not(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    measured = list[int]()
    monkeypatch.setattr(batch_memory, "peak_of", lambda _device, run: (run(), measured.append(1), 0)[2])
    first, _ = train(project, tmp_path / "first")
    assert not measured  # it obviously fits
    monkeypatch.setattr(batch_memory, "STEP_TIMES", 1e9)
    second, events = train(project, tmp_path / "second")
    assert measured
    assert begun(events) == (1, "")
    one, other = ((run.checkpoints()[-1] / MODEL).read_bytes() for run in (first, second))
    assert one == other


def test_a_batch_beyond_the_memory_begins_in_pieces_and_goes_on_so(
    still: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, work = made(still, tmp_path)
    with monkeypatch.context() as patch:
        free(round(needs(work)[0].measured().needed(4) / (1 - MARGIN)) - 10, patch)
        pieces, told = begun(fit(run, device="cpu", should_stop=yes_after(2)))
    assert pieces == 2
    assert told.startswith("4 images at once need about")
    assert told.endswith("can be taken: each step takes them in 2 pieces of 2; the result is the same.")
    again = begun(fit(run, device="cpu", resume=True))
    assert again == (2, "Each batch is taken in 2 pieces, as when the run began.")


def test_a_run_goes_on_in_more_pieces_only_where_it_must(
    still: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, work = made(still, tmp_path)
    needed = needs(work)[0].measured().needed(4) + sum(part.samples.memory_bytes for part in (work.train, work.val))
    assert begun(fit(run, device="cpu", should_stop=yes_after(2))) == (1, "")
    free(round(1.05 * needed), monkeypatch)  # a new run would leave a margin
    assert settle_micro_batches(run, work) == (work, "")
    free(round(0.95 * needed), monkeypatch)
    settled, sentence = settle_micro_batches(run, work)
    assert settled.micro_batches == 2
    assert "in 2 pieces of 2" in sentence


def test_what_counts_within_a_piece_is_said(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = replace(project, objective=ObjectiveSpec(class_weights="balanced"))
    run, work = made(project, tmp_path)
    free(1000, monkeypatch)
    settled, sentence = settle_micro_batches(run, work)
    assert (settled.micro_batches, settled.at_once) == (2, 2)
    assert sentence.endswith("and only BatchNorm counts and class weights count within a piece.")


def test_kept_features_of_the_whole_backbone_are_not_measured_as_steps(project: ProjectSpec, tmp_path: Path) -> None:
    _, work = made(replace(project, freeze=FreezeSpec(), augment=replace(project.augment, intensity="off")), tmp_path)
    [only] = needs(work)  # the pass that makes the features
    assert 0 < only.measured().each < only.at_most.each


def test_where_nobody_knows_what_is_free_nothing_is_measured(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run, work = made(project, tmp_path)
    monkeypatch.setattr(batch_memory, "free_bytes", lambda _device: None)
    assert settle_micro_batches(run, work) == (work, "")
