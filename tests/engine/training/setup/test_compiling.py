"""Compiled steps, on the CPU and by torch's tracing backend: what a GPU gets, without its code generator."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tests.support.small import train, yes_after
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import Event, RunStarted, Warned
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import compiling
from tlstudio.engine.training.setup.compiling import settle_compiling
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.trained import load_trained


@pytest.fixture
def compiles(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Every run counts as long, on a device that compiles."""
    monkeypatch.setattr(compiling, "DEVICES", {"cpu"})
    monkeypatch.setattr(compiling, "BACKEND", "aot_eager")
    for name in ("LEAST_FLOPS", "LEAST_S", "WORTH"):
        monkeypatch.setattr(compiling, name, 0.0)
    return monkeypatch


@pytest.fixture
def still(project: ProjectSpec) -> ProjectSpec:
    """Without chance, and slow enough that rounding stays rounding."""
    training = replace(project.training, batch_size=6, optimizer="sgd", lr=1e-3)
    return replace(project, head=replace(project.head, layers=()), freeze=FreezeSpec(("stem",)), training=training)


def started(events: list[Event]) -> RunStarted:
    return next(event for event in events if isinstance(event, RunStarted))


def weights(run: Run) -> dict[str, Tensor]:
    return load_trained(run, which="last").classifier.state_dict()


def test_compiled_steps_end_in_the_same_weights_and_statistics(
    still: ProjectSpec, tmp_path: Path, compiles: pytest.MonkeyPatch
) -> None:
    compiled, events = train(still, tmp_path / "compiled")
    assert started(events).compiled
    assert "The network is compiled" in started(events).plan
    compiles.setattr(compiling, "DEVICES", set[str]())
    plain, events = train(still, tmp_path / "plain")
    assert not started(events).compiled
    before, after = weights(plain), weights(compiled)
    assert list(before) == list(after)
    assert all(torch.allclose(before[name], after[name], rtol=1e-3, atol=1e-5) for name in before)


def test_a_run_that_was_compiled_goes_on_compiled(
    still: ProjectSpec, tmp_path: Path, compiles: pytest.MonkeyPatch
) -> None:
    whole, _ = train(still, tmp_path / "whole")
    cut = start_run(still, tmp_path / "cut")
    list(fit(cut, device="cpu", should_stop=yes_after(4)))
    compiles.setattr(compiling, "LEAST_S", 1e9)  # for a run that begins
    again = list(fit(cut, device="cpu", resume=True))
    assert started(again).compiled
    assert all(torch.equal(one, weights(cut)[name]) for name, one in weights(whole).items())


@pytest.mark.parametrize(
    ("name", "least"), [("LEAST_FLOPS", 1e30), ("LEAST_S", 1e30), ("WORTH", 1e30), ("DEVICES", set[str]())]
)
def test_what_does_not_pay_is_not_compiled(
    still: ProjectSpec, tmp_path: Path, compiles: pytest.MonkeyPatch, name: str, least: object
) -> None:
    compiles.setattr(compiling, name, least)
    run = start_run(still, tmp_path / "001")
    work = build_work(still, run.split(), Path(still.data.folder), "cpu", cache_bytes=0)
    assert settle_compiling(run, work) == ("", "")
    assert not work.classifier.is_compiled


def test_trying_leaves_no_trace_and_is_remembered(
    still: ProjectSpec, tmp_path: Path, compiles: pytest.MonkeyPatch
) -> None:
    compiles.setattr(compiling, "WORTH", 1e30)
    run = start_run(still, tmp_path / "001")
    work = build_work(still, run.split(), Path(still.data.folder), "cpu", cache_bytes=0)
    before = {name: value.clone() for name, value in work.classifier.state_dict().items()}
    settle_compiling(run, work)
    assert all(torch.equal(value, before[name]) for name, value in work.classifier.state_dict().items())
    compiles.setattr(compiling, "_tried", None)  # would fail if it were asked
    assert settle_compiling(run, work) == ("", "")


def test_a_compiler_that_fails_is_told_once_and_training_goes_on(
    still: ProjectSpec, tmp_path: Path, compiles: pytest.MonkeyPatch
) -> None:
    def fail(_graph: object, _inputs: object) -> Callable[..., object]:
        raise OSError("no compiler found\nand much more")

    compiles.setattr(compiling, "BACKEND", fail)
    compiles.setattr(compiling, "WORTH", 1.1)
    _, events = train(still, tmp_path / "001")
    [warning] = [event.message for event in events if isinstance(event, Warned)]
    assert "can not be compiled here, so it trains as it is" in warning
    assert "no compiler found" in warning
    assert "\n" not in warning
    _, events = train(still, tmp_path / "002")
    assert not [event for event in events if isinstance(event, Warned)]
