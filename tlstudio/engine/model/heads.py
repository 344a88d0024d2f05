"""The head: pooling, a list of layers, and an output layer whose width the data decides.

`HEAD_LAYERS` and `POOLINGS` show every choice. Following shapes and parameters needs no torch; building does.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tlstudio.engine.errors import HeadError
from tlstudio.engine.project import HeadSpec, LayerKind, LayerSpec, Output, Pool, Solver, Task
from tlstudio.engine.sentences import NOTHING, Sentence, mark, sentence
from tlstudio.engine.tasks.info import OF_A_FOLDER, TASKS

if TYPE_CHECKING:
    from tlstudio.engine.model.head_module import Head

Shape = tuple[int, ...]
MAX_PARAMETERS = 500_000_000


@dataclass(frozen=True, slots=True)
class LayerInfo:
    title: str
    note: str  # what it does, in one line
    module: str  # class in torch.nn
    width: Callable[[int, LayerSpec], int]  # of its output
    parameters: Callable[[int, LayerSpec], int]
    arguments: Callable[[int, LayerSpec], tuple[float, ...]]
    default: LayerSpec


@dataclass(frozen=True, slots=True)
class PoolInfo:
    title: str
    note: str
    factor: int = 1  # output width per channel
    parameters: int = 0


@dataclass(frozen=True, slots=True)
class OutputInfo:
    title: str
    note: str
    parameters: Callable[[int, int], int]  # width of its input, outputs


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One row of a head as it is shown: what comes out of it, and what is wrong with it, if anything."""

    title: str
    detail: str
    shape: Shape
    parameters: int
    problem: Sentence = NOTHING


@dataclass(frozen=True, slots=True)
class HeadPreset:
    title: str
    note: str
    layers: tuple[LayerSpec, ...]
    output: Output = "linear"
    solver: Solver = "steps"


def _same(width: int, _layer: LayerSpec) -> int:
    return width


def _none(_width: int, _layer: LayerSpec) -> int:
    return 0


def _no_arguments(_width: int, _layer: LayerSpec) -> tuple[float, ...]:
    return ()


def _activation(kind: LayerKind, title: str, note: str) -> LayerInfo:
    return LayerInfo(title, note, title, _same, _none, _no_arguments, LayerSpec(kind))


def _norm(kind: LayerKind, title: str, module: str, note: str) -> LayerInfo:
    return LayerInfo(title, note, module, _same, lambda width, _: 2 * width, lambda width, _: (width,), LayerSpec(kind))


HEAD_LAYERS: Mapping[LayerKind, LayerInfo] = {
    "linear": LayerInfo(
        mark("Linear"),
        mark("A dense layer: every unit sees every input"),
        "Linear",
        lambda _, layer: layer.width or 0,
        lambda width, layer: (width + 1) * (layer.width or 0),
        lambda width, layer: (width, layer.width or 0),
        LayerSpec("linear", width=256),
    ),
    "relu": _activation("relu", "ReLU", mark("Keeps what is positive: the usual activation")),
    "gelu": _activation("gelu", "GELU", mark("A smooth ReLU, as in transformers")),
    "silu": _activation("silu", "SiLU", mark("A smooth ReLU, as in EfficientNet")),
    "tanh": _activation("tanh", "Tanh", mark("Squeezes everything into −1 to 1")),
    "dropout": LayerInfo(
        mark("Dropout"),
        mark("Leaves out a share of the inputs while training, against overfitting"),
        "Dropout",
        _same,
        _none,
        lambda _, layer: (layer.p or 0.0,),
        LayerSpec("dropout", p=0.2),
    ),
    "batchnorm": _norm("batchnorm", "BatchNorm", "BatchNorm1d", mark("Normalises each input over the batch")),
    "layernorm": _norm("layernorm", "LayerNorm", "LayerNorm", mark("Normalises the inputs of each image")),
}

POOLINGS: Mapping[Pool, PoolInfo] = {
    "avg": PoolInfo(mark("Average pool"), mark("The mean of each channel over the image")),
    "max": PoolInfo(mark("Max pool"), mark("The strongest answer of each channel anywhere in the image")),
    "avgmax": PoolInfo(mark("Average + max pool"), mark("Both, side by side"), factor=2),
    "gem": PoolInfo(mark("GeM pool"), mark("Between average and max, learned (Radenović et al. 2018)"), parameters=1),
    "own": PoolInfo(
        mark("The backbone's own pool"),
        mark("As the backbone was pretrained, for networks that pool themselves"),
    ),
}

OUTPUTS: Mapping[Output, OutputInfo] = {
    "linear": OutputInfo(
        mark("Linear"), mark("A weight for every feature and class"), lambda width, outputs: (width + 1) * outputs
    ),
    "cosine": OutputInfo(
        mark("Cosine"),
        mark("Only the direction of the features counts, not their size: often better with few images"),
        lambda width, outputs: width * outputs + 1,
    ),
}
COSINE_NUMBERS = sentence(
    "A cosine output gives classes and labels, not numbers: choose a linear output (head.output=linear)."
)

