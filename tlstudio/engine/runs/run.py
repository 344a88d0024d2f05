"""A run on disk: the project it was trained with, its images, its environment, its events, its checkpoints.

    001/project.json  split.json  environment.json  run.json  metrics.jsonl  checkpoints/step-000120/
        names.json, once a class was renamed; places.json, so that it can be moved with its images;
        owner.lock, held by the process that trains it

`metrics.jsonl` is the truth about what happened; `run.json` is its short form for lists of runs.

Following the log of a run that another program trains.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.project import ProjectSpec, decode_project
from tlstudio.engine.runs.events import (
    Answered,
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
from tlstudio.engine.runs.owner import Owner, is_owned
from tlstudio.engine.runs.places import placed
from tlstudio.engine.runs.position import CheckpointState, Position, read_state
from tlstudio.engine.runs.samples import ClassNames, SplitName, SplitSamples
from tlstudio.engine.runs.state import RunState, after, changes_state, with_best
from tlstudio.engine.storage import read_bytes, write_text_durably

if TYPE_CHECKING:
    import numpy as np  # the window lists runs before it has loaded that


NAMES = "names.json"
_EPOCH = f'{{"event": "{EpochEnded.name}"'  # how its lines begin: a log has many others
T = TypeVar("T")
E = TypeVar("E", bound=Event)


class Run:
    """One training on disk. Reads on demand; writes only through `record` and `set_state`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._log: IO[str] | None = None
        self._owner: Owner | None = None

    def own(self) -> None:
        """Let nobody else train the run until it is closed, or this process ends.

        Raises RunError if it is being trained, and StorageError.
        """
        self._owner = self._owner or Owner(self.folder)

    @property
    def is_taken(self) -> bool:
        """Whether somebody else trains the run: another process, or another training in this one."""
        return self._owner is None and is_owned(self.folder)

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
        """The copy of the project that this run was trained with, its samples where they lie now."""
        path = self.folder / "project.json"
        return placed(decode_project(read_bytes(path, "run"), path), self.folder)

    def split(self) -> SplitSamples:
        path = self.folder / "split.json"
        return decoded(SplitSamples, path)

    def rehearsal(self) -> SplitSamples | None:
        """The images of the source task that train along, below the project's rehearsal folder."""
        path = self.folder / "rehearsal.json"
        return decoded(SplitSamples, path) if path.is_file() else None

    @property
    def class_names(self) -> tuple[str, ...]:
        """What the classes are called, in the order of the outputs: as trained, or renamed since. Raises RunError."""
        trained, path = self.split().class_names, self.folder / NAMES
        if not path.exists():
            return trained
        names = decoded(ClassNames, path).names
        if len(names) != len(trained) or len(set(names)) != len(names):
            raise RunError(
                "{path} does not name the classes of the run. Remove it to use the names it trained with.",
                path=path,
            )
        return names

    def rename(self, names: Sequence[str]) -> None:
        """Call the classes something else from now on; what was trained stays as it is.

        Raises RunError if a name is missing, empty or there twice, and StorageError.
        """
        trained, new = self.split().class_names, tuple(name.strip() for name in names)
        if len(new) != len(trained) or not all(new):
            raise RunError("The run has {count} classes, and each needs a name.", count=len(trained))
        twice = next((name for name in new if new.count(name) > 1), None)
        if twice is not None:
            raise RunError(
                "Two classes of the run would be called {twice!r}. To merge classes, train again.",
                twice=twice,
            )
        write_text_durably(self.folder / NAMES, codec.dumps(ClassNames(new)))

    def split_paths(self, name: SplitName) -> list[tuple[Path, int]]:
        """Absolute image paths and class numbers of one part of the split."""
        folder = Path(self.project().data.folder)
        return [(folder / path, label) for path, label in self.split().of(name)]

    def split_targets(self, name: SplitName) -> "list[tuple[Path, np.ndarray]]":
        """Absolute image paths of one part of the split, each with its target as the task reads it."""
        targets = self.split().targets_of(name, self.project().objective.task)
        return [(path, target) for (path, _), target in zip(self.split_paths(name), targets, strict=True)]

    def state(self) -> RunState:
        """How far the run has come. Of one that has ended, the best epoch is the best whose weights are on disk."""
        state = decoded(RunState, self.folder / "run.json")
        if state.status != "running":
            return self._as_kept(state)
        if self._owner or is_owned(self.folder):
            return state  # the best weights may still be in memory
        return self._as_kept(replace(state, status="interrupted"))

    def _as_kept(self, state: RunState) -> RunState:
        """After a crash the best epochs may be lost: quick ones are not all written."""
        if not state.best_step or self._checkpoint(state.best_step).is_dir() or not self.checkpoints():
            return state
        try:
            step = _step_of(self.best_checkpoint())
            epoch = self.epoch_at(step)
        except (RunError, OSError):
            return state  # what is damaged is told by whoever needs it
        return with_best(state, epoch) if epoch else replace(state, best_epoch=0, best_step=step, metrics={})

    def set_state(self, state: RunState) -> None:
        write_text_durably(self.folder / "run.json", codec.dumps(state))

    def events(self) -> Iterator[Event]:
        """All events so far, oldest first; a last line that was cut off by a crash is left out."""
        with self.metrics_path.open(encoding="utf-8") as file:
            for line in file:
                if line.endswith("\n"):
                    yield decode(line)

    def started(self) -> RunStarted | None:
        """How the log begins; None before the run has begun."""
        return next((event for event in self.events() if isinstance(event, RunStarted)), None)

    def last(self, kind: type[E]) -> E | None:
        """The event of this kind that was told last, found from the end of the log."""
        with self.metrics_path.open(encoding="utf-8") as file:
            whole = [line for line in file if line.endswith("\n")]
        return next((event for event in map(decode, reversed(whole)) if isinstance(event, kind)), None)

    def epoch_at(self, step: int) -> EpochEnded | None:
        """The epoch that ended with this step, as its checkpoint has it; None for a step within an epoch."""
        with self.metrics_path.open(encoding="utf-8") as file:
            epochs = [decode(line) for line in file if line.startswith(_EPOCH) and line.endswith("\n")]
        return next((one for one in reversed(epochs) if isinstance(one, EpochEnded) and one.step == step), None)

    def record(self, event: Event) -> None:
        """Append the event to `metrics.jsonl`, flushed, and keep `run.json` in step with it."""
        if self._log is None:
            self._log = self.metrics_path.open("a", encoding="utf-8")
        self._log.write(encode(event) + "\n")
        self._log.flush()
        state = after(decoded(RunState, self.folder / "run.json"), event) if changes_state(event) else None
        if state:
            self.set_state(state)

    def close(self) -> None:
        """End the writing, and let others train the run."""
        self.close_log()
        if self._owner:
            self._owner.release()
            self._owner = None

    def close_log(self) -> None:
        """Let the log be replaced; the next event opens it again."""
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
        self.close_log()
        write_text_durably(self.metrics_path, "".join(encode(event) + "\n" for event in kept))
        state = RunState()
        for event in kept:
            state = after(state, event)
        self.set_state(state)

    def checkpoints(self) -> list[Path]:
        """Checkpoint folders, oldest first."""
        return sorted(self.checkpoints_folder.glob("step-*"), key=_step_of)

    def best_checkpoint(self) -> Path:
        """The checkpoint with the best validation accuracy. Raises RunError before the first epoch has ended.

        While quick epochs run, or after a crash, that may be the best of those that were written.
        """
        best = self._checkpoint(decoded(RunState, self.folder / "run.json").best_step)
        if best.is_dir():
            return best
        last = self.last_checkpoint()
        best = self._checkpoint(read_state(last).position.best_step)
        return best if best.is_dir() else last

    def newest_position(self, read: Callable[[Path], CheckpointState] = read_state) -> Position | None:
        """Where the run would go on: at its newest checkpoint that `read` can read; None without one."""
        for folder in reversed(self.checkpoints()):
            try:
                return read(folder).position
            except RunError:  # resuming passes it over, too
                continue
        return None

    def _checkpoint(self, step: int) -> Path:
        return self.checkpoints_folder / checkpoint_name(step)

    def last_checkpoint(self) -> Path:
        """Raises RunError if there is none."""
        found = self.checkpoints()
        if not found:
            raise RunError(
                "The run {folder} has no checkpoint yet. Train it for at least one epoch.",
                folder=self.folder,
            )
        return found[-1]


