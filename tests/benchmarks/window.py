"""How late a 60 Hz timer is in the window: idle, while it trains on kept features, and while another process does.

In the last case the window follows the run from its log, as it would if a process of its own trained it.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QTimer

from tests.benchmarks.settings import Settings, decode
from tlstudio.engine.project import save_project
from tlstudio.engine.runs.events import StepEnded
from tlstudio.engine.runs.runs import runs_of
from tlstudio.gui.app import open_window
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.window.main_window import MainWindow

EVERY_MS, SECONDS = 1000 / 60, 20
EPOCHS = 5_000  # more than end meanwhile


class Watch(QObject):
    """Notes for each shot of a timer how late it is, in ms."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.late_ms: list[float] = []
        self._due = time.perf_counter() + EVERY_MS / 1000
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer, singleShot=True)
        self._timer.timeout.connect(self._on_due)
        self._timer.start(round(EVERY_MS))

    def _on_due(self) -> None:
        now = time.perf_counter()
        self.late_ms.append(max(0.0, 1000 * (now - self._due)))
        self._due = max(now, self._due + EVERY_MS / 1000)
        self._timer.start(max(0, round(1000 * (self._due - time.perf_counter()))))


def main(arm: str, settings: Settings) -> dict[str, float]:
    path = Path(settings.scratch) / "benchmark.tlstudio"
    save_project(replace(settings, epochs=EPOCHS).project(), path)
    window = open_window(path)
    window.resize(1280, 800)
    window.show_step("train")
    other = _ARMS[arm](window, path)
    _spend(2)  # what opens late has opened
    watch, before = Watch(window), _steps(path)
    _spend(SECONDS)
    late, steps = np.array(watch.late_ms), _steps(path) - before
    watch.deleteLater()
    window.services.close()
    if other:
        other.kill()
        other.wait()
    return {
        "p50_ms": float(np.percentile(late, 50)),
        "p99_ms": float(np.percentile(late, 99)),
        "worst_ms": float(late.max()),
        "steps_per_s": steps / SECONDS,
    }


def _train(window: MainWindow, _path: Path) -> None:
    window.session.start()
    while window.session.state is not SessionState.RUNNING:
        if window.session.problem:
            raise window.session.problem
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)


def _train_elsewhere(_window: MainWindow, path: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tlstudio", "train", str(path), "--device", "cpu"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not _steps(path):
        if process.poll() is not None:
            raise SystemExit(f"{command} ended with {process.returncode}.")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
    return process


def _steps(path: Path) -> int:
    """That the last run of the project has on record."""
    runs = [run for run in runs_of(path)[-1:] if run.metrics_path.is_file()]
    return sum(isinstance(event, StepEnded) for run in runs for event in run.events())


_ARMS: Mapping[str, Callable[[MainWindow, Path], subprocess.Popen[bytes] | None]] = {
    "idle": lambda _window, _path: None,
    "training": _train,
    "another_process": _train_elsewhere,
}


def _spend(seconds: float) -> None:
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], decode(sys.argv[2]))) + "\n")
