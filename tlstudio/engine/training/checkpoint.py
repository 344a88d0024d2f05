"""A resumable state on disk: `step-000120/` with the model, the optimizer, and where in the run they stand.

Randomness needs no saving: every step and every sample draws from a generator seeded by the run's seed and its own
number, so that nothing else in the process can disturb a run.
"""

import shutil
from dataclasses import replace
from pathlib import Path

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn, optim

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.storage import new_directory, sha256, write_durably, write_text_durably
from tlstudio.engine.training.position import STATE, CheckpointState, Position, verify
from tlstudio.engine.training.prepare import Work
from tlstudio.engine.training.run import Run, checkpoint_name

MODEL, OPTIMIZER = "model.safetensors", "optimizer.safetensors"
BESIDE = "beside.safetensors"  # what trains and is no part of the model; only where there is any
SOURCE, TRAINS = "source.", "trains."  # in it: the head of the source task; weights whose average the model has


def save_checkpoint(run: Run, work: Work, state: CheckpointState) -> Path:
    """Write the checkpoint of this step durably and drop those no longer needed: the last two and the best stay."""
    folder = run.checkpoints_folder / checkpoint_name(state.position.step)
    if not folder.exists():
        with new_directory(folder) as temporary:
            parts = _parts(work)
            for name, tensors in parts.items():
                write_durably(temporary / name, save(_contiguous(tensors)))
            hashes = {name: sha256(temporary / name) for name in parts}
            filled = replace(state, sha256=hashes)
            write_text_durably(temporary / STATE, codec.dumps(filled))
    _drop_old(run, state.position.best_step)
    return folder


def _parts(work: Work) -> dict[str, dict[str, Tensor]]:
    """The content of each file; copies, since the weights that train have others in their place meanwhile."""
    with work.average.shown():
        model = {name: tensor.clone() for name, tensor in work.classifier.state_dict().items()}
        beside = {name: tensor.clone() for name, tensor in _source_state(work).items()}
        beside |= {f"{TRAINS}{name}": tensor.clone() for name, tensor in work.average.others().items()}
    return {MODEL: model, OPTIMIZER: _flat_state(work.optimizer), **({BESIDE: beside} if beside else {})}


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


def _contiguous(tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}


def _drop_old(run: Run, best_step: int) -> None:
    """Keep the last two, so that a damaged newest one is not the end, and the best."""
    for folder in run.checkpoints()[:-2]:
        if folder.name != checkpoint_name(best_step):
            shutil.rmtree(folder, ignore_errors=True)