PRESETS: Mapping[str, HeadPreset] = {
    "linear": HeadPreset(mark("Linear"), mark("One layer on the pooled features. Best for few images."), ()),
    "closed_form": HeadPreset(
        mark("Closed form: no epochs"),
        mark("The same layer by ridge regression, a moment after the features are there. Freezes the whole backbone."),
        (),
        solver="ridge",
    ),
    "hidden": HeadPreset(
        mark("One hidden layer"),
        mark("A small layer in between, with dropout."),
        (LayerSpec("dropout", p=0.2), LayerSpec("linear", width=128), LayerSpec("relu")),
    ),
    "classic": HeadPreset(
        mark("Classic: dense 1024"),
        mark("Pool, dense layer of 1024 with ReLU, softmax: the textbook recipe."),
        (LayerSpec("linear", width=1024), LayerSpec("relu")),
    ),
    # Cosine: Chen et al. 2019, "A Closer Look at Few-shot Classification"; half left out: Srivastava et al. 2014.
    "robust": HeadPreset(
        mark("Robust: very few images"),
        mark(
            "Half of the features left out, only directions compared: helped in studies with 1 to 5 "
            "images a class. With more, try linear first."
        ),
        (LayerSpec("dropout", p=0.5),),
        "cosine",
    ),
}
FORMER_PRESETS: Mapping[str, str] = {"instant": "closed_form"}  # what scripts may still call them


def with_preset(spec: HeadSpec, preset: HeadPreset) -> HeadSpec:
    """The layers and the output of the preset behind the pooling that is there."""
    return replace(spec, layers=preset.layers, output=preset.output, solver=preset.solver)


def trace(spec: HeadSpec, features: Shape, outputs: int, task: Task = OF_A_FOLDER) -> list[HeadRow]:
    """The rows of the head from pooling to output; `features` is the backbone's output without the batch."""
    pool = POOLINGS[spec.pool]
    width = features[0] * pool.factor if features else 0
    rows = [HeadRow(pool.title, "", (width,), pool.parameters, _pool_problem(spec.pool, features))]
    for layer in spec.layers:
        info = HEAD_LAYERS[layer.kind]
        parameters = info.parameters(width, layer)
        problem = NOTHING if parameters <= MAX_PARAMETERS else _too_large(width, layer.width or 0, parameters)
        width = info.width(width, layer)
        rows.append(HeadRow(info.title, _detail(layer), (width,), parameters, problem))
    output = OUTPUTS[spec.output]
    problem = COSINE_NUMBERS if TASKS[task].has_units and spec.output == "cosine" else NOTHING
    parameters = output.parameters(width, outputs)
    rows.append(HeadRow(output.title, f"{outputs} {TASKS[task].nouns}", (outputs,), parameters, problem))
    return rows


def check_head(spec: HeadSpec, features: Shape, outputs: int, task: Task = OF_A_FOLDER) -> list[HeadRow]:
    """The rows of a head that can be built. Raises HeadError with the first problem."""
    rows = trace(spec, features, outputs, task)
    for row in rows:
        if row.problem:
            raise HeadError(row.problem)
    return rows


def build_head(spec: HeadSpec, features: Shape, outputs: int, task: Task = OF_A_FOLDER) -> "Head":
    """The module of the head, (B, *features) → (B, outputs) logits or numbers. Raises HeadError."""
    from torch import nn

    from tlstudio.engine.model.head_module import CosineLinear, Head, Units, build_pool

    rows = check_head(spec, features, outputs, task)
    layers = []
    for layer, before in zip(spec.layers, rows[:-2], strict=True):
        info = HEAD_LAYERS[layer.kind]
        layers.append(getattr(nn, info.module)(*info.arguments(before.shape[0], layer)))
    output = {"linear": nn.Linear, "cosine": CosineLinear}[spec.output]
    layers.append(output(rows[-2].shape[0], outputs))
    if TASKS[task].has_units:
        layers.append(Units(outputs))
    return Head(build_pool(spec.pool), nn.Sequential(*layers))


def _pool_problem(pool: Pool, features: Shape) -> Sentence:
    is_map = len(features) == 3
    if is_map and pool == "own":
        return sentence("This backbone gives a map of features here: choose average, max, both or GeM pooling.")
    if not is_map and pool != "own":
        return sentence(
            "This backbone pools its features itself: choose {pool!r} (head.pool=own).",
            pool=POOLINGS["own"].title,
        )
    return NOTHING


def _too_large(width: int, units: int, parameters: int) -> Sentence:
    return sentence(
        "A linear layer from {width:,} to {units:,} units has {parameters:,} parameters, more than "
        "{most:,}. Choose fewer units.",
        width=width,
        units=units,
        parameters=parameters,
        most=MAX_PARAMETERS,
    )


def _detail(layer: LayerSpec) -> str:
    value = layer.width if layer.width is not None else layer.p
    return "" if value is None else f"{value:,}"
