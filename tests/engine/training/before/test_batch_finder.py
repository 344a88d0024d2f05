from dataclasses import replace

import pytest
import torch

from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.errors import HeadError, StudioError
from tlstudio.engine.project import FreezeSpec, HeadSpec, ProjectSpec
from tlstudio.engine.training.before.batch_finder import BatchFound, find_batch
from tlstudio.engine.training.setup import batch_memory


def found(project: ProjectSpec, *, stop: bool = False) -> BatchFound:
    index = read_samples(project.data, project.objective.task)
    return find_batch(project, index, device="cpu", should_stop=lambda: stop)


def test_where_memory_is_plenty_the_training_images_are_the_limit(project: ProjectSpec) -> None:
    torch.manual_seed(5)
    stream = torch.get_rng_state()
    whole = found(project)
    assert torch.equal(torch.get_rng_state(), stream)
    assert whole.batch_size == 16
    assert whole.sentence.startswith("16 images at once need about ")
    assert "more than the 18 training images. An epoch has fewer steps then" in whole.sentence
    head_only = found(replace(project, freeze=FreezeSpec(), augment=replace(project.augment, intensity="off")))
    assert head_only.needed_bytes < whole.needed_bytes


def test_memory_is_a_limit(project: ProjectSpec, monkeypatch: pytest.MonkeyPatch) -> None:
    most = found(project)
    monkeypatch.setattr(batch_memory, "free_bytes", lambda _device: most.needed_bytes)
    less = found(project)
    assert 1 < less.batch_size < 16
    assert less.needed_bytes <= less.usable_bytes < most.needed_bytes
    monkeypatch.setattr(batch_memory, "free_bytes", lambda _device: 1000)
    with pytest.raises(StudioError, match="Not even 2 images at once fit into memory"):
        found(project)
    monkeypatch.setattr(batch_memory, "free_bytes", lambda _device: None)
    with pytest.raises(StudioError, match="does not tell how much memory is free"):
        found(project)


def test_a_solved_head_has_no_batches_and_a_stop_is_heard(project: ProjectSpec) -> None:
    with pytest.raises(HeadError, match="has no batches"):
        found(replace(project, head=HeadSpec(solver="ridge"), freeze=FreezeSpec(("all",))))
    with pytest.raises(StudioError, match="was stopped"):
        found(project, stop=True)
