import math
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
import torch
from torch import nn

from tests.support.small import yes_after
from tlstudio.engine.places import features_folder
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import Progress, RunStarted, StepEnded
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import precision
from tlstudio.engine.training.setup.precision import choose_precision, run_flops, settle_precision, speedup
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Work

MakeWork = Callable[[ProjectSpec], tuple[Run, Work]]
T = TypeVar("T")


def never() -> bool:
    return False


def outcome(steps: Generator[Progress, None, T]) -> tuple[list[Progress], T]:
    """All it tells on the way, and what it gives in the end."""
    told: list[Progress] = []
    while True:
        try:
            told.append(next(steps))
        except StopIteration as ended:
            return told, ended.value


@pytest.fixture
def make_work(tmp_path: Path) -> MakeWork:
    def make(project: ProjectSpec) -> tuple[Run, Work]:
        run = start_run(project, tmp_path / "001")
        return run, build_work(project, run.split(), Path(run.project().data.folder), "cpu", cache_bytes=0)

    return make


@pytest.fixture
def always_measures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "LEAST_FLOPS", 0.0)
    monkeypatch.setattr(precision, "LEAST_S", 0.0)


@pytest.fixture
def speedups(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """What is found to be how many times as fast, one after another."""
    left: list[float] = []

    def found(_work: Work, _should_stop: Callable[[], bool]) -> Generator[Progress, None, float]:
        yield Progress("Trying", 0, 1)
        return left.pop(0)

    monkeypatch.setattr(precision, "speedup", found)
    return left


def test_a_run_of_few_operations_is_not_worth_a_measurement(project: ProjectSpec, make_work: MakeWork) -> None:
    run, work = make_work(project)
    assert 0 < run_flops(work) < precision.LEAST_FLOPS
    assert outcome(settle_precision(run, work, "auto", never)) == ([], "")
    assert work.classifier.precision == torch.float32


def test_a_run_of_a_minute_asks_no_further_and_remembers_nothing(
    project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "LEAST_FLOPS", 0.0)
    run, work = make_work(project)  # of milliseconds
    told, _ = outcome(settle_precision(run, work, "auto", never))
    assert [event.phase for event in told] == [precision.TRYING]
    assert not features_folder().with_name("precision.json").exists()


def test_the_operations_grow_with_the_epochs(project: ProjectSpec, make_work: MakeWork) -> None:
    _, work = make_work(project)
    plan = work.plans[0]
    longer = replace(work, plans=(replace(plan, phase=replace(plan.phase, epochs=plan.phase.epochs * 2)),))
    assert run_flops(longer) == 2 * run_flops(work)


def test_a_frozen_backbone_counts_once(project: ProjectSpec, make_work: MakeWork) -> None:
    frozen = replace(project, freeze=FreezeSpec(), augment=replace(project.augment, intensity="off"))
    _, work = make_work(frozen)
    [plan] = work.plans
    longer = replace(work, plans=(replace(plan, phase=replace(plan.phase, epochs=plan.phase.epochs + 1)),))
    head = sum(one.weight.numel() for one in work.classifier.head.modules() if isinstance(one, nn.Linear))
    assert run_flops(longer) - run_flops(work) == 3 * 18 * 2 * head  # forward and twice back; multiply and add


@pytest.mark.usefixtures("always_measures")
def test_measuring_leaves_no_trace(project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(precision, "SHARE", math.inf)
    _, work = make_work(project)
    before = {name: value.clone() for name, value in work.classifier.state_dict().items()}
    told, times = outcome(speedup(work, never))
    assert times is not None and times > 0
    assert len(told) == 1 + 3
    assert all(torch.equal(value, before[name]) for name, value in work.classifier.state_dict().items())
    assert all(parameter.grad is None for parameter in work.classifier.parameters())
    assert work.classifier.precision == torch.float32


@pytest.mark.parametrize(("lap_s", "laps"), [(0.5, 3), (4.0, 1), (60.0, 0)])
def test_trying_takes_ten_seconds_at_most_as_far_as_two_samples_foretell(
    project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch, lap_s: float, laps: int
) -> None:
    """The clock is the test's: a batch takes so many seconds in both, and two samples a quarter of them."""
    clock = 0.0

    def lap(_work: Work, _plan: object, _precision: torch.dtype, count: int) -> float:
        nonlocal clock
        clock += lap_s * count / precision.BATCH_SIZE / 2
        return 1000.0

    monkeypatch.setattr(precision, "_lap_s", lap)
    monkeypatch.setattr(precision.time, "perf_counter", lambda: clock)
    _, work = make_work(project)
    told, times = outcome(speedup(work, never))
    assert len(told) == 1 + laps
    assert times == 1.0
    if laps:
        assert clock <= precision.MOST_S


@pytest.mark.usefixtures("always_measures")
def test_whoever_stops_waits_for_no_measurement(
    project: ProjectSpec, make_work: MakeWork, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "SHARE", math.inf)
    _, work = make_work(project)
    told, times = outcome(speedup(work, lambda: True))
    assert (len(told), times) == (2, None)


@pytest.mark.usefixtures("always_measures")
@pytest.mark.parametrize(("times", "chosen"), [(2.0, torch.bfloat16), (1.1, torch.float32)])
def test_what_is_quicker_is_taken_and_remembered(
    project: ProjectSpec, make_work: MakeWork, speedups: list[float], times: float, chosen: torch.dtype
) -> None:
    run, work = make_work(project)
    speedups += [times, 3.0 - times]
    for _ in range(2):
        outcome(settle_precision(run, work, "auto", never))
        assert work.classifier.precision == choose_precision(work) == chosen
    assert speedups == [3.0 - times]


@pytest.mark.usefixtures("always_measures")
def test_a_damaged_memory_counts_as_empty(project: ProjectSpec, make_work: MakeWork, speedups: list[float]) -> None:
    run, work = make_work(project)
    speedups.append(2.0)
    features_folder().parent.mkdir(parents=True, exist_ok=True)
    features_folder().with_name("precision.json").write_text("[1")
    outcome(settle_precision(run, work, "auto", never))
    assert work.classifier.precision == torch.bfloat16


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
