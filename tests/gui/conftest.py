"""Windows and images for tests of the window. A leftover thread or a message of Qt fails a test."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QObject, QThreadPool
from pytestqt.qtbot import QtBot

from tlstudio.gui.app import create_application, open_window
from tlstudio.gui.services.services import Services, create_services
from tlstudio.gui.window.main_window import MainWindow

COLOURS = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (50, 70, 200)}
ALLOWED_THREADS = ("MainThread", "pytest_timeout", "Dummy-", "tqdm_monitor")
"""Dummy threads stand for threads of Qt that once ran Python and are gone; tqdm keeps one for the whole process."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "gui" in item.path.parts:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))  # the offscreen platform's own


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
def images(tmp_path: Path) -> Path:
    """A folder of 3 classes with 8 small images each."""
    return write_images(tmp_path / "shapes", 8)


@pytest.fixture
def services(qtbot: QtBot) -> Iterator[Services]:
    """Services of a window without the window."""
    owner = QObject()
    made = create_services(owner)
    yield made
    made.close()
    owner.deleteLater()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    """An open window without a project."""
    made = open_window()
    yield made
    made.session.close()
    made.close()
    made.deleteLater()


def write_images(folder: Path, count: int) -> Path:
    """One folder of `count` plain 32 px images for each colour."""
    for name, colour in COLOURS.items():
        (folder / name).mkdir(parents=True)
        for number in range(count):
            shade = tuple(min(255, channel + 3 * number) for channel in colour)
            Image.new("RGB", (32, 32), shade).save(folder / name / f"{number:03}.png")
    return folder
