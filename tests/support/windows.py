"""Fixtures of whatever opens windows: the app's own application object, and no thread left behind."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QThreadPool
from pytestqt.qtbot import QtBot

from tlstudio.gui.app import create_application, open_window
from tlstudio.gui.window.main_window import MainWindow

ALLOWED_THREADS = ("MainThread", "pytest_timeout", "Dummy-", "tqdm_monitor")
"""Dummy threads stand for threads of Qt that once ran Python and are gone; tqdm keeps one for the whole process."""


@pytest.fixture(scope="session")
def qapp_cls() -> Callable[[list[str]], object]:
    return lambda _arguments: create_application()


@pytest.fixture(autouse=True)
def no_leftover_threads() -> Iterator[None]:
    yield
    QThreadPool.globalInstance().waitForDone()
    left = [thread.name for thread in threading.enumerate() if not thread.name.startswith(ALLOWED_THREADS)]
    assert not left, f"threads still run: {left}"


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """An open window without a project."""
    made = open_window()
    yield made
    made.session.close()
    made.close()
    made.deleteLater()
