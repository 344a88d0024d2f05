from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.gallery import preferences, weights_home
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.backbones.places import download_target
from tlstudio.gui.backbones.stored import StoredDialog
from tlstudio.gui.services.preferences import Preferences

__all__ = ["preferences", "weights_home"]  # fixtures

VGG = "torchvision/vgg16"


@pytest.fixture
def own(weights_home: Path) -> Path:
    """A file that the app has downloaded."""
    weights_home.mkdir()
    path = download_target(find(VGG).urls[0])
    path.write_bytes(bytes(2_500_000))
    return path


@pytest.fixture
def asked() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, own: Path, preferences: Preferences, asked: list[str]) -> StoredDialog:
    """Open, with a user who says yes to everything."""
    made = StoredDialog(preferences, ask=lambda question: not asked.append(question))
    qtbot.addWidget(made)
    made.show()
    return made


def rows(dialog: StoredDialog) -> list[list[str]]:
    files = dialog.files
    return [[files.index(row, column).data() for column in range(4)] for row in range(files.rowCount())]


def test_it_lists_what_is_here_and_whose_it_is(dialog: StoredDialog, own: Path):
    assert rows(dialog)[0] == ["VGG-16", own.name, "This app's own folder", "2.50 MB"]
    assert rows(dialog)[1][2] == "Came with the app"


def test_our_own_is_deleted_after_a_question_that_names_it(dialog: StoredDialog, own: Path, asked: list[str]):
    dialog.delete_button.click()
    assert asked[0].startswith("Delete VGG-16 (2.50 MB)?")
    assert not own.exists()
    assert len(rows(dialog)) == 1


def test_a_user_who_says_no_keeps_the_file(qtbot: QtBot, own: Path, preferences: Preferences):
    dialog = StoredDialog(preferences, ask=lambda _question: False)
    qtbot.addWidget(dialog)
    dialog.delete_button.click()
    assert own.exists()


def test_what_came_with_the_app_cannot_be_deleted_and_says_so(dialog: StoredDialog):
    dialog.table.selectRow(1)
    assert not dialog.delete_button.isEnabled()
    assert dialog.reason.text() == "Not the app's own file, so it is not deleted here."


def test_addresses_are_kept_and_what_is_none_is_refused(dialog: StoredDialog, preferences: Preferences):
    dialog.proxy.setText("http://proxy.example:3128")
    dialog.mirror.setText("hub")
    dialog.mirror.editingFinished.emit()
    assert "The mirror 'hub' is not a web address" in dialog.banner.text
    assert preferences.proxy == ""
    dialog.mirror.setText("https://mirror.example")
    dialog.mirror.editingFinished.emit()
    assert (preferences.proxy, preferences.mirror) == ("http://proxy.example:3128", "https://mirror.example")
    assert dialog.banner.isHidden()
