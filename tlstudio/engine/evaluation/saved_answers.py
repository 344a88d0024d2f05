"""A run's answers saved in its folder, so that comparing it needs no network a second time."""

import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import numpy as np

from tlstudio.engine.errors import StorageError
from tlstudio.engine.evaluation.evaluate import evaluate, report_of
from tlstudio.engine.evaluation.saved_leaderboard import fingerprint
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.storage import write_durably
from tlstudio.engine.tasks.report import Report
from tlstudio.engine.training.checkpoint import MODEL


def evaluate_once(
    run: Run,
    split: SplitName = "val",
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Report:
    """As `evaluate`, but from the answers saved with the run where images and checkpoint are still the same."""
    state = _state(run, split)
    saved = _read(_place(run, split), state)
    if saved is not None:
        return report_of(run, split, dict(enumerate(saved)))
    report = evaluate(run, split, device=device, progress=progress, should_stop=should_stop)
    if not report.unreadable:
        _write(_place(run, split), state, np.stack([row.scores for row in report.rows]))
    return report


def _place(run: Run, split: SplitName) -> Path:
    return run.folder / f"answers-{split}.npz"


def _state(run: Run, split: SplitName) -> str:
    """Changes with the images and with the checkpoint that answers."""
    images = run.split_paths(split)
    checkpoint = run.best_checkpoint()
    model = (checkpoint / MODEL).stat()  # not its path: a run may be moved
    how = ("answers", 1, checkpoint.name, model.st_size, model.st_mtime_ns)
    return fingerprint([path for path, _ in images], [label for _, label in images], how)


def _read(path: Path, state: str) -> np.ndarray | None:
    """(images, outputs) scores; None where there are none, or of another state."""
    try:
        with np.load(path) as file:
            return file["scores"] if str(file["state"]) == state else None
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile):
        return None  # not there or damaged: answered again


def _write(path: Path, state: str, scores: np.ndarray) -> None:
    buffer = io.BytesIO()
    np.savez(buffer, state=np.array(state), scores=scores)
    with suppress(StorageError):  # in a folder that cannot be written the next look answers again
        write_durably(path, buffer.getvalue())
