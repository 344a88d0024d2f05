"""A run on disk: the project it was trained with, its images, its environment, its events, its checkpoints.

    001/project.json  split.json  environment.json  run.json  metrics.jsonl  checkpoints/step-000120/

`metrics.jsonl` is the truth about what happened; `run.json` is its short form for lists of runs.
"""

import os
import platform
import shutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from typing import IO, Literal

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.project import ProjectSpec, decode_project, encode_project, runs_folder
from tlstudio.engine.storage import new_directory, read_bytes, write_text_durably
from tlstudio.engine.training.events import (
    Changed,
    EpochEnded,
    Event,
    PhaseBegan,
    RunEnded,
    RunStarted,
    StepEnded,
    decode,
    encode,
)

SplitName = Literal["train", "val", "test"]
Status = Literal["running", "interrupted", "completed", "stopped", "failed"]
PACKAGES = ("torch", "torchvision", "timm", "numpy", "pillow", "transfer-learning-studio")


@dataclass(frozen=True, slots=True)
class SplitImages:
    """Which images a run trains and is judged on: paths below the project's folder, class numbers beside them.

    Where an image has labels or numbers instead of one class, they stand in `targets`, a row for each image, in the
    order of `class_names`; its class number then says nothing.
    """

    class_names: tuple[str, ...]
    train: tuple[str, ...]
    train_labels: tuple[int, ...]
    val: tuple[str, ...]
    val_labels: tuple[int, ...]
    test: tuple[str, ...] = ()
    test_labels: tuple[int, ...] = ()
    targets: dict[str, tuple[tuple[float, ...], ...]] = field(default_factory=dict)  # of "train", "val" and "test"

    def targets_of(self, name: SplitName) -> np.ndarray:
        """(images,) class numbers, or (images, names) labels or numbers."""
        if self.targets:
            return np.array(self.targets[name], dtype=np.float32).reshape(-1, len(self.class_names))
        return np.array([label for _, label in self.of(name)], dtype=np.int64)

    def of(self, name: SplitName) -> list[tuple[str, int]]:
        paths, labels = {
            "train": (self.train, self.train_labels),
            "val": (self.val, self.val_labels),
            "test": (self.test, self.test_labels),
        }[name]
        return list(zip(paths, labels, strict=True))


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run has come. `epoch` counts ended epochs; `best_step` names the best checkpoint."""

    status: Status = "running"
    epoch: int = 0
    epochs: int = 0
    best_epoch: int = 0
    best_step: int = 0
    metrics: dict[str, float] = field(default_factory=dict)  # of the best epoch
    started: str = ""  # ISO 8601, UTC
    process: int = 0
    reason: str = ""


class Run:
    """One training on disk. Reads on demand; writes only through `record` and `set_state`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log: IO[str] | None = None

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def metrics_path(self) -> Path:
        return self.folder / "metrics.jsonl"

    @property
    def checkpoints_folder(self) -> Path:
        return self.folder / "checkpoints"

    def project(self) -> ProjectSpec:
        """The copy of the project that this run was trained with."""
        path = self.folder / "project.json"
        return decode_project(read_bytes(path, "run"), path)

    def split(self) -> SplitImages:
        path = self.folder / "split.json"
        return _decode(SplitImages, path)

    @property
    def class_names(self) -> tuple[str, ...]:
        return self.split().class_names

    def split_paths(self, name: SplitName) -> list[tuple[Path, int]]:
        """Absolute image paths and class numbers of one part of the split."""
        folder = Path(self.project().data.folder)
        return [(folder / path, label) for path, label in self.split().of(name)]

    def split_targets(self, name: SplitName) -> list[tuple[Path, np.ndarray]]:
        """Absolute image paths of one part of the split and their labels or numbers, float32 (names,)."""
        split = self.split()
        return [(path, row) for (path, _), row in zip(self.split_paths(name), split.targets_of(name), strict=True)]

    def state(self) -> RunState:
        state = _decode(RunState, self.folder / "run.json")
        if state.status == "running" and not _is_alive(state.process):
            return replace(state, status="interrupted")
        return state

    def set_state(self, state: RunState) -> None:
        write_text_durably(self.folder / "run.json", codec.dumps(state))

    def events(self) -> Iterator[Event]:
        """All events so far, oldest first; a last line that was cut off by a crash is left out."""
        with self.metrics_path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    yield decode(line)

    def last_epoch(self) -> EpochEnded | None:
        """The epoch that ended last, found from the end of the log."""
        with self.metrics_path.open(encoding="utf-8") as file:
            whole = [line for line in file if line.endswith("\n")]
        return next((event for event in map(decode, reversed(whole)) if isinstance(event, EpochEnded)), None)

    def record(self, event: Event) -> None:
        """Append the event to `metrics.jsonl`, flushed, and keep `run.json` in step with it."""
        if self._log is None:
            self._log = self.metrics_path.open("a", encoding="utf-8")
        self._log.write(encode(event) + "\n")
        self._log.flush()
        state = _after(_decode(RunState, self.folder / "run.json"), event) if _changes_state(event) else None
        if state:
            self.set_state(state)

    def close(self) -> None:
        if self._log:
            self._log.close()
            self._log = None

    def discard(self) -> None:
        """Remove the run from the disk: only for one that never began."""
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def forget_after(self, step: int) -> None:
        """Drop the events of steps after `step`, which a resumed run will do again."""
        kept = [event for event in self.events() if not _is_later(event, step)]
        self.close()
        write_text_durably(self.metrics_path, "".join(encode(event) + "\n" for event in kept))
        state = RunState()
        for event in kept:
            state = _after(state, event)
        self.set_state(state)

    def checkpoints(self) -> list[Path]:
        """Checkpoint folders, oldest first."""
        return sorted(self.checkpoints_folder.glob("step-*"), key=_step_of)

    def best_checkpoint(self) -> Path:
        """The checkpoint with the best validation accuracy. Raises RunError before the first epoch has ended."""
        folder = self.checkpoints_folder / checkpoint_name(self.state().best_step)
        return folder if folder.is_dir() else self.last_checkpoint()

    def last_checkpoint(self) -> Path:
        """Raises RunError if there is none."""
        found = self.checkpoints()
        if not found:
            raise RunError(f"The run {self.folder} has no checkpoint yet. Train it for at least one epoch.")
        return found[-1]


