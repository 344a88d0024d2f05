"""A resumable state on disk: `step-000120/` with the model, the optimizer, and where in the run they stand.

Randomness needs no saving: every step and every sample draws from a generator seeded by the run's seed and its own
number, so that nothing else in the process can disturb a run.
"""

import shutil
from dataclasses import dataclass, field, fields, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn, optim

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.model.moving import GradientSum
from tlstudio.engine.project import TrainingSpec
from tlstudio.engine.storage import new_directory, read_bytes, sha256, write_durably, write_text_durably
from tlstudio.engine.training.optim import Plateau
from tlstudio.engine.training.prepare import Work
from tlstudio.engine.training.run import Run, checkpoint_name

SCHEMA = 2
MODEL, OPTIMIZER, STATE = "model.safetensors", "optimizer.safetensors", "state.json"
BESIDE = "beside.safetensors"  # what trains and is no part of the model; only where there is any
SOURCE, TRAINS = "source.", "trains."  # in it: the head of the source task; weights whose average the model has


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
        return f"No better epoch in {training.patience}."
    if position.epoch and is_out_of_time(position, training.minutes):
        return f"The time of {training.minutes:g} minutes is spent."
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


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What a checkpoint holds, taken at its step. What is frozen is not copied: it must stay as it is meanwhile."""

    state: CheckpointState  # without hashes
    files: dict[str, dict[str, Tensor]]  # name → content

    @property
    def step(self) -> int:
        return self.state.position.step


def snapshot(work: Work, state: CheckpointState) -> Snapshot:
    with work.average.shown():  # copies, since the weights that train have others in their place meanwhile
        frozen = {name for name, one in work.classifier.named_parameters() if not one.requires_grad}
        everything = work.classifier.state_dict().items()
        model = {name: tensor if name in frozen else tensor.clone() for name, tensor in everything}
        beside = {name: tensor.clone() for name, tensor in _source_state(work).items()}
        beside |= {f"{TRAINS}{name}": tensor.clone() for name, tensor in work.average.others().items()}
    optimizer = {name: tensor.clone() for name, tensor in _flat_state(work.optimizer).items()}
    return Snapshot(state, {MODEL: model, OPTIMIZER: optimizer, **({BESIDE: beside} if beside else {})})


def save_checkpoint(run: Run, taken: Snapshot) -> Path:
    """Write the checkpoint durably and drop those no longer needed: the last two and the best stay."""
    folder = run.checkpoints_folder / checkpoint_name(taken.step)
    if not folder.exists():
        with new_directory(folder) as temporary:
            for name, tensors in taken.files.items():
                write_durably(temporary / name, save(_apart(tensors)))
            hashes = {name: sha256(temporary / name) for name in taken.files}
            write_text_durably(temporary / STATE, codec.dumps(replace(taken.state, sha256=hashes)))
    _drop_old(run, taken.state.position.best_step)
    return folder


def _source_state(work: Work) -> dict[str, Tensor]:
    head = work.source_loss.head
    return head.state_dict(prefix=SOURCE) if head else {}


def load_newest(run: Run, work: Work) -> tuple[Position, list[str]]:
    """Restore the newest checkpoint that verifies; where it stands, and why newer ones were passed over.

    Raises RunError if none verifies.
    """
    passed_over: list[str] = []
    for folder in reversed(run.checkpoints()):
        try:
            state = verify(folder)
            load_model(folder, work.classifier)
            _load_beside(folder, work)
            _restore(work.optimizer, load_file(folder / OPTIMIZER))
        except (RunError, SafetensorError) as error:
            passed_over.append(str(error))
            continue
        return state.position, passed_over
    raise RunError(f"The run {run.folder} has no checkpoint that can be resumed. Train it anew.")


def _load_beside(folder: Path, work: Work) -> None:
    found = load_file(folder / BESIDE) if (folder / BESIDE).is_file() else {}
    head = work.source_loss.head
    if head:
        _load(head, {name.removeprefix(SOURCE): one for name, one in found.items() if name.startswith(SOURCE)}, folder)
    work.average.restore({name.removeprefix(TRAINS): one for name, one in found.items() if name.startswith(TRAINS)})


def verify(folder: Path) -> CheckpointState:
    """The state of a checkpoint whose files have the content they were saved with. Raises RunError."""
    try:
        state = codec.from_json(
            CheckpointState, _upgraded(codec.parse(read_bytes(folder / STATE, "checkpoint"), STATE))
        )
        wrong = [name for name, expected in state.sha256.items() if sha256(folder / name) != expected]
    except (ProjectError, StorageError, OSError) as error:
        raise RunError(f"The checkpoint {folder} is damaged: {error}") from error
    if wrong:
        raise RunError(f"The checkpoint {folder} is damaged: {wrong[0]} is not as it was saved.")
    return state


def load_model(folder: Path, classifier: Classifier) -> None:
    """Load the weights of a checkpoint. Raises RunError if they do not fit."""
    try:
        tensors = load_file(folder / MODEL)
    except (SafetensorError, OSError) as error:
        raise RunError(f"The checkpoint {folder} is damaged: {error}") from error
    _load(classifier, tensors, folder)


def _load(module: nn.Module, tensors: dict[str, Tensor], folder: Path) -> None:
    try:
        module.load_state_dict(tensors)
    except RuntimeError as error:
        raise RunError(f"The checkpoint {folder} does not fit its project: {str(error).splitlines()[0]}") from error


def _upgraded(data: codec.Json) -> codec.Json:
    """The state as this version writes it; schema 1 knew no metric but accuracy."""
    if isinstance(data, dict) and data.get("schema") == 1 and isinstance(data.get("position"), dict):
        position = dict(data["position"])
        accuracy = position.pop("best_accuracy", -1.0)
        position |= {"best_metrics": {"accuracy": accuracy}, "best_goodness": accuracy}
        return {**data, "schema": SCHEMA, "position": position}
    return data


def _flat_state(optimizer: optim.Optimizer) -> dict[str, Tensor]:
    state = optimizer.state_dict()["state"]
    return {
        f"{number}.{name}": torch.as_tensor(value)
        for number, values in state.items()
        for name, value in values.items()
        if value is not None
    }


def _restore(optimizer: optim.Optimizer, tensors: dict[str, Tensor]) -> None:
    state: dict[int, dict[str, Tensor]] = {}
    for key, tensor in tensors.items():
        number, _, name = key.partition(".")
        state.setdefault(int(number), {})[name] = tensor
    optimizer.load_state_dict({"state": state, "param_groups": optimizer.state_dict()["param_groups"]})


def _apart(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """As safetensors wants them: contiguous, in main memory, and none that two names share."""
    found, seen = dict[str, Tensor](), set[int]()
    for name, tensor in tensors.items():
        own = tensor.detach().cpu().contiguous()
        found[name] = own.clone() if own.data_ptr() in seen else own
        seen.add(own.data_ptr())
    return found


def _drop_old(run: Run, best_step: int) -> None:
    """Keep the last two, so that a damaged newest one is not the end, and the best."""
    for folder in run.checkpoints()[:-2]:
        if folder.name != checkpoint_name(best_step):
            shutil.rmtree(folder, ignore_errors=True)
