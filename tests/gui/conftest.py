"""Windows and images for tests of the window. A leftover thread or a message of Qt fails a test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.support.images import write_images
from tests.support.windows import no_leftover_threads, qapp_cls, window
from tlstudio.gui.services.services import Services, create_services

__all__ = ["no_leftover_threads", "qapp_cls", "window"]  # fixtures


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
