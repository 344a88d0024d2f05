"""Continue the training of a complete run for some epochs more."""

from dataclasses import dataclass

from tlstudio.engine.errors import RunError
from tlstudio.engine.runs.live_edits import EPOCHS, PATIENCE, LiveEdit, ask, project_now
from tlstudio.engine.runs.position import Position, is_out_of_time, verify
from tlstudio.engine.runs.run import Run
from tlstudio.engine.sentences import sentence


@dataclass(frozen=True, slots=True)
class Continuation:
    """A run, and how many epochs more than it has."""

    run: Run
    epochs: int


def check_can_continue(run: Run) -> Position:
    """Find where the run would go on. Raises RunError if it cannot, with the reason; reads no weights."""
    name = sentence("Run {folder}", folder=run.folder)
    if run.state().status == "running":
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


def continue_training(continuation: Continuation) -> None:
    """Leave the run, which is resumed next, a live edit to more epochs; a run that lost patience loses it no more.

    Raises RunError if it cannot go on, before anything is written.
    """
    run = continuation.run
    check_can_continue(run)
    _check_weights(run)
    state = run.state()
    ask(run, LiveEdit(EPOCHS, state.epoch + continuation.epochs))
    if state.status == "completed" and state.epoch < state.epochs:
        ask(run, LiveEdit(PATIENCE, 0))


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
