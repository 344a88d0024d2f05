from dataclasses import replace
from pathlib import Path

import pytest
import torch
from torch import Tensor

from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import RunStarted
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.loop import Loop
from tlstudio.engine.training.setup import batch_memory, compiling

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="no CUDA device")


@pytest.mark.parametrize("frozen", [(), ("stem", "blocks.0"), ("all",)])
def test_a_run_trains_resumes_and_is_judged_on_the_gpu(
    project: ProjectSpec, tmp_path: Path, frozen: tuple[str, ...]
) -> None:
    project = replace(project, freeze=FreezeSpec(frozen))
    run = start_run(project, tmp_path / "001")
    asked = iter([False] * 6)
    events = list(fit(run, device="cuda", should_stop=lambda: next(asked, True)))
    assert isinstance(events[0], RunStarted)
    assert events[0].device.startswith("GPU")
    list(fit(run, device="cuda", resume=True))
    assert run.state().status == "completed"
    assert evaluate(run, device="cuda").n == 9


def test_a_batch_beyond_the_memory_of_the_gpu_begins_in_pieces(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_memory, "free_bytes", lambda _device: 1000)
    events = list(fit(start_run(project, tmp_path / "001"), device="cuda"))
    assert isinstance(events[0], RunStarted)
    assert events[0].pieces == 2


@pytest.mark.parametrize("frozen", [(), ("all",)])
def test_a_step_does_not_wait_for_the_gpu(
    project: ProjectSpec, tmp_path: Path, frozen: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, taken = replace(project, freeze=FreezeSpec(frozen)), Loop.step

    def step(loop: Loop, rows: Tensor, inputs: Tensor) -> None:
        torch.cuda.set_sync_debug_mode("error")
        try:
            taken(loop, rows, inputs)
        finally:
            torch.cuda.set_sync_debug_mode("default")

    monkeypatch.setattr(Loop, "step", step)
    list(fit(start_run(project, tmp_path / "001"), device="cuda"))


def test_compiled_steps_train_on_the_gpu(project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LEAST_FLOPS", "LEAST_S", "WORTH"):
        monkeypatch.setattr(compiling, name, 0.0)
    run = start_run(project, tmp_path / "001")
    events = list(fit(run, device="cuda"))
    assert isinstance(events[0], RunStarted)
    assert events[0].compiled
    assert run.state().status == "completed"
