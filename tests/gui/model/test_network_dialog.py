import re
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication, QImage
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import small_tree
from tlstudio.engine.model.heads import trace
from tlstudio.engine.project import HeadSpec, LayerSpec
from tlstudio.gui.model.network_dialog import NetworkDialog
from tlstudio.gui.model.network_drawing import Drawing, drawing_of
from tlstudio.gui.model.network_picture import picture_size
from tlstudio.gui.widgets.sheet import SCALE


def drawing(classes: int = 3) -> Drawing:
    rows = trace(HeadSpec("avg", (LayerSpec("linear", width=64),)), (16, 4, 4), classes)
    names = [f"class {number}" for number in range(classes)]
    return drawing_of(small_tree(), frozenset(["stem"]), 32, rows, names)


@pytest.fixture
def dialog(qtbot: QtBot) -> NetworkDialog:
    made = NetworkDialog()
    qtbot.addWidget(made)
    made.show_drawing(drawing())
    made.show()
    qtbot.waitExposed(made)
    return made


def test_an_svg_keeps_words_as_words(dialog: NetworkDialog, tmp_path: Path):
    dialog.save(tmp_path / "network.svg")
    text = (tmp_path / "network.svg").read_text()
    words = ("Input", "Stage 2", "Cut · 8 × 4 × 4", "Linear 64", "class 0, class 1, class 2", "Frozen", "Trains")
    assert [word for word in words if f">{word}</text>" not in text] == []
    assert dialog.note.text() == "Saved as network.svg"


def test_a_png_and_the_clipboard_have_the_picture_in_full_size(dialog: NetworkDialog, tmp_path: Path):
    dialog.save(tmp_path / "network.png")
    dialog.copy()
    size = picture_size(drawing()) * SCALE
    assert QImage(str(tmp_path / "network.png")).size() == size
    assert QGuiApplication.clipboard().image().size() == size


def test_of_many_classes_the_first_are_named(dialog: NetworkDialog, tmp_path: Path):
    dialog.show_drawing(drawing(classes=100))
    dialog.save(tmp_path / "network.svg")
    assert re.search(r"class 3, class 4.* and 9\d more</text>", (tmp_path / "network.svg").read_text())


def test_a_place_that_cannot_be_written_is_said(dialog: NetworkDialog, tmp_path: Path):
    dialog.save(tmp_path / "nowhere" / "network.svg")
    assert "nowhere" in dialog.note.text()


def test_an_unknown_backbone_has_nothing_to_save(dialog: NetworkDialog):
    dialog.show_drawing(None)
    assert not dialog.save_button.isEnabled()
    assert dialog.note.text() == "Looking at the backbone…"
