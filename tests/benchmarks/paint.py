"""From the start of a process to its first painted window: ours, and an empty one of Qt."""

import json
import os
import subprocess
import sys
import time

BARE = "app = QApplication([]); window = QMainWindow(); window.resize(1280, 800)"
OURS = (
    "from tlstudio.gui.app import create_application, open_window; app = create_application(); window = open_window()"
)

# The first event that is handled after the window was painted ends the program.
PROGRAM = """
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, done)
        return False

def done():
    print("painted", flush=True)
    window.close()
    app.quit()

{create}
watch = Watch()
window.centralWidget().installEventFilter(watch) if window.centralWidget() else window.installEventFilter(watch)
window.show()
app.exec()
"""
PROGRAMS = {"ours": OURS, "bare_qt": BARE}


def main(arm: str) -> dict[str, float]:
    """The second start counts: the first one reads the programs from the disk."""
    return {"seconds": [_started(PROGRAMS[arm]) for _ in range(2)][-1]}


def _started(create: str) -> float:
    since = time.perf_counter()
    command = [sys.executable, "-c", PROGRAM.format(create=create)]
    compiled = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}  # as installed
    with subprocess.Popen(command, env=compiled, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        painted = process.stdout.readline().strip()
        seconds = time.perf_counter() - since
    if painted != "painted" or process.returncode:
        raise SystemExit(f"{command} ended with {process.returncode}.")
    return seconds


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1])) + "\n")
