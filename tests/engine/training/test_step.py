from dataclasses import replace
from pathlib import Path

import pytest
import torch

from tests.support.small import train
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import AugmentSpec, FreezeSpec, HeadSpec, LayerSpec, ProjectSpec
from tlstudio.engine.runs.events import StepEnded, Warned
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.step import micro_batches


def hold_at_most(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device whose memory holds so many images of a step."""
    answer = Classifier.answer

    def short_of_memory(self: Classifier, features: torch.Tensor) -> torch.Tensor:
        if self.training and len(features) > count:
            raise torch.OutOfMemoryError("CUDA out of memory.")
        return answer(self, features)

    monkeypatch.setattr(Classifier, "answer", short_of_memory)


@pytest.fixture
def head_only(project: ProjectSpec) -> ProjectSpec:
    """Neither BatchNorm nor dropout trains, so that pieces add up to the whole."""
    head = HeadSpec(layers=(LayerSpec("linear", 8), LayerSpec("tanh")))
    return replace(project, freeze=FreezeSpec(), augment=AugmentSpec(), head=head)


def losses(project: ProjectSpec, folder: Path) -> list[float]:
    return [event.loss for event in train(project, folder)[1] if isinstance(event, StepEnded)]


def test_a_full_memory_is_survived_with_the_same_gradients(
    head_only: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = losses(head_only, tmp_path / "whole")
    hold_at_most(2, monkeypatch)
    run = start_run(head_only, tmp_path / "pieces")
    events = list(fit(run, device="cpu"))
    assert [e.loss for e in events if isinstance(e, StepEnded)] == pytest.approx(whole, rel=1e-4)
    [told] = [event.message for event in events if isinstance(event, Warned)]
    assert "each batch of 4 runs in 2 pieces" in told


def test_a_memory_too_small_for_two_images_ends_the_run(
    head_only: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold_at_most(1, monkeypatch)
    run = start_run(head_only, tmp_path / "001")
    with pytest.raises(Exception, match=r"The memory of the device is full. Halve training.batch_size"):
        list(fit(run, device="cpu"))
    assert run.state().status == "failed"


@pytest.mark.parametrize(("size", "count", "expected"), [(8, 1, [8]), (8, 4, [2] * 4), (7, 2, [4, 3]), (3, 4, [3])])
def test_micro_batches_have_two_samples_or_more(size: int, count: int, expected: list[int]) -> None:
    pieces = micro_batches(size, count)
    assert [piece.stop - piece.start for piece in pieces] == expected
    assert [row for piece in pieces for row in range(size)[piece]] == list(range(size))
