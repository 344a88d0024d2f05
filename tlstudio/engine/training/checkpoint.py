"""A resumable state on disk: `step-000120/` with the model, the optimizer, and where in the run they stand.

Randomness needs no saving: every step and every sample draws from a generator seeded by the run's seed and its own
number, so that nothing else in the process can disturb a run.

Checkpoints are written so seldom that it costs little, and never without the best one.
"""

import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn, optim

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import CheckpointSaved
from tlstudio.engine.runs.position import STATE, CheckpointState, Position, verify
from tlstudio.engine.runs.run import Run, checkpoint_name
from tlstudio.engine.storage import new_directory, sha256, write_durably, write_text_durably
from tlstudio.engine.training.setup.work import Work

MODEL, OPTIMIZER = "model.safetensors", "optimizer.safetensors"
BESIDE = "beside.safetensors"  # what trains and is no part of the model; only where there is any
SOURCE, TRAINS = "source.", "trains."  # in it: the head of the source task; weights whose EMA the model has


@dataclass(frozen=True, slots=True, eq=False)
class Snapshot:
    """What a checkpoint holds: the content of its files, by name, and its state without their hashes."""

    state: CheckpointState
    files: dict[str, dict[str, Tensor]]

    def copied(self) -> "Snapshot":
        """The same when training has gone on. What is frozen is not copied: it must stay as it is."""
        files = {name: {key: _copy(tensor) for key, tensor in content.items()} for name, content in self.files.items()}
        return Snapshot(self.state, files)


@contextmanager
def snapshot(work: Work, state: CheckpointState) -> Iterator[Snapshot]:
    """Within, what a checkpoint of this moment holds; the EMA weights are in place of those that train."""
    with work.ema.shown():
        model = work.classifier.state_dict(keep_vars=True)
        beside = _source_state(work) | {f"{TRAINS}{name}": tensor for name, tensor in work.ema.others().items()}
        files = {MODEL: model, OPTIMIZER: _flat_state(work.optimizer), **({BESIDE: beside} if beside else {})}
        yield Snapshot(state, files)


def save_checkpoint(run: Run, taken: Snapshot) -> Path:
    """Write the checkpoint durably and drop those no longer needed: the last two and the best stay."""
    folder = run.checkpoints_folder / checkpoint_name(taken.state.position.step)
    if not folder.exists():
        with new_directory(folder) as temporary:
            for name, tensors in taken.files.items():
                write_durably(temporary / name, save(_apart(tensors)))
            hashes = {name: sha256(temporary / name) for name in taken.files}
            write_text_durably(temporary / STATE, codec.dumps(replace(taken.state, sha256=hashes)))
    _drop_old(run, taken.state.position.best_step)
    return folder


def _source_state(work: Work) -> dict[str, Tensor]:
    head = work.objective.source.head
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
    raise RunError("The run {folder} has no checkpoint that can be resumed. Train it anew.", folder=run.folder)


def _load_beside(folder: Path, work: Work) -> None:
    found = load_file(folder / BESIDE) if (folder / BESIDE).is_file() else {}
    head = work.objective.source.head
    if head:
        _load(head, _below(SOURCE, found), folder)
    work.ema.restore(_below(TRAINS, found))


def _below(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def load_model(folder: Path, classifier: Classifier) -> None:
    """Load the weights of a checkpoint. Raises RunError if they do not fit."""
    try:
        tensors = load_file(folder / MODEL)
    except (SafetensorError, OSError) as error:
        raise RunError("The checkpoint {folder} is damaged: {error}", folder=folder, error=error) from error
    _load(classifier, tensors, folder)


def _load(module: nn.Module, tensors: dict[str, Tensor], folder: Path) -> None:
    try:
        module.load_state_dict(tensors)
    except RuntimeError as error:
        raise RunError(
            "The checkpoint {folder} does not fit its project: {error}",
            folder=folder,
            error=str(error).splitlines()[0],
        ) from error


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


def _copy(tensor: Tensor) -> Tensor:
    is_frozen = isinstance(tensor, nn.Parameter) and not tensor.requires_grad
    return tensor if is_frozen else tensor.detach().clone()


def _apart(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    """As safetensors wants them: contiguous, in main memory, and none that two names share."""
    found, seen = dict[str, Tensor](), set[int]()
    for name, tensor in tensors.items():
        own = tensor.detach().cpu().contiguous()
        place = own.untyped_storage().data_ptr()
        found[name] = own.clone() if place in seen else own
        seen.add(place)
    return found


def _drop_old(run: Run, best_step: int) -> None:
    """Keep the last two, so that a damaged newest one is not the end, and the best."""
    for folder in run.checkpoints()[:-2]:
        if folder.name != checkpoint_name(best_step):
            shutil.rmtree(folder, ignore_errors=True)


LEAST_S = 1.0  # between two checkpoints of epochs that are over in no time
TIMES_ITS_COST = 20  # writing takes at most a twentieth of the time


class Saving:
    """The checkpoints of one running `fit`. The best epoch is kept in memory until the next one is written."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._best: Snapshot | None = None
        self._due = 0.0  # on the monotonic clock; the first epoch is written at once

    def end_epoch(self, work: Work, state: CheckpointState) -> CheckpointSaved | None:
        """Write the checkpoint if it is time for one; else keep it, if no epoch was better."""
        if time.monotonic() >= self._due:
            return self.save(work, state)
        if state.position.best_step == state.position.step:
            with snapshot(work, state) as now:
                self._best = now.copied()
        return None

    def save(self, work: Work, state: CheckpointState) -> CheckpointSaved:
        """Write the checkpoint now, and the best one before it."""
        since = time.monotonic()
        self.save_best()
        with snapshot(work, state) as now:
            folder = save_checkpoint(self._run, now)
        ended = time.monotonic()
        self._due = ended + max(LEAST_S, TIMES_ITS_COST * (ended - since))
        return CheckpointSaved(state.position.step, str(folder))

    def save_best(self) -> None:
        """Write what is kept, as must be done before something else trains than did."""
        if self._best:
            save_checkpoint(self._run, self._best)
            self._best = None
