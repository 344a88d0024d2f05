import subprocess
import sys
from pathlib import Path

FAILING_SLOT = """
from PySide6.QtCore import QTimer, qWarning
from tlstudio.gui.app import create_application
from tlstudio.gui.services.errors import install_hooks
app = create_application()
install_hooks(app)
QTimer.singleShot(0, lambda: 1 / 0)
QTimer.singleShot(1, lambda: qWarning("a word of Qt"))
QTimer.singleShot(50, app.quit)
app.exec()
"""


def test_an_error_in_a_slot_goes_to_the_log_and_the_app_lives_on(app_home: Path) -> None:
    done = subprocess.run([sys.executable, "-c", FAILING_SLOT], capture_output=True, text=True, check=True)
    log = (app_home / "log" / "tlstudio.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in log
    assert "a word of Qt" in log
    assert "Traceback" not in done.stdout + done.stderr
