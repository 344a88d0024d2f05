"""Real processes that fill one feature cache at the same time, one of which is killed while it does."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file

from tests.support.small import train
from tlstudio.engine.project import AugmentSpec, FreezeSpec, HeadSpec, ProjectSpec, save_project
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.checkpoint import MODEL

TRAIN, VAL = 18, 9  # images of the project


def begin(project: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tlstudio", "train", str(project), "--run", name, "--device", "cpu"]
    return subprocess.Popen([*command, "--events", "jsonl"], cwd=project.parent, stdout=subprocess.PIPE, text=True)


def test_runs_that_fill_one_cache_at_once_end_like_one_alone(
    project: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen = replace(project, freeze=FreezeSpec(), augment=AugmentSpec("off"), head=HeadSpec())
    save_project(frozen, tmp_path / "p.tlstudio")
    with monkeypatch.context() as patch:
        patch.setenv("TLSTUDIO_HOME", str(tmp_path / "alone"))
        alone, _ = train(frozen, tmp_path / "reference")
    processes = [begin(tmp_path / "p.tlstudio", name) for name in ("one", "other", "killed")]
    *both, killed = processes
    assert killed.stdout is not None
    while '"progress"' not in killed.stdout.readline():  # it has begun to fill
        assert killed.poll() is None
    killed.kill()
    logs = [process.communicate()[0] for process in processes]
    assert [process.returncode for process in both] == [0, 0], logs
    weights = load_file(alone.last_checkpoint() / MODEL)
    for name in ("one", "other"):
        own = load_file(Run(tmp_path / name).last_checkpoint() / MODEL)
        assert all(torch.allclose(own[key], tensor, rtol=1e-4, atol=1e-5) for key, tensor in weights.items())
    _, events = train(frozen, tmp_path / "later")  # whatever the killed one left does no harm
    first = {event.phase: event.done for event in reversed(events) if isinstance(event, Progress)}
    assert sum(done for phase, done in first.items() if phase.startswith("Running")) == TRAIN + VAL
