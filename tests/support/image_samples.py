"""Samples and inputs of which a test knows what they are."""

from torch import Tensor

from tlstudio.engine.data.image.samples import ImageSamples
from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.training.setup.work import Part, Work


def images(part: Part) -> ImageSamples:
    assert isinstance(part.samples, ImageSamples)
    return part.samples


def train_images(work: Work) -> ImageSamples:
    return images(work.train)


def tensor(inputs: Inputs) -> Tensor:
    assert isinstance(inputs, Tensor)
    return inputs
