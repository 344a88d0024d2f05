"""Images a second of the last epoch: the engine alone, and with the window open on its curves."""

import json
import sys
from pathlib import Path

from tests.benchmarks.settings import Settings, decode
from tlstudio.engine.project import save_project
from tlstudio.engine.runs.events import EpochEnded


def main(arm: str, settings: Settings) -> dict[str, float]:
    return {"images_per_s": {"headless": _headless, "window": _window}[arm](settings)}


def _headless(settings: Settings) -> float:
    from tests.benchmarks.arms import ours

    return ours(settings)["images_per_s"]


def _window(settings: Settings) -> float:
    from PySide6.QtCore import QEventLoop

    from tlstudio.gui.app import create_application, open_window
    from tlstudio.gui.services.session import SessionState

    path = Path(settings.scratch) / "benchmark.tlstudio"
    save_project(settings.project(), path)
    application = create_application()
    window = open_window(path)
    window.resize(1280, 800)
    window.show_step("train")
    loop = QEventLoop()  # processEvents would not sleep
    window.session.ended.connect(loop.quit)
    window.session.start()
    loop.exec()
    run, problem = window.session.run, window.session.problem
    assert window.session.state is SessionState.IDLE and run and not problem, problem
    last = run.last(EpochEnded)
    window.services.close()
    application.processEvents()
    assert last
    return last.images_per_s


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], decode(sys.argv[2]))) + "\n")
