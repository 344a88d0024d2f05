"""What the window says of a run: where it stands, how far its work is, how long it still takes."""

from tlstudio.engine.errors import StudioError
from tlstudio.engine.progress import Rate
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.runs.position import Position
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.state import RunState
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count, rate


def where_it_stands(run: Run, name: str, state: RunState) -> str:
    """Such as "Run 4 was interrupted at epoch 7, batch 41 of 120."; the run goes on from there."""
    what = {"stopped": say("was stopped"), "failed": say("failed")}.get(state.status, say("was interrupted"))
    position, batches = run.newest_position(), _batches(run)
    if position is None or position.epoch >= state.epochs:
        text = say("{run} {what} after {done} of {epochs} epochs.")
    elif position.batch and batches:
        text = say("{run} {what} at epoch {epoch}, batch {batch} of {batches}.")
    else:
        text = say("{run} {what}. It goes on at the start of epoch {epoch} of {epochs}.")
    here = position or Position(epoch=state.epoch)
    places = {"epoch": here.epoch + 1, "batch": here.batch, "batches": batches, "done": here.epoch}
    return text.format(run=name, what=what, epochs=state.epochs, **places)


def _batches(run: Run) -> int:
    """Of an epoch; 0 where the log cannot be read, which resuming says better."""
    try:
        started = run.started()
    except (StudioError, OSError):
        return 0
    return started.steps_per_epoch if started else 0


MINUTE, HOUR = 60, 3600


def work_words(progress: Progress, pace: Rate) -> tuple[str, str]:
    """How far work on images is and how fast it goes, and how long it still takes; empty where that is not known."""
    if not progress.total:
        return "", ""
    text = say("{0} of {1}").format(count(progress.done), count(progress.total))
    speed, left = pace.per_second, pace.seconds_left(progress.total)
    if speed is None:
        return text, ""
    return say("{0} · {1} images/s").format(text, rate(speed)), time_left(left) if left else ""


def time_left(seconds: float) -> str:
    """About how long it takes, in the two largest units: "1 min 3 s left"."""
    whole = max(1, round(seconds))
    if whole < MINUTE:
        return say("{0} s left").format(whole)
    if whole < HOUR:
        return say("{0} min {1} s left").format(whole // MINUTE, whole % MINUTE)
    return say("{0} h {1} min left").format(whole // HOUR, whole % HOUR // MINUTE)
