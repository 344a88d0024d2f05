"""Where a run stands in its epochs and batches, as each checkpoint says in its `state.json`. Needs no torch."""

from dataclasses import dataclass, field, fields, replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.model.moving import GradientSum
from tlstudio.engine.project import TrainingSpec
from tlstudio.engine.sentences import sentence
from tlstudio.engine.storage import sha256

SCHEMA = 2
STATE = "state.json"
PLATEAU_EPOCHS, PLATEAU_FACTOR, PLATEAU_FLOOR = 3, 1 / 3, 1e-3


@dataclass(frozen=True, slots=True)
class Plateau:
    """How often the validation loss has stood still: the learning rate is then a third of what it was."""

    lowest: float = 1e30
    epochs: int = 0  # since it was lower, or since the last fall of the rate
    falls: int = 0

    def after(self, loss: float) -> "Plateau":
        """With one more epoch."""
        if loss < self.lowest:
            return replace(self, lowest=loss, epochs=0)
        if self.epochs + 1 < PLATEAU_EPOCHS:
            return replace(self, epochs=self.epochs + 1)
        return replace(self, epochs=0, falls=self.falls + 1)

    @property
    def factor(self) -> float:
        return max(PLATEAU_FLOOR, PLATEAU_FACTOR**self.falls)


@dataclass(frozen=True, slots=True)
class Position:
    """Where a run stands, and what the running epoch has added up so far."""

    step: int = 0  # optimizer updates done
    epoch: int = 0  # epochs done
    batch: int = 0  # batches done of the epoch after those
    loss_sum: float = 0.0  # over the samples of that epoch
    right: int = 0
    seen: int = 0
    seconds: float = 0.0
    waited_s: float = 0.0  # of those, for images
    best_epoch: int = 0
    best_metrics: dict[str, float] = field(default_factory=dict)
    best_goodness: float = -1e30
    best_loss: float = 1e30
    best_step: int = 0
    gradients: GradientSum = field(default_factory=GradientSum)  # of that epoch
    plateau: Plateau = field(default_factory=Plateau)
    spent_s: float = 0.0  # by the epochs done, their validation included

    def plus(self, loss: float, count: int, right: int) -> "Position":
        """The same place with one more step added up."""
        sums = self.loss_sum + loss * count, self.right + right, self.seen + count
        return replace(self, loss_sum=sums[0], right=sums[1], seen=sums[2])

    def after(self, epoch: int, step: int) -> "Position":
        """The same run with this epoch done."""
        return replace(Position(step, epoch), **{name: getattr(self, name) for name in _LASTING})


def why_over(position: Position, training: TrainingSpec) -> str:
    """Why a run ends before its last epoch, in a sentence; "" if it goes on."""
    if 0 < training.patience <= position.epoch - position.best_epoch:
        return sentence("No better epoch in {patience}.", patience=training.patience)
    if position.epoch and is_out_of_time(position, training.minutes):
        return sentence("The time of {minutes:g} minutes is spent.", minutes=training.minutes)
    return ""


def is_out_of_time(position: Position, minutes: float) -> bool:
    """Whether the training, without pauses, has taken so many minutes, if there is such a limit."""
    return 0 < minutes * 60 <= position.spent_s + position.seconds


_LASTING = (*(one.name for one in fields(Position) if one.name.startswith("best_")), "plateau", "spent_s")


@dataclass(frozen=True, slots=True)
class CheckpointState:
    schema: int
    position: Position
    seed: int
    class_names: tuple[str, ...]
    sha256: dict[str, str] = field(default_factory=dict)  # of the files beside this one


def verify(folder: Path) -> CheckpointState:
    """The state of a checkpoint whose files have the content they were saved with. Raises RunError."""
    state = read_state(folder)
    try:
        wrong = [name for name, expected in state.sha256.items() if sha256(folder / name) != expected]
    except OSError as error:
        raise RunError("The checkpoint {folder} is damaged: {error}", folder=folder, error=error) from error
    if wrong:
        raise RunError(
            "The checkpoint {folder} is damaged: {file} is not as it was saved.",
            folder=folder,
            file=wrong[0],
        )
    return state


def read_state(folder: Path) -> CheckpointState:
    """The state of a checkpoint whose files are there, without a look into them. Raises RunError."""
    try:
        state = codec.load(CheckpointState, folder / STATE, "checkpoint", _upgraded)
    except (ProjectError, StorageError) as error:
        raise RunError("The checkpoint {folder} is damaged: {error}", folder=folder, error=error) from error
    missing = [name for name in state.sha256 if not (folder / name).is_file()]
    if missing:
        raise RunError("The checkpoint {folder} is damaged: {file} is missing.", folder=folder, file=missing[0])
    return state


def _upgraded(data: codec.Json) -> codec.Json:
    """The state as this version writes it; schema 1 knew no metric but accuracy."""
    if isinstance(data, dict) and data.get("schema") == 1 and isinstance(data.get("position"), dict):
        position = dict(data["position"])
        accuracy = position.pop("best_accuracy", -1.0)
        position |= {"best_metrics": {"accuracy": accuracy}, "best_goodness": accuracy}
        return {**data, "schema": SCHEMA, "position": position}
    return data
