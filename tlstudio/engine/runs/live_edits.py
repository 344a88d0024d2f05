"""Live edits: what a person changes in a run while it trains, recorded so that the run can be had again.

Anyone may ask, from any thread or process: an edit is a small file in the run's folder, which the loop takes after a
step. What it did about it stands in `changes.json`, with the step: a run that is resumed, or trained again, does the
same at the same steps.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, RunError, StorageError, StudioError, did_you_mean
from tlstudio.engine.project import FreezeSpec, ProjectSpec
from tlstudio.engine.runs.events import Changed
from tlstudio.engine.runs.position import Position
from tlstudio.engine.runs.run import Run, decoded
from tlstudio.engine.settings import LIVE, Settings, Varied, settings_of
from tlstudio.engine.storage import make_folder, write_text_durably

LR, EPOCHS, PATIENCE, PHASE_ENDS = "training.lr", "training.epochs", "training.patience", "freeze.phase_ends"
KEYS = (*LIVE, PHASE_ENDS)
PHASE_FLAG = "Phase ends at {value}"  # on the curves; the flags of settings stand in their table
RECORD, INBOX = "changes.json", "wishes"


@dataclass(frozen=True, slots=True)
class LiveEdit:
    """`freeze.phase_ends` is the last epoch of the phase of unfreezing that is running; 0: the epoch that is."""

    key: str
    value: float


@dataclass(frozen=True, slots=True)
class _Record:
    changes: tuple[Changed, ...] = ()


def parse_edit(assignment: str) -> LiveEdit:
    """The live edit in `key=value`. Raises RunError for what cannot be changed in a run, or is no number."""
    key, _, text = assignment.partition("=")
    if key not in KEYS:
        raise RunError(
            "{key}: this cannot be changed in a run{hint}. These can: {keys}.",
            key=key,
            hint=did_you_mean(key, KEYS),
            keys=", ".join(KEYS),
        )
    try:
        return LiveEdit(key, float(text))
    except ValueError as error:
        raise RunError("{key}: {text!r} is not a number.", key=key, text=text) from error


def ask(run: Run, edit: LiveEdit) -> None:
    """Leave the edit for the run, which takes it after its next step, or when it is resumed.

    Raises RunError for a value out of range, and for a run whose head is solved, or that is complete.
    """
    check_edit(run, edit)
    if run.state().status == "completed":
        raise RunError(
            "The run {folder} is complete, so nothing changes in it any more. It goes on with other values by "
            "`tlstudio train PROJECT --run {folder} --more EPOCHS --set {key}={value:g}`.",
            folder=run.folder,
            key=edit.key,
            value=edit.value,
        )
    folder = run.folder / INBOX
    make_folder(folder)
    number = len(list(folder.iterdir()))
    write_text_durably(folder / f"{number:04d}-{uuid.uuid4().hex[:8]}.json", codec.dumps(edit))


def check_edit(run: Run, edit: LiveEdit) -> None:
    """Raises RunError for a value out of range, and for a run whose head is solved, which has no steps."""
    project = run.project()
    if project.head.solver != "steps":
        raise RunError(
            "The run {folder} has a closed-form head, which is computed in one go: nothing can be changed in it.",
            folder=run.folder,
        )
    if edit.key != PHASE_ENDS:
        _with_value(project, edit)


def project_now(run: Run) -> ProjectSpec:
    """The project of the run with all its live edits. Raises RunError."""
    project = run.project()
    for change in recorded(run):
        project = with_edit(project, LiveEdit(change.key, change.new), change.epoch)
    return project


def recorded(run: Run) -> tuple[Changed, ...]:
    """The live edits of the run so far, in the order of their steps. Raises RunError if they cannot be read."""
    path = run.folder / RECORD
    return decoded(_Record, path).changes if path.exists() else ()


def settings_over(run: Run) -> Settings:
    """The settings of the run; one that was changed while it trained is Varied. Raises RunError."""
    project = run.project()
    now = found = settings_of(project)
    for change in recorded(run):
        project = with_edit(project, LiveEdit(change.key, change.new), change.epoch)
        before, now = now, settings_of(project)
        found = found | {
            key: _varied(found[key]).after(change.epoch, now[key]) for key in now if now[key] != before[key]
        }
    return found


def record(run: Run, changes: tuple[Changed, ...]) -> None:
    """Let these be the live edits of the run."""
    write_text_durably(run.folder / RECORD, codec.dumps(_Record(changes)))


def with_edit(project: ProjectSpec, edit: LiveEdit, epoch: int) -> ProjectSpec:
    """The project as it goes on, `epoch` being the one that runs. Raises a StudioError for what does not fit."""
    if edit.key == LR:
        return _with_lr(project, edit, epoch)
    if edit.key == PHASE_ENDS:
        return _with_phase_end(project, int(edit.value) or epoch, epoch)
    if edit.key == EPOCHS and edit.value < epoch:
        raise RunError("epochs: {value:g} is below {epoch}, the epoch that is running.", value=edit.value, epoch=epoch)
    return _with_value(project, edit)


def phase_of(project: ProjectSpec, epoch: int) -> int | None:
    """The last epoch of the phase of unfreezing that an epoch lies in; None once all that is not frozen trains."""
    number = _phase_number(project.freeze, epoch)
    return None if number is None else _last_epoch(project.freeze, number)


def value_of(project: ProjectSpec, key: str, epoch: int) -> float:
    """What the key stands for in this epoch."""
    number = _phase_number(project.freeze, epoch)
    if key == LR:
        own = project.freeze.phases[number].lr if number is not None else None
        return own or project.training.lr
    if key == PHASE_ENDS:
        return phase_of(project, epoch) or project.training.epochs
    return getattr(project.training, key.rpartition(".")[2])


class LiveEdits:
    """The edits of one run that trains: those on record, which come again at their steps, and those asked for."""

    def __init__(self, run: Run, asked: Sequence[LiveEdit] = ()) -> None:
        """`asked` are made at once, before those that anybody leaves in the run's folder."""
        self.run = run
        self._asked = list(asked)
        self._known = recorded(run)
        self._done = 0  # of those on record

    def project_at(self, step: int) -> ProjectSpec:
        """The run's project as the edits up to this step have left it; those are done."""
        project = self.run.project()
        self._done = sum(change.step <= step for change in self._known)
        for change in self._known[: self._done]:
            project = with_edit(project, LiveEdit(change.key, change.new), change.epoch)
        return project

    def project_ahead(self, position: Position) -> ProjectSpec:
        """The run's project as it would go on from there, with all that is asked for and fits. Changes nothing."""
        project, waiting = self.project_at(position.step), filter(None, map(_read_edit, _asked(self.run)))
        for edit in (*self._asked, *waiting):
            with suppress(StudioError):  # the run warns of it when it goes on
                project = with_edit(project, edit, position.epoch + 1)
        return project

    def is_due(self, step: int) -> bool:
        """Whether an edit on record comes after this step."""
        return self._done < len(self._known) and self._known[self._done].step <= step

    def due(self, step: int, epoch: int) -> Iterator[tuple[LiveEdit, int]]:
        """What is to be edited after this step, each with the epoch in which it counts."""
        while self.is_due(step):
            change = self._known[self._done]
            self._done += 1
            yield LiveEdit(change.key, change.new), change.epoch
        while self._asked:
            yield self._asked.pop(0), epoch
        for path in _asked(self.run):
            edit = _read_edit(path)
            if edit:
                yield edit, epoch
            path.unlink(missing_ok=True)

    def keep(self, change: Changed) -> None:
        """Have the change on record, unless it comes from there."""
        if change not in self._known:
            self._known = (*self._known[: self._done], change, *self._known[self._done :])
            self._done += 1
            record(self.run, self._known)


