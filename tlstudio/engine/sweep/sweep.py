"""A sweep: ordinary runs one after the other, each marked with what it tried; stopped and resumed at any time.

NAME.runs/sweep-001.json    what is varied, and the project it began with
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.folder import Index
from tlstudio.engine.errors import ProjectError, RunError, StudioError
from tlstudio.engine.project import FORMAT, DataSpec, ProjectSpec, runs_folder, upgraded
from tlstudio.engine.runs.events import Event
from tlstudio.engine.runs.notes import RunNotes, SweepMark, notes_of, save_notes
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import runs_in
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.storage import make_folder, write_text_durably
from tlstudio.engine.sweep.search import Told, propose
from tlstudio.engine.sweep.spec import SweepSpec, check_sweep, with_settings
from tlstudio.engine.tasks.info import TASKS

OVER = ("completed", "failed")

Fit = Callable[[Run, bool], Iterator[Event]]  # run, resume → its events
Trials = dict[int, Run]


@dataclass(frozen=True, slots=True)
class _File:
    spec: SweepSpec
    project: ProjectSpec
    format: int = FORMAT  # of the project; files from before it was written are of format 1


@dataclass(frozen=True, slots=True)
class Sweep:
    path: Path
    spec: SweepSpec
    project: ProjectSpec  # its image folder is absolute

    @property
    def name(self) -> str:
        return self.path.stem

    def trials(self) -> Trials:
        """The runs of the sweep by the number of their trial; those in the trash are none."""
        marked = [(run, notes_of(run).mark) for run in runs_in(self.path.parent)]
        return {mark.trial: run for run, mark in marked if mark and mark.sweep == self.name}

    def done(self) -> int:
        """How many trials are over."""
        wanted = range(1, self.spec.count + 1)
        return sum(run.state().status in OVER for trial, run in self.trials().items() if trial in wanted)

    def is_over(self) -> bool:
        return self.done() == self.spec.count


def create_sweep(path: Path, project: ProjectSpec, spec: SweepSpec) -> Sweep:
    """A new sweep of the project file at `path`; nothing trains yet. Raises ProjectError or StorageError."""
    check_sweep(project, spec)
    folder = runs_folder(path)
    make_folder(folder)
    taken = [int(one.stem[6:]) for one in folder.glob("sweep-*.json") if one.stem[6:].isdecimal()]
    place = folder / f"sweep-{max(taken, default=0) + 1:03d}.json"
    data = replace(project.data, folder=str(Path(project.data.folder).absolute()))
    sweep = Sweep(place, spec, replace(project, data=data))
    write_text_durably(place, codec.dumps(_File(spec, sweep.project)))
    return sweep


def sweeps_of(path: Path) -> list[Sweep]:
    """The sweeps of a project file, oldest first. Raises RunError for one that is damaged."""
    return [_open(place) for place in sorted(runs_folder(path).glob("sweep-*.json"))]


def train_sweep(
    sweep: Sweep, fit: Fit, *, should_stop: Callable[[], bool], index: Index | None = None
) -> Iterator[Event]:
    """Train what is not trained yet; the events of all its runs, one run after the other.

    A trial that fails after it began is left as it is, and the next one begins. `index` is of the project's images,
    where they have just been read. Raises StudioError where a trial cannot even begin.
    """
    images = _Images(sweep.project.data, index)
    for trial in range(1, sweep.spec.count + 1):
        if should_stop():
            return
        run = sweep.trials().get(trial)
        if run and run.state().status in OVER:
            continue
        if run:
            run.own()
        if run and not run.checkpoints():
            run.discard()
            run = None
        resume = run is not None
        run = run or _begin(sweep, trial, images, should_stop)
        try:
            yield from fit(run, resume)
        except StudioError:
            if not run.folder.is_dir():  # as every other would: the fault is not in what was varied
                raise


class _Images:
    """The images, read once for all trials that only divide them otherwise."""

    def __init__(self, data: DataSpec, index: Index | None) -> None:
        self._data = data
        self._index = index

    def of(self, project: ProjectSpec, should_stop: Callable[[], bool]) -> Index:
        if self._index is None or _undivided(project.data) != _undivided(self._data):
            self._index = read_samples(project.data, project.objective.task, None, should_stop)
            self._data = project.data
        return self._index


def _begin(sweep: Sweep, trial: int, images: _Images, should_stop: Callable[[], bool]) -> Run:
    chosen = propose(sweep.spec, trial, _told(sweep))
    project = with_settings(sweep.project, chosen)
    index = images.of(project, should_stop)
    run = start_run(project, sweep.path.parent, should_stop=should_stop, index=index, is_numbered=True)
    save_notes(run, RunNotes(mark=SweepMark(sweep.name, trial, chosen)))
    return run


def _told(sweep: Sweep) -> list[Told]:
    """What the trials so far set and came to."""
    runs = [(notes_of(run).mark, run) for _, run in sorted(sweep.trials().items())]
    return [(mark.settings, _score(sweep, run)) for mark, run in runs if mark]


def _score(sweep: Sweep, run: Run) -> float | None:
    """The task's key metric of the best epoch, more being better; None if there is none."""
    task = TASKS[sweep.project.objective.task]
    value = run.state().metrics.get(f"val_{task.key}")
    return None if value is None else task.goodness(value)


def _undivided(data: DataSpec) -> DataSpec:
    return replace(data, val_share=0.15, test_share=0.15, split_seed=0, folds=0, fold=0)


def _upgraded(data: codec.Json, name: str) -> codec.Json:
    if not isinstance(data, dict) or not isinstance(data.get("project"), dict):
        return data
    return {**data, "project": upgraded(data["project"], data.get("format", 1), name)}


def _open(place: Path) -> Sweep:
    try:
        file = codec.load(_File, place, "sweep", lambda data: _upgraded(data, place.name))
    except ProjectError as error:
        raise RunError("The sweep {place} is damaged: {error}", place=place, error=error) from error
    return Sweep(place, file.spec, file.project)
