from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.errors import ProjectError, StorageError
from tlstudio.gui.app import open_window
from tlstudio.gui.services.errors import show_error


def test_a_project_that_is_missing_or_damaged_opens_no_window(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"gone\.tlstudio"):
        open_window(tmp_path / "gone.tlstudio")
    (tmp_path / "bad.tlstudio").write_text("[]")
    with pytest.raises(ProjectError, match=r"bad\.tlstudio"):
        open_window(tmp_path / "bad.tlstudio")


def test_an_expected_error_is_shown_as_its_sentence(qtbot: QtBot) -> None:
    box = show_error(None, ProjectError("The file is empty."))
    assert box.text() == "The file is empty."
    box.close()


def test_an_unexpected_error_shows_no_traceback(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    box = show_error(None, ZeroDivisionError("division by zero"))
    assert "division" not in box.text() + box.informativeText()
    assert "division by zero" in caplog.text
    box.close()
