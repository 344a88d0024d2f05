"""What kept features depend on, as one number: with the same key and the same file they would come out the same."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import torch

from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import AugmentSpec
from tlstudio.engine.training.inputs.feed import ImageFeed

ENGINE = Path(__file__).parent.parent
_PACKAGES = ("transfer-learning-studio", "torch", "torchvision", "timm", "pillow", "numpy")


def feature_key(classifier: Classifier, feed: ImageFeed, augment: AugmentSpec | None) -> bytes:
    """32 bytes for what is before the classifier's cut and how the feed makes its inputs.

    Weights and statistics that are held still count with their content, whatever trains with its name only.
    """
    found = hashlib.sha256(code())
    for part in (*_of_network(classifier), *_of_inputs(feed, augment)):
        found.update(hashlib.sha256(part).digest())
    return found.digest()


def _of_network(classifier: Classifier) -> Iterator[bytes]:
    backbone, still = classifier.backbone, classifier.still
    yield repr((type(backbone), classifier.cut_path, classifier.precision, backbone)).encode()
    yield repr(None if classifier.cut_path else classifier.head.pool).encode()
    for name, parameter in backbone.named_parameters():
        yield name.encode()
        if not parameter.requires_grad:
            yield _content(parameter)
    for name, buffer in backbone.named_buffers():
        yield name.encode()
        if name.rpartition(".")[0] in still:
            yield _content(buffer)


def _of_inputs(feed: ImageFeed, augment: AugmentSpec | None) -> Iterator[bytes]:
    device = feed.device
    yield repr((feed.source.framing, device.type)).encode()
    yield _content(feed.normalise.mean)
    yield _content(feed.normalise.std)
    changes = augment.custom if augment and augment.intensity == "custom" else ()
    yield repr((augment.intensity, changes, feed.augment.seed) if augment else None).encode()


def _content(tensor: torch.Tensor) -> bytes:
    values = tensor.detach().cpu().contiguous()
    head = repr((values.dtype, tuple(values.shape))).encode()
    return hashlib.sha256(head + values.flatten().view(torch.uint8).numpy().tobytes()).digest()


@cache
def code() -> bytes:
    """Changes with our code on the way from a file to its features, and with the libraries it stands on."""
    versions = [f"{name} {metadata.version(name)}".encode() for name in _PACKAGES]
    ours = [path.read_bytes() for part in ("data", "model") for path in sorted((ENGINE / part).glob("*.py"))]
    return b"\0".join([*versions, *ours])
