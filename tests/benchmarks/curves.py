"""Refreshing the loss curve of a run with many steps: one more step, then the plot drawn anew."""

import json
import sys
import time
from statistics import median

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tlstudio.engine.runs.events import RunStarted, StepEnded
from tlstudio.gui.app import create_application

EPOCHS, REFRESHES = 10, 30
STEPS = {"thousand": 1_000, "million": 1_000_000}


def main(app: QApplication, steps: int) -> dict[str, float]:
    from tlstudio.gui.curves.pictures import loss_picture
    from tlstudio.gui.curves.plot import CurvePlot  # pyqtgraph, after the application
    from tlstudio.gui.curves.run_curves import RunCurves

    each = steps // EPOCHS
    curves = RunCurves()
    curves.feed([RunStarted("", ("a", "b"), {"train": each}, 1, 1, EPOCHS, each, "CPU", "", "")])
    curves.feed(_step(number, each) for number in range(1, steps - REFRESHES))
    plot = CurvePlot(percent=False)
    plot.resize(760, 300)
    plot.show()
    taken: list[float] = []
    for number in range(steps - REFRESHES, steps):
        since = time.perf_counter()
        curves.feed([_step(number, each)])
        plot.show_picture(loss_picture(curves, 0.9))
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
        taken.append(1000 * (time.perf_counter() - since))
    plot.close()
    return {"refresh_ms": median(taken)}


def _step(number: int, each: int) -> StepEnded:
    noise = (number * 2_654_435_761 % 1000) / 1000
    return StepEnded((number - 1) // each + 1, number, 1 / (1 + number / each) + 0.1 * noise, 1e-3)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(create_application(), STEPS[sys.argv[1]])) + "\n")
