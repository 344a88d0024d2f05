"""How far a run has come, as its events tell it: the short form of its log."""

import math
import os
import sys
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Literal

from tlstudio.engine.runs.events import Changed, EpochEnded, Event, RunEnded, RunStarted

Status = Literal["running", "interrupted", "completed", "stopped", "failed"]


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
    process: int = 0  # that trained it last; whether it still does, the lock in the run's folder says
    reason: str = ""
    seconds: float = 0.0  # of all its epochs
    val_images: int = 0  # that its best epoch was judged on; 0: not known


def changes_state(event: Event) -> bool:
    """Whether `after` may differ from what was before."""
    return isinstance(event, (RunStarted, EpochEnded, Changed, RunEnded))


def after(state: RunState, event: Event) -> RunState:
    """The state that the event leads to."""
    match event:
        case RunStarted():
            state = replace(state, status="running", epochs=event.epochs, process=os.getpid(), reason="")
            return replace(state, started=state.started or now(), val_images=event.images.get("val", 0))
        case EpochEnded():
            state = replace(state, epoch=event.epoch, seconds=state.seconds + event.seconds)
            return with_best(state, event) if event.is_best else state
        case Changed(key="training.epochs"):
            return replace(state, epochs=int(event.new))
        case RunEnded():
            return replace(state, status=event.status, reason=event.reason)
        case _:
            return state


def with_best(state: RunState, event: EpochEnded) -> RunState:
    """The state with this epoch as its best one, judged on the images that could be read then."""
    # A log of an older version may hold NaN, which JSON cannot.
    metrics = {k: v for k, v in {**event.val_metrics, "train_loss": event.train_loss}.items() if math.isfinite(v)}
    judged = event.judged or state.val_images
    return replace(state, best_epoch=event.epoch, best_step=event.step, metrics=metrics, val_images=judged)


def is_alive(process: int) -> bool:
    """Whether a process of that number works on this machine."""
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


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
