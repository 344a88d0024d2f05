"""The words of the top bar about a run and about the project's file."""

from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.runs.words import time_left, work_words
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.session import SessionState, TrainingSession
from tlstudio.gui.window.top_bar import RunLine


def run_line(session: TrainingSession) -> RunLine | None:
    """How the living run is shown; None if nothing trains."""
    words = {
        SessionState.PREPARING: say("Starting…"),
        SessionState.RUNNING: say("Training"),
        SessionState.PAUSED: say("Paused"),
        SessionState.STOPPING: say("Stopping, saving…"),
        SessionState.DISCARDING: say("Stopping, discarding…"),
    }
    if session.state not in words:
        return None
    word = words[session.state]
    started, progress = session.started, session.progress
    if session.state is SessionState.PREPARING and progress:
        detail, left = work_words(progress, session.work_rate)
        return RunLine(say_sentence(progress.phase), detail, left, progress.done, progress.total)
    if started is None:
        return RunLine(word, "", "", 0, 1)
    per_epoch = max(1, started.steps_per_epoch)
    epoch = min(started.epochs, max(0, session.step - 1) // per_epoch + 1)
    detail = say("epoch {0} of {1}").format(epoch, started.epochs)
    left = session.seconds_left if session.state is SessionState.RUNNING else None
    return RunLine(word, detail, "" if left is None else time_left(left), session.step, started.epochs * per_epoch)


def device_words(device: str, is_training: bool) -> str:
    """What trains, or would train: "CPU (no GPU found)", "Training on the CPU (no GPU found)"."""
    if not is_training or not device:
        return device
    return (
        say("Training on the {0}").format(device) if device.startswith("CPU") else say("Training on {0}").format(device)
    )


def saved_words(document: Document, session: TrainingSession) -> str:
    """Whether the project is safe, in a word or two."""
    if document.is_empty:
        return ""
    if session.is_alive and session.run:
        return say("Run {0} · saved as it goes").format(int(session.run.name))
    if document.is_read_only:
        return say("Read only")
    if document.path is None:
        return say("Not saved yet")
    return say("Edited") if document.is_dirty else say("Saved")
