"""Which few of a thousand backbones to begin with on this computer, and why."""

from collections.abc import Iterable, Mapping
from typing import Literal

from tlstudio.engine.backbones.licences import commercial_use
from tlstudio.engine.backbones.search import Candidate

Reason = Literal["bundled", "here", "accurate", "quick"]

GFLOPS_WITHOUT_GPU = 1.0  # for one image; beyond, an epoch of a thousand images takes a laptop many minutes
GFLOPS_WITH_GPU = 10.0
QUICK_ACCURACY = 75.0  # percent on ImageNet-1k: what the cheap one should still reach
MOST_HERE = 2


def gflops_limit(*, has_gpu: bool) -> float:
    """What one image may cost on a computer with or without a GPU."""
    return GFLOPS_WITH_GPU if has_gpu else GFLOPS_WITHOUT_GPU


def recommend(candidates: Iterable[Candidate], *, has_gpu: bool) -> Mapping[str, Reason]:
    """Names and reasons, the first choice first: what is here before what must be fetched.

    All of them may be used commercially, have pretrained weights, and stay below `gflops_limit`. Accuracies are
    compared only among those that publish one.
    """
    limit = gflops_limit(has_gpu=has_gpu)
    fitting = [one for one in candidates if _is_within(one, limit)]
    bundled = [one for one in fitting if one.weights == "bundled"]
    here = sorted((one for one in fitting if one.weights == "here"), key=_accuracy, reverse=True)[:MOST_HERE]
    measured = [one for one in fitting if one.info.accuracy is not None and one.weights != "none"]
    accurate = sorted(measured, key=_accuracy, reverse=True)[:1]
    quick = sorted((one for one in measured if _accuracy(one) >= QUICK_ACCURACY), key=_cost)[:1]
    found: dict[str, Reason] = {}
    _add(found, "bundled", bundled)
    _add(found, "here", here)
    _add(found, "accurate", accurate)
    _add(found, "quick", quick)
    return found


def _add(found: dict[str, Reason], reason: Reason, chosen: Iterable[Candidate]) -> None:
    """The first reason stands."""
    for one in chosen:
        found.setdefault(one.info.name, reason)


def _is_within(one: Candidate, limit: float) -> bool:
    gflops = one.info.gflops
    return gflops is not None and gflops <= limit and commercial_use(one.info.licence) == "yes"


def _accuracy(one: Candidate) -> float:
    return one.info.accuracy or 0.0


def _cost(one: Candidate) -> float:
    assert one.info.gflops is not None
    return one.info.gflops