def _varied(value: object) -> Varied:
    return value if isinstance(value, Varied) else Varied(value, ())


def _asked(run: Run) -> list[Path]:
    folder = run.folder / INBOX
    return sorted(folder.glob("*.json")) if folder.is_dir() else []


def _read_edit(path: Path) -> LiveEdit | None:
    """None for a file that is no edit: nobody waits for it."""
    try:
        edit = codec.load(LiveEdit, path, "live edit")
    except (ProjectError, StorageError):
        return None
    return edit if edit.key in KEYS else None


def _with_value(project: ProjectSpec, edit: LiveEdit) -> ProjectSpec:
    is_whole = edit.key != LR and float(edit.value).is_integer()
    return codec.with_value(project, f"{edit.key}={int(edit.value) if is_whole else edit.value}")


def _with_lr(project: ProjectSpec, edit: LiveEdit, epoch: int) -> ProjectSpec:
    """The peak of what runs now: that of the phase, where it has its own."""
    number = _phase_number(project.freeze, epoch)
    if number is None or project.freeze.phases[number].lr is None:
        return _with_value(project, edit)
    return _with_phase(project, number, lr=edit.value)


def _with_phase_end(project: ProjectSpec, last: int, epoch: int) -> ProjectSpec:
    number = _phase_number(project.freeze, epoch)
    if number is None:
        raise RunError(
            "No phase of unfreezing is left to end in epoch {epoch}: all that is not frozen trains.",
            epoch=epoch,
        )
    if last < epoch:
        raise RunError("phase_ends: {last} is below {epoch}, the epoch that is running.", last=last, epoch=epoch)
    first = _last_epoch(project.freeze, number) - project.freeze.phases[number].epochs + 1
    return _with_phase(project, number, epochs=last - first + 1)


def _with_phase(project: ProjectSpec, number: int, **values: float) -> ProjectSpec:
    phases = list(project.freeze.phases)
    phases[number] = replace(phases[number], **values)
    return replace(project, freeze=replace(project.freeze, phases=tuple(phases)))


def _phase_number(freeze: FreezeSpec, epoch: int) -> int | None:
    """Which of the phases an epoch lies in; None once all that is not frozen trains."""
    numbers = range(len(freeze.phases))
    return next((number for number in numbers if epoch <= _last_epoch(freeze, number)), None)


def _last_epoch(freeze: FreezeSpec, number: int) -> int:
    return sum(phase.epochs for phase in freeze.phases[: number + 1])
