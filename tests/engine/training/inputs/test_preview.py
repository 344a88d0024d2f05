from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor

from tests.support.image_samples import tensor, train_images
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import AugmentSpec, ChangeSpec, ProjectSpec
from tlstudio.engine.runs.start import split_samples
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.feed import SampleFeed
from tlstudio.engine.training.inputs.preview import training_sees
from tlstudio.engine.training.setup.prepare import build_work
from tlstudio.engine.training.setup.work import Work

CUSTOM = (ChangeSpec("rotation", 1.0, 0.2), ChangeSpec("hue"), ChangeSpec("erasing"))


def work_of(project: ProjectSpec) -> tuple[Work, list[Path], list[int]]:
    """What a run trains with, and its training images with their classes."""
    index = read_samples(project.data, "single_label")
    images = split_samples(index, split(index, project.data))
    work = build_work(project, images, index.folder, "cpu", cache_bytes=0)
    return work, [index.folder / path for path in images.train], list(images.train_labels)


def trained_on(work: Work, project: ProjectSpec, epoch: int) -> list[tuple[list[int], Tensor]]:
    """Rows and inputs of every step of an epoch, scaled back to what a person sees."""
    normalise = train_images(work).normalise
    batches = in_batches(work.order(epoch), project.training.batch_size)
    steps = []
    for number, (rows, inputs) in enumerate(SampleFeed(work.train.samples).batches(batches, epoch), start=1):
        mixed = work.objective.mixing(inputs, work.train.targets.at(rows), (epoch - 1) * len(batches) + number)
        steps.append((rows.tolist(), (tensor(mixed.inputs) * normalise.std + normalise.mean) * 255))
    return steps


def seen_in(steps: Sequence[tuple[list[int], Tensor]], row: int) -> list[Tensor]:
    return [inputs[place] for rows, inputs in steps for place, one in enumerate(rows) if one == row]


@pytest.mark.parametrize(
    "augment",
    [
        AugmentSpec("strong"),
        AugmentSpec("custom", custom=CUSTOM),
        AugmentSpec("trivialaugment"),
        AugmentSpec("strong", views=1, mix="cutmix"),
        AugmentSpec(mix="mixup", mix_alpha=1.0),
        AugmentSpec("light", mix="cutmix", mix_alpha=1.0),
    ],
)
@pytest.mark.parametrize("sampling", ["all", "balanced"])
def test_what_is_shown_is_what_training_sees_pixel_for_pixel(
    project: ProjectSpec, augment: AugmentSpec, sampling: str
) -> None:
    training = replace(project.training, sampling=sampling)  # pyright: ignore[reportArgumentType]
    few_red = replace(project.data, excluded=tuple(f"red/{number}.png" for number in range(8)))
    project = replace(project, data=few_red, augment=augment, training=training)
    work, paths, labels = work_of(project)
    row = labels.index(2)  # a red one, drawn more than once where classes are drawn equally often
    expected = seen_in([*trained_on(work, project, 1), *trained_on(work, project, 2)], row)
    sight = training_sees(project, paths.__getitem__, np.array(labels), row, len(expected))
    assert len(sight.samples) == len(expected) >= (4 if sampling == "balanced" else 2)
    for sample, inputs in zip(sight.samples, expected, strict=True):
        shown = torch.from_numpy(sample.pixels).permute(2, 0, 1)
        assert (shown - inputs).abs().max() <= 0.51  # rounded to whole levels


def test_each_prepared_view_is_shown_once_as_features_are_kept_of_it(project: ProjectSpec) -> None:
    project = replace(project, augment=AugmentSpec("light", views=3))
    work, paths, labels = work_of(project)
    sight = training_sees(project, paths.__getitem__, np.array(labels), 5, count=8, first_epoch=9)
    assert [sample.view for sample in sight.samples] == [1, 2, 3]
    normalise = train_images(work).normalise
    for _, view, inputs in train_images(work).batches([[5]], range(3)):
        seen = (inputs * normalise.std + normalise.mean)[0] * 255
        shown = torch.from_numpy(sight.samples[view].pixels).permute(2, 0, 1)
        assert (shown - seen).abs().max() <= 0.51


def test_without_augmentation_there_is_only_the_image_itself(project: ProjectSpec) -> None:
    project = replace(project, augment=AugmentSpec(), data=replace(project.data, resize="pad", background="#FF0000"))
    _, paths, labels = work_of(project)
    sight = training_sees(project, paths.__getitem__, np.array(labels), 0, 8)
    assert sight.samples == ()
    assert sight.original[0, 0].tolist() == [255, 0, 0]  # the border of a 40 × 32 image


def test_an_image_that_cannot_be_read_is_named(project: ProjectSpec, tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"gone\.png cannot be read"):
        training_sees(project, lambda _row: tmp_path / "gone.png", np.zeros(1, int), 0, 8)
