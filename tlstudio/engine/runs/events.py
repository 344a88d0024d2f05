"""What happens during a run, as plain data: the same for the log, the command line and the window."""

import json
import math
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.model.moving import Movement


@dataclass(frozen=True, slots=True)
class RunStarted:
    """Training begins, or goes on after `first_step` steps."""

    name: ClassVar[str] = "run_started"
    run: str
    classes: tuple[str, ...]
    images: dict[str, int]  # of train, val and test
    parameters: int
    trainable: int
    epochs: int
    steps_per_epoch: int
    device: str  # "CPU", "NVIDIA RTX 4070"
    weights: str  # where the backbone's weights come from, in words
    plan: str  # what runs once and what runs every epoch, in a sentence
    first_step: int = 0
    source_weight: float = 0.0  # λ of the source loss; 0 where the source task is not kept in mind
    precision: str = ""  # that the network computes in: "float32" or "bfloat16"
    pieces: int = 1  # that each batch is computed in, to fit into memory
    compiled: bool = False  # the backbone, for its steps


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` pieces of work that is not an optimizer step."""

    name: ClassVar[str] = "progress"
    phase: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class StepEnded:
    name: ClassVar[str] = "step"
    epoch: int  # from 1
    step: int  # from 1, over the whole run
    loss: float
    lr: float  # of the head
    source_loss: float | None = None  # before it is weighed; None where the source task is not kept in mind


@dataclass(frozen=True, slots=True)
class EpochEnded:
    name: ClassVar[str] = "epoch"
    epoch: int
    step: int
    train_loss: float  # mean over the epoch, while it trained
    train_accuracy: float | None  # share of 1, while it trained; None where there are no classes
    val_loss: float
    val_accuracy: float | None
    seconds: float
    images_per_s: float  # trained images
    is_best: bool
    moved: Movement = field(default_factory=dict)  # of the backbone's leaf parts that train
    gradients: dict[str, float] = field(default_factory=dict)  # of the same parts: mean L2 norm over the epoch
    metrics: dict[str, float] = field(default_factory=dict)  # of the task, on the validation images
    waited: float = 0.0  # share of the training time in which the next images were waited for
    source_metrics: dict[str, float] = field(default_factory=dict)  # of the source task, on its validation images
    per_class: tuple[float | None, ...] = ()  # `class_metric` of RunStarted.classes; None for one without images
    judged: int = 0  # validation images that could be read; 0: not known, in logs of older versions

    @property
    def class_metric(self) -> str:
        """What `per_class` holds, on the validation images: "recall", a share of 1, or "mae", in its number's units."""
        return "mae" if "mae" in self.metrics else "recall"

    @property
    def val_metrics(self) -> dict[str, float]:
        """The loss and the task's metrics on the validation images, by the names that a run keeps them under."""
        accuracy = {} if self.val_accuracy is None else {"val_accuracy": self.val_accuracy}
        return {"val_loss": self.val_loss, **accuracy, **{f"val_{name}": one for name, one in self.metrics.items()}}


@dataclass(frozen=True, slots=True)
class Answered:
    """What the model says, after an epoch, of the same few validation images in every epoch."""

    name: ClassVar[str] = "answers"
    epoch: int
    step: int
    images: tuple[str, ...]  # below the project's image folder
    truths: tuple[str, ...]  # their classes; "" where an image has labels or numbers
    scores: tuple[dict[str, float], ...]  # of each image: class, label or number → what is shown; the highest few


@dataclass(frozen=True, slots=True)
class PhaseBegan:
    """From this epoch on, more of the backbone trains."""

    name: ClassVar[str] = "phase"
    epoch: int  # from 1
    step: int  # its first
    from_part: str  # the first part that trains; "all": all that is not frozen
    trainable: int  # parameters
    lr: float  # peak learning rate of the head


@dataclass(frozen=True, slots=True)
class Changed:
    """Somebody changed the running run: what comes after `step` goes by the new value."""

    name: ClassVar[str] = "changed"
    step: int  # the last one by the old value; 0 before the first
    epoch: int  # that runs, from 1
    key: str  # as in the project file; "freeze.phase_ends": the last epoch of the running phase
    old: float
    new: float


@dataclass(frozen=True, slots=True)
class CheckpointSaved:
    name: ClassVar[str] = "checkpoint"
    step: int
    path: str


@dataclass(frozen=True, slots=True)
class Warned:
    name: ClassVar[str] = "warning"
    message: str


@dataclass(frozen=True, slots=True)
class RunEnded:
    name: ClassVar[str] = "run_ended"
    status: str  # "completed", "stopped" or "failed"
    run: str
    metrics: dict[str, float] = field(default_factory=dict)  # of the best epoch
    reason: str = ""


Event = (
    RunStarted
    | Progress
    | StepEnded
    | EpochEnded
    | Answered
    | PhaseBegan
    | Changed
    | CheckpointSaved
    | Warned
    | RunEnded
)
_KINDS: dict[str, type[Event]] = {kind.name: kind for kind in Event.__args__}


def encode(event: Event) -> str:
    """One JSON line, without its newline; null for what is no finite number."""
    return json.dumps(codec.finite({"event": event.name, **codec.to_json(event)}), allow_nan=False)


def decode(line: str) -> Event:
    """The event in a JSON line. Raises RunError if it is none."""
    try:
        data = codec.finite(json.loads(line))
        return _decoded(_KINDS[data.pop("event")], data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise RunError("Not an event of a run: {line!r}.", line=line[:80]) from error


def _decoded(kind: type[Event], data: dict[str, codec.Json]) -> Event:
    """NaN for a number that is null; a metric that is null is left out."""
    numbers = [field.name for field in fields(kind) if field.type is float and data.get(field.name, 0) is None]
    known = {key: _known(value) for key, value in data.items()} | dict.fromkeys(numbers, 0.0)
    event = codec.from_json(kind, known)
    return replace(event, **dict.fromkeys(numbers, math.nan)) if numbers else event


def _known(value: codec.Json) -> codec.Json:
    if isinstance(value, list):  # of numbers, or of metrics
        return [_known(one) for one in value]
    return {key: _known(one) for key, one in value.items() if one is not None} if isinstance(value, dict) else value
