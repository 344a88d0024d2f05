"""Steps as the window shows them, wired to the document."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from tlstudio.gui.data.browser import DataStep
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services
from tlstudio.gui.train.step import TrainStep


def show(services: Services, qtbot: QtBot) -> TrainStep:
    """The Train step as the window shows it, wired to the document."""
    step = TrainStep(services)
    qtbot.addWidget(step)
    step.edited.connect(services.document.edit)
    services.document.spec_changed.connect(step.show_spec)
    step.show_spec(services.document.spec)
    step.set_advanced(True)
    step.resize(1000, 640)
    step.show()
    return step


def use(qtbot: QtBot, step: DataStep, folder: Path) -> None:
    """Give the Data step's project this folder of images, and wait until they are known."""
    document = step.services.document
    document.edit("Choose images", with_folder(document.spec, folder))
    qtbot.waitUntil(lambda: not step.services.images.index.is_busy)
