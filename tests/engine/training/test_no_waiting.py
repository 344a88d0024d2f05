"""What a step does on its way to a GPU, seen without one: torch's fake tensors have a device and no content."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import pytest
import torch
from torch import Tensor
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.utils._python_dispatch import TorchDispatchMode

from tests.support.image_samples import tensor
from tlstudio.engine.data.image.fixed_policies import STRENGTHS
from tlstudio.engine.data.image.transforms import Augment
from tlstudio.engine.project import AugmentSpec, Intensity, Mix
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.losses.distillation import divergence

GPU = "cuda"


class _Watch(TorchDispatchMode):
    """Notes every copy to the GPU that the processor would wait for. Fake tensors by themselves tell no value."""

    def __init__(self) -> None:
        super().__init__()
        self.copies, self.awaited = 0, list[str]()

    def __torch_dispatch__(
        self,
        function: Callable[..., object],
        _types: object,
        arguments: Sequence[object] = (),
        named: dict[str, object] | None = None,
    ) -> object:
        given = named or {}
        found = function(*arguments, **given)
        if function is torch.ops.aten._to_copy.default and _devices(arguments[0], found) == ("cpu", GPU):
            self.copies += 1
            if not given.get("non_blocking"):
                self.awaited.append(str(arguments[0]))
        return found


def _devices(*tensors: object) -> tuple[str, ...]:
    return tuple(one.device.type for one in tensors if isinstance(one, Tensor))


@contextmanager
def gpu() -> Iterator[_Watch]:
    with FakeTensorMode(allow_non_fake_inputs=True), _Watch() as watch:
        yield watch


def images(count: int = 4) -> Tensor:
    return torch.empty((count, 3, 32, 32), device=GPU)


@pytest.mark.parametrize("intensity", STRENGTHS)
def test_augmentation_never_waits_for_the_gpu(intensity: Intensity) -> None:
    with gpu() as watch:
        seen = Augment(AugmentSpec(intensity), 0)(images(), range(4), epoch=1)
    assert (seen.device.type, watch.awaited) == (GPU, [])
    assert watch.copies  # of what was drawn


@pytest.mark.parametrize("mix", ["mixup", "cutmix"])
def test_mixing_never_waits_for_the_gpu(mix: Mix) -> None:
    with gpu() as watch:
        mixed = Mixing(AugmentSpec(mix=mix), seed=0, classes=3)(
            images(), torch.zeros(4, dtype=torch.int64, device=GPU), 1
        )
    assert (tensor(mixed.inputs).device.type, watch.awaited) == (GPU, [])
    assert watch.copies


def test_distilling_never_waits_for_the_gpu() -> None:
    with gpu() as watch:
        loss = divergence(torch.empty((4, 3), device=GPU), torch.empty((4, 3), device=GPU))
    assert (loss.device.type, watch.awaited) == (GPU, [])


def test_the_watch_sees_who_waits() -> None:
    with gpu() as watch:
        torch.from_numpy(np.zeros(4)).to(GPU)
        with pytest.raises(RuntimeError):
            images().sum().item()
    assert len(watch.awaited) == 1
