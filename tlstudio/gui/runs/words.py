"""Where a run stands that did not come to its end, in a sentence."""

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.errors import StudioError
from tlstudio.engine.runs.position import Position
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.state import RunState


def where_it_stands(run: Run, name: str, state: RunState) -> str:
    """Such as "Run 4 was interrupted at epoch 7, batch 41 of 120."; the run goes on from there."""
    what = {"stopped": _tr("was stopped"), "failed": _tr("failed")}.get(state.status, _tr("was interrupted"))
    position, batches = run.newest_position(), _batches(run)
    if position is None or position.epoch >= state.epochs:
        text = _tr("{run} {what} after {done} of {epochs} epochs.")
    elif position.batch and batches:
        text = _tr("{run} {what} at epoch {epoch}, batch {batch} of {batches}.")
    else:
        text = _tr("{run} {what}. It goes on at the start of epoch {epoch} of {epochs}.")
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


def _tr(text: str) -> str:
    return QCoreApplication.translate("ResumeWords", text)
