from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import nn

from tests.support.small import yes_after
from tlstudio.engine.places import features_folder
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import RunStarted, StepEnded
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import precision
from tlstudio.engine.training.setup.precision import choose_precision, run_flops, speedup
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Work

MakeWork = Callable[[ProjectSpec], Work]


@pytest.fixture
def make_work(tmp_path: Path) -> MakeWork:
    def make(project: ProjectSpec) -> Work:
        run = start_run(project, tmp_path / "001")
        return build_work(project, run.split(), Path(run.project().data.folder), "cpu", cache_bytes=0)

    return make


@pytest.fixture
def always_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "LEAST_FLOPS", 0.0)


def test_a_short_run_is_not_worth_a_measurement(project: ProjectSpec, make_work: MakeWork) -> None:
    work = make_work(project)
    assert 0 < run_flops(work) < precision.LEAST_FLOPS
    assert choose_precision(work) == torch.float32


def test_the_operations_grow_with_the_epochs(project: ProjectSpec, make_work: MakeWork) -> None:
    work = make_work(project)
    plan = work.plans[0]
    longer = replace(work, plans=(replace(plan, phase=replace(plan.phase, epochs=plan.phase.epochs * 2)),))
    assert run_flops(longer) == 2 * run_flops(work)


def test_a_frozen_backbone_counts_once(project: ProjectSpec, make_work: MakeWork) -> None:
    frozen = replace(project, freeze=FreezeSpec(), augment=replace(project.augment, intensity="off"))
    work = make_work(frozen)
    [plan] = work.plans
    longer = replace(work, plans=(replace(plan, phase=replace(plan.phase, epochs=plan.phase.epochs + 1)),))
    head = sum(one.weight.numel() for one in work.classifier.head.modules() if isinstance(one, nn.Linear))
    assert run_flops(longer) - run_flops(work) == 3 * 18 * 2 * head  # forward and twice back; multiply and add


def test_measuring_leaves_no_trace(project: ProjectSpec, make_work: MakeWork) -> None:
    work = make_work(project)
    before = {name: value.clone() for name, value in work.classifier.state_dict().items()}
    assert speedup(work) > 0
    assert all(torch.equal(value, before[name]) for name, value in work.classifier.state_dict().items())
    assert all(parameter.grad is None for parameter in work.classifier.parameters())
    assert work.classifier.precision == torch.float32


@pytest.mark.usefixtures("always_measures")
@pytest.mark.parametrize(("times", "chosen"), [(2.0, torch.bfloat16), (1.1, torch.float32)])
def test_what_is_quicker_is_taken_and_remembered(
    project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch, times: float, chosen: torch.dtype
) -> None:
    work = make_work(project)
    monkeypatch.setattr(precision, "speedup", lambda _work: times)
    assert choose_precision(work) == chosen
    monkeypatch.setattr(precision, "speedup", lambda _work: 3.0 - times)
    assert choose_precision(work) == chosen


@pytest.mark.usefixtures("always_measures")
def test_a_damaged_memory_counts_as_empty(
    project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = make_work(project)
    monkeypatch.setattr(precision, "speedup", lambda _work: 2.0)
    features_folder().parent.mkdir(parents=True, exist_ok=True)
    features_folder().with_name("precision.json").write_text("[1")
    assert choose_precision(work) == torch.bfloat16


def test_a_run_goes_on_in_the_precision_it_began_with(project: ProjectSpec, tmp_path: Path) -> None:
    run = start_run(project, tmp_path / "001")
    list(fit(run, device="cpu", precision="bfloat16", should_stop=yes_after(2)))
    [began] = [event for event in fit(run, device="cpu", resume=True) if isinstance(event, RunStarted)]
    assert began.precision == "bfloat16"
    assert "bfloat16" in began.plan


def test_bfloat16_trains_nearly_the_same(project: ProjectSpec, tmp_path: Path) -> None:
    first = []
    for wanted in ("float32", "bfloat16"):
        run = start_run(project, tmp_path / wanted)
        events = fit(run, device="cpu", precision=wanted)
        first.append(next(event.loss for event in events if isinstance(event, StepEnded)))
        events.close()
    assert first[0] != first[1]
    assert first[0] == pytest.approx(first[1], abs=0.05)
