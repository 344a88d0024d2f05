"""Continue the training of a complete run for some epochs more."""

from dataclasses import dataclass

from tlstudio.engine.errors import RunComplete, RunError, StudioError
from tlstudio.engine.model.phases import check_epochs
from tlstudio.engine.runs.live_edits import (
    EPOCHS,
    INBOX,
    PATIENCE,
    RECORD,
    LiveEdit,
    LiveEdits,
    project_now,
    with_edit,
)
from tlstudio.engine.runs.position import Position, is_out_of_time, verify, why_over
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import sentence
from tlstudio.engine.storage import write_durably


@dataclass(frozen=True, slots=True)
class Continuation:
    """A run, and how many epochs more than it has."""

    run: Run
    epochs: int


def check_can_continue(run: Run) -> Position:
    """Find where the run would go on. Raises RunError if it cannot, with the reason; reads no weights."""
    name = sentence("Run {folder}", folder=run.folder)
    if run.is_taken:
        raise RunError("{name} is training. Change its epochs while it trains, or wait for its end.", name=name)
    project = project_now(run)
    if project.head.solver != "steps":
        raise RunError(
            "{name} cannot train more epochs: a closed-form head has none. Train a new run with head.solver=steps.",
            name=name,
        )
    position = run.newest_position()
    if position is None:
        raise RunError("{name} has no checkpoint that can be resumed. Train it anew.", name=name)
    minutes = project.training.minutes
    if is_out_of_time(position, minutes):
        raise RunError(
            "{name} has spent its time of {minutes:g} minutes. Train a new run with more.",
            name=name,
            minutes=minutes,
        )
    return position


def continue_training(continuation: Continuation) -> tuple[LiveEdit, ...]:
    """The live edits with which the run, resumed next, goes on; a run that lost patience loses it no more.

    Nobody else can train the run from here on. Raises RunError, or FreezeError where that many epochs leave none after
    its phases of unfreezing, if it cannot go on; nothing is written.
    """
    run = continuation.run
    run.own()
    try:
        check_can_continue(run)
        _check_weights(run)
        state = run.state()
        more = LiveEdit(EPOCHS, state.epoch + continuation.epochs)
        ahead = with_edit(project_now(run), more, state.epoch)
        check_epochs(ahead.freeze, ahead.training)
    except StudioError:
        run.close()
        raise
    lost_patience = state.status == "completed" and state.epoch < state.epochs
    return (more, LiveEdit(PATIENCE, 0)) if lost_patience else (more,)


def check_not_complete(run: Run, edits: LiveEdits) -> None:
    """Raises RunComplete, unless an edit gives the run more to do; one cut off after its last epoch may still end."""
    position = run.newest_position(verify) if run.state().status == "completed" else None
    if position is None:
        return
    project = edits.project_ahead(position)
    why = why_over(position, project.training)
    if why or position.epoch >= project.epochs:
        raise RunComplete(run.folder, why or sentence("All {epochs} epochs are done.", epochs=project.epochs))


class AsItWas:
    """What a resume writes before its first step, to be put back if it takes none: a run is never made worse."""

    def __init__(self, run: Run) -> None:
        self._run = run
        waiting = (run.folder / INBOX).glob("*.json")
        files = (run.metrics_path, run.folder / "run.json", run.folder / RECORD, *waiting)
        self._files = {path: path.read_bytes() for path in files if path.is_file()}

    def restore(self) -> None:
        """Raises StorageError."""
        self._run.close_log()
        record = self._run.folder / RECORD
        if record not in self._files:
            record.unlink(missing_ok=True)
        for path, content in self._files.items():
            if not path.is_file() or path.read_bytes() != content:
                write_durably(path, content)


def _check_weights(run: Run) -> None:
    """Raises the RunError of the newest checkpoint if none is as it was saved."""
    newest: RunError | None = None
    for folder in reversed(run.checkpoints()):
        try:
            verify(folder)
            return
        except RunError as error:
            newest = newest or error
    if newest:
        raise newest