def checkpoint_name(step: int) -> str:
    return f"step-{step:06d}"


def create_run(project: ProjectSpec, folder: Path, split: SplitImages) -> Run:
    """A new run at `folder`, which must not exist. Raises StorageError."""
    with new_directory(folder) as temporary:
        files = {
            "project.json": encode_project(project, folder.absolute() / "project.json"),
            "split.json": codec.dumps(split),
            "environment.json": codec.dumps(_environment()),
            "run.json": codec.dumps(RunState(epochs=project.epochs, started=_now(), process=os.getpid())),
            "metrics.jsonl": "",
        }
        for name, text in files.items():
            write_text_durably(temporary / name, text)
        (temporary / "checkpoints").mkdir()
    return Run(folder)


def is_run(folder: Path) -> bool:
    return (folder / "project.json").is_file() and (folder / "metrics.jsonl").is_file()


def open_run(folder: Path) -> Run:
    """The run in the folder. Raises RunError if there is none."""
    if not is_run(folder):
        raise RunError(f"{folder} is not a run. `tlstudio runs` lists the runs of a project.")
    return Run(folder)


def runs_of(project: Path) -> list[Run]:
    """The runs of a project file, oldest first."""
    folder = runs_folder(project)
    found = [entry for entry in folder.iterdir() if entry.name.isdecimal() and is_run(entry)] if folder.is_dir() else []
    return [Run(entry) for entry in sorted(found, key=lambda entry: int(entry.name))]


def next_run_folder(project: Path) -> Path:
    """The first free number beside the project file: `NAME.runs/001`, `002`, …"""
    folder = runs_folder(project)
    taken = [int(entry.name) for entry in folder.iterdir() if entry.name.isdecimal()] if folder.is_dir() else []
    return folder / f"{max(taken, default=0) + 1:03d}"


def _decode(kind: type, path: Path) -> "codec.Json":
    try:
        return codec.from_json(kind, codec.parse(read_bytes(path, "run"), path.name))
    except (ProjectError, StorageError) as error:
        raise RunError(f"The run {path.parent} is damaged: {error}") from error


def _changes_state(event: Event) -> bool:
    return isinstance(event, (RunStarted, EpochEnded, Changed, RunEnded))


def _after(state: RunState, event: Event) -> RunState:
    match event:
        case RunStarted():
            state = replace(state, status="running", epochs=event.epochs, process=os.getpid(), reason="")
            return replace(state, started=state.started or _now())
        case EpochEnded(is_best=True):
            metrics = {**event.val_metrics, "train_loss": event.train_loss}
            return replace(state, epoch=event.epoch, best_epoch=event.epoch, best_step=event.step, metrics=metrics)
        case EpochEnded():
            return replace(state, epoch=event.epoch)
        case Changed(key="training.epochs"):
            return replace(state, epochs=int(event.new))
        case RunEnded():
            return replace(state, status=event.status, reason=event.reason)
        case _:
            return state


def _is_later(event: Event, step: int) -> bool:
    if isinstance(event, RunEnded):
        return True
    return isinstance(event, (StepEnded, EpochEnded, PhaseBegan, Changed)) and event.step > step


def _is_alive(process: int) -> bool:
    if process == os.getpid():
        return True
    if sys.platform == "win32":
        return False  # os.kill would end the process there; a run of another program shows as interrupted.
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return process > 0


def _step_of(folder: Path) -> int:
    digits = folder.name.removeprefix("step-")
    return int(digits) if digits.isdecimal() else -1


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _environment() -> dict[str, str | int]:
    return {
        "started": _now(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
        "processor": platform.machine(),
        "cores": os.cpu_count() or 1,
        **dict(_versions(PACKAGES)),
    }


def _versions(packages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for package in packages:
        try:
            yield package, metadata.version(package)
        except metadata.PackageNotFoundError:
            yield package, "not installed"
