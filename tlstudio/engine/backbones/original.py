"""The classifier that a backbone was published with, behind its features again."""

from collections.abc import Iterator

import torch
from torch import Tensor, nn

from tlstudio.engine.backbones.build import Backbone, build_whole
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.project import BackboneSpec

CLOSE = 1e-3  # of the largest logit


class Behind(nn.Module):
    """(B, C, H, W) or (B, C) features → (B, classes) logits, over the mean of a map or over all of it."""

    def __init__(self, classifier: nn.Module, pool: nn.Module | None) -> None:
        super().__init__()
        self.classifier = classifier
        self.pool = pool

    def forward(self, features: Tensor) -> Tensor:
        if self.pool is not None:
            features = self.pool(features).flatten(1)
        elif features.ndim == 4:
            features = features.mean((2, 3))
        return self.classifier(features)


@torch.no_grad()
def original_classifier(spec: BackboneSpec, backbone: Backbone, *, trusted: bool = False) -> nn.Module:
    """What makes the published answers of the features that `backbone` gives; frozen, in evaluation mode.

    That it does is tried on two images of noise. Raises WeightsUnavailable where the weights carry no classifier, and
    BackboneError where that one cannot stand behind these features.
    """
    device = next(backbone.module.parameters()).device
    wanted = backbone.preprocessing
    network = build_whole(spec, wanted.channels, trusted=trusted).eval().requires_grad_(False).to(device)
    images = torch.randn(2, *wanted.shape, generator=torch.Generator().manual_seed(0)).to(device)
    was_training = backbone.module.training
    answers, features = network(images), backbone.module.eval()(images)
    backbone.module.train(was_training)
    for one in _ways(network, backbone.info.classifier):
        if _gives(one, features, answers):
            return one.eval()
    raise BackboneError(
        "The classifier of {title} cannot stand behind its features as they are here. Choose "
        "head.pool=own or another backbone, or objective.source=l2sp.",
        title=backbone.info.title,
    )


def _ways(network: nn.Module, places: tuple[str, ...]) -> Iterator[Behind]:
    """Where publishers have the pooling, and what they have before the last layer, differs."""
    for place in places:
        classifier = network.get_submodule(place)
        layers = [module for module in classifier.modules() if isinstance(module, nn.Linear)]
        pool = getattr(network, "avgpool", None)
        yield Behind(classifier, None)
        if layers:
            yield Behind(layers[-1], None)
        if isinstance(pool, nn.Module):
            yield Behind(classifier, pool)


def _gives(way: nn.Module, features: Tensor, answers: Tensor) -> bool:
    try:
        found = way.eval()(features)
    except (RuntimeError, TypeError, ValueError):  # made for features of another shape
        return False
    return found.shape == answers.shape and bool((found - answers).abs().max() <= CLOSE * answers.abs().max())
