"""What kept features depend on, as one number: with the same key and the same file they would come out the same."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import torch

import tlstudio.engine
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier

ENGINE = Path(tlstudio.engine.__file__).parent
_PACKAGES = ("transfer-learning-studio", "torch", "torchvision", "timm", "pillow", "numpy")


def feature_key(classifier: Classifier, samples: Samples, *, is_varied: bool) -> bytes:
    """32 bytes for what is before the classifier's cut and how samples become its inputs.

    Weights and statistics that are held still count with their content, whatever trains with its name only.
    """
    found = hashlib.sha256(code())
    for part in (*_of_network(classifier), samples.recipe(is_varied=is_varied)):
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


def _content(tensor: torch.Tensor) -> bytes:
    values = tensor.detach().cpu().contiguous()
    head = repr((values.dtype, tuple(values.shape))).encode()
    return hashlib.sha256(head + values.flatten().view(torch.uint8).numpy().tobytes()).digest()


@cache
def code() -> bytes:
    """Changes with our code on the way from a file to its features, and with the libraries it stands on."""
    versions = [f"{name} {metadata.version(name)}".encode() for name in _PACKAGES]
    ours = [path.read_bytes() for part in ("data", "model") for path in sorted((ENGINE / part).rglob("*.py"))]
    return b"\0".join([*versions, *ours])
