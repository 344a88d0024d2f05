from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.data.browser import DataStep
from tlstudio.gui.data.step import DataStart
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services


@pytest.fixture
def start(qtbot: QtBot, services: Services) -> Iterator[DataStart]:
    """The step as the window has it: edits go to the document, and come back as a spec."""
    made = DataStart(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.spec_changed.connect(made.show_spec)
    made.resize(1080, 700)
    made.show_spec(made.spec)
    yield made
    made.images.grid.loader.close()


def test_without_images_it_offers_ways_to_begin(start: DataStart) -> None:
    start.show()
    asked: list[str] = []
    start.requested.connect(asked.append)
    assert start.empty.isVisible()
    start.empty.card.primary.click()
    start.empty.card.second.click()
    assert asked == ["open_images", "try_sample"]


def test_what_needs_images_is_made_after_the_step_was_shown(qtbot: QtBot, start: DataStart) -> None:
    pages = start.findChildren(DataStep)
    assert pages == []
    start.show()
    qtbot.waitUntil(lambda: len(start.findChildren(DataStep)) == 1)
    assert start.empty.isVisible()


def test_a_folder_shows_its_images_and_undo_the_ways_to_begin(qtbot: QtBot, start: DataStart, images: Path) -> None:
    start.show()
    document = start.services.document
    document.edit("Choose images", with_folder(document.spec, images))
    qtbot.waitUntil(lambda: not start.services.images.index.is_busy)
    assert start.images.isVisible()
    assert len(start.images.grid.tiles.tiles) == 24
    document.undo_stack.undo()
    assert start.empty.isVisible()


def test_what_was_said_before_the_images_were_made_holds_for_them(qtbot: QtBot, start: DataStart, images: Path) -> None:
    start.set_advanced(False)
    start.fit(1000)
    assert start.is_panel_open is None
    document = start.services.document
    document.edit("Choose images", with_folder(document.spec, images))
    qtbot.waitUntil(lambda: not start.services.images.index.is_busy)
    assert start.images.panel.isHidden()  # a drawer below 1100
    start.toggle_inspector()
    assert start.is_panel_open
    start.services.images.rescan()  # what is read anew closes nothing
    qtbot.waitUntil(lambda: not start.services.images.index.is_busy)
    assert not start.images.panel.isHidden()
    assert not start.images.panel.framing.resize_field.isVisibleTo(start.images)  # an advanced setting