def checkpoint_name(step: int) -> str:
    return f"step-{step:06d}"


def decoded(kind: type[T], path: Path) -> T:
    """A file of a run. Raises RunError if it cannot be read."""
    try:
        return codec.load(kind, path, "run")
    except (ProjectError, StorageError) as error:
        raise RunError("The run {parent} is damaged: {error}", parent=path.parent, error=error) from error


def _is_later(event: Event, step: int) -> bool:
    if isinstance(event, RunEnded):
        return True
    return isinstance(event, (StepEnded, EpochEnded, Answered, PhaseBegan, Changed)) and event.step > step


def _step_of(folder: Path) -> int:
    digits = folder.name.removeprefix("step-")
    return int(digits) if digits.isdecimal() else -1


class LogTail:
    """Gives out each event of a run's log once, as they are written."""

    def __init__(self, run: Run) -> None:
        self._path = run.metrics_path
        self._place = 0  # bytes that were given out
        self._file = 0  # which file they were in: a resume replaces it

    def more(self) -> list[Event]:
        """What was written since the last time; from the beginning if a resume has written the log anew.

        Raises RunError if it is damaged and OSError if it is gone.
        """
        with self._path.open("rb") as file:
            number = os.fstat(file.fileno()).st_ino
            self._place = self._place if number == self._file else 0
            self._file = number
            file.seek(self._place)
            whole = file.read().rpartition(b"\n")[0]
        if not whole:
            return []
        self._place += len(whole) + 1
        return [decode(line) for line in whole.decode().split("\n")]
