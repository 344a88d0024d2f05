"""Edits of a head as pure functions: each gives the changed HeadSpec, or None where there is nothing to change.

Cards are numbered as they stand: 0 is the pooling, 1 … n are the layers, n + 1 is the output.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.model.heads import HEAD_LAYERS, PRESETS, HeadPreset, Shape, trace
from tlstudio.engine.project import HeadSpec, LayerKind, LayerSpec, Output, Pool, Task
from tlstudio.engine.tasks.info import OF_A_FOLDER, TASKS

OUTPUTS_FOR_CHECKS = 2  # pooling and layers do not depend on how many classes follow


@dataclass(frozen=True, slots=True)
class Fix:
    """A head without the problem, and the pooling, the width or the output that was changed for it."""

    head: HeadSpec
    pool: Pool | None = None
    width: int | None = None
    output: Output | None = None


def is_layer(head: HeadSpec, number: int) -> bool:
    return 1 <= number <= len(head.layers)


def with_pool(head: HeadSpec, pool: Pool) -> HeadSpec:
    return replace(head, pool=pool)


def with_layer(head: HeadSpec, number: int, layer: LayerSpec) -> HeadSpec:
    """The head with another layer in the place of this card."""
    layers = list(head.layers)
    layers[number - 1] = layer
    return replace(head, layers=tuple(layers))


def with_output(head: HeadSpec, output: Output) -> HeadSpec:
    return replace(head, output=output)


def preset_of(head: HeadSpec, presets: Mapping[str, HeadPreset] = PRESETS) -> str:
    """The name of the preset with these layers and this output, found the same way, or nothing."""
    wanted = head.layers, head.output, head.solver
    return next((name for name, one in presets.items() if (one.layers, one.output, one.solver) == wanted), "")


def inserted(head: HeadSpec, number: int, kind: LayerKind) -> HeadSpec | None:
    """The head with a new layer as card `number`; None if it is full."""
    place = min(max(number, 1), len(head.layers) + 1) - 1
    layers = (*head.layers[:place], HEAD_LAYERS[kind].default, *head.layers[place:])
    try:
        return replace(head, layers=layers)
    except ProjectError:  # it has as many layers as a head may have
        return None


def removed(head: HeadSpec, number: int) -> HeadSpec | None:
    """The head without this layer; pooling and output cannot go."""
    if not is_layer(head, number):
        return None
    return replace(head, layers=head.layers[: number - 1] + head.layers[number:])


def moved(head: HeadSpec, number: int, to: int) -> HeadSpec | None:
    """The head with this layer as card `to`; only layers change places."""
    if not is_layer(head, number) or not is_layer(head, to) or number == to:
        return None
    layers = list(head.layers)
    layers.insert(to - 1, layers.pop(number - 1))
    return replace(head, layers=tuple(layers))


def fix_of(head: HeadSpec, features: Shape, number: int, task: Task = OF_A_FOLDER) -> Fix | None:
    """The nearest head in which this card has no problem."""
    if number == 0:
        return _fixed_pool(head, features)
    if number > len(head.layers):
        return Fix(with_output(head, "linear"), output="linear") if TASKS[task].has_units else None
    return _fixed_width(head, features, number)


def _fixed_pool(head: HeadSpec, features: Shape) -> Fix | None:
    for pool in ("avg", "own"):
        fixed = with_pool(head, pool)
        if not _problem(fixed, features, 0):
            return Fix(fixed, pool=pool)
    return None


def _fixed_width(head: HeadSpec, features: Shape, number: int) -> Fix | None:
    layer = head.layers[number - 1]
    width = layer.width or 0
    while width > 1:
        width //= 2
        fixed = with_layer(head, number, replace(layer, width=width))
        if not _problem(fixed, features, number):
            return Fix(fixed, width=width)
    return None


def _problem(head: HeadSpec, features: Shape, number: int) -> str:
    return trace(head, features, OUTPUTS_FOR_CHECKS)[number].problem
