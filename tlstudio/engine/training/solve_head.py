"""A closed-form head: one linear layer solved from the cached features, in place of epochs."""

from collections.abc import Iterator
from typing import Any

import torch
from torch import Tensor, nn

from tlstudio.engine.errors import HeadError
from tlstudio.engine.model.closed_form import Linear, ridge, solve
from tlstudio.engine.model.head_module import Units
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import Event
from tlstudio.engine.training.inputs.batches import epoch_order
from tlstudio.engine.training.inputs.feature_cache import FeatureFeed
from tlstudio.engine.training.loop import Loop
from tlstudio.engine.training.losses.tasks import Learning

HELD_BACK = 5  # every fifth sample, to find how sure the head may be
SCALES = torch.logspace(-2, 2, 81)  # tried on its scores


def solve_head(loop: Loop) -> Iterator[Event]:
    """Put the solution into the output layer; one step, as the events tell it. Raises HeadError."""
    work, project = loop.work, loop.project
    if not isinstance(loop.feeds.train, FeatureFeed):
        raise HeadError("The features do not fit into memory, so no head can be solved from them: train it in steps.")
    rows, features = next(loop.feeds.train.batches([range(len(work.train))], epoch=1))
    assert isinstance(features, Tensor)
    targets = work.train.targets.at(rows)
    loop.begin_epoch()
    with torch.no_grad():
        found = _solved(project, work.objective.task, features, targets, len(work.class_names))
        _put(found, work.classifier.head.layers)
        logits = work.classifier.after_cut(features)
        loss = work.objective.loss(logits, targets)
    loop.count_closed_form(loss, logits, targets)
    yield from loop.flush()


def _solved(project: ProjectSpec, task: Learning, features: Tensor, targets: Any, outputs: int) -> Linear:
    if task.solved_for:
        return ridge(features, task.solved_for(targets))
    return _calibrated(project, features, targets, outputs)


def _calibrated(project: ProjectSpec, features: Tensor, targets: Tensor, classes: int) -> Linear:
    """The solution, its scores scaled so that they are right about samples that a like one has not seen."""
    balanced = project.objective.class_weights == "balanced"
    kind = project.head.solver
    order = torch.tensor(epoch_order(len(targets), project.training.seed, epoch=1), device=features.device)
    held, rest = order[::HELD_BACK], order[torch.arange(len(order)) % HELD_BACK != 0]
    whole = solve(kind, features, targets, classes, balanced=balanced)
    if len(torch.unique(targets[rest])) < classes:
        return whole  # too few samples to hold any back
    scores = solve(kind, features[rest], targets[rest], classes, balanced=balanced)(features[held])
    losses = [nn.functional.cross_entropy(scale * scores, targets[held]) for scale in SCALES.to(scores)]
    scale = SCALES.to(scores)[int(torch.stack(losses).argmin())]
    return Linear(whole.weight * scale, whole.bias * scale)


def _put(solved: Linear, layers: nn.Sequential) -> None:
    modules = list(layers)
    layer, last = modules[0], modules[-1]
    assert isinstance(layer, nn.Linear)
    if isinstance(last, Units):  # the layer gives numbers around 0, of which these make the targets' units
        layer.weight.copy_(solved.weight / last.spread[:, None])
        layer.bias.copy_((solved.bias - last.centre) / last.spread)
    else:
        layer.weight.copy_(solved.weight)
        layer.bias.copy_(solved.bias)
