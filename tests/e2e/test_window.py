"""The real window, from a dropped folder to an export, on real photos and real weights."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from tests.support.photos import PER_CLASS, copy_photos
from tlstudio.engine.export.reader import open_export
from tlstudio.engine.project import load_project
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.export.step import ExportStep
from tlstudio.gui.inspect.step import InspectStep
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.window.main_window import MainWindow

WAIT_MS = 120_000


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    no_keys, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, left, no_keys))


def press_primary(qtbot: QtBot, window: MainWindow) -> None:
    button = window.frame.top_bar.primary
    qtbot.waitUntil(button.isEnabled, timeout=WAIT_MS)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def wait_for(qtbot: QtBot, window: MainWindow, state: SessionState) -> None:
    qtbot.waitUntil(lambda: window.session.state in (state, SessionState.FAILED), timeout=WAIT_MS)
    assert window.session.state is state, window.session.problem


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    folder = copy_photos(tmp_path / "photos")
    (folder / "local" / "broken.jpg").write_bytes(b"not a photo")
    return folder


def test_from_a_dropped_folder_to_a_proven_export(
    qtbot: QtBot, window: MainWindow, photos: Path, tmp_path: Path
) -> None:
    services, session, document = window.services, window.session, window.document

    drop(window, photos)
    qtbot.waitUntil(
        lambda: services.images.index.value is not None and services.backbone.tree is not None, timeout=WAIT_MS
    )
    assert services.images.index.value is not None
    assert len(services.images.index.value.paths) == 3 * PER_CLASS
    assert [item.path for item in services.images.index.value.excluded] == ["local/broken.jpg"]

    window.show_step("model")
    model = window.step("model")
    assert isinstance(model, ModelStep)
    tree = model.view.tree.view
    tree.setCurrentIndex(tree.freeze_model.index_of("last"))
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    model.view.head.choose_preset("hidden")
    assert document.spec.freeze.parts[-1] == "blocks.6"
    assert [layer.kind for layer in document.spec.head.layers] == ["dropout", "linear", "relu"]
    document.undo_stack.undo()
    assert document.spec.head.layers == ()
    document.undo_stack.redo()
    training = replace(document.spec.training, epochs=12, batch_size=8)
    document.edit("Train longer", replace(document.spec, training=training))
    document.save_as(tmp_path / "photos.tlstudio")

    told: list[object] = []
    session.events_arrived.connect(told.extend)
    press_primary(qtbot, window)
    assert window.current_step == "train"
    wait_for(qtbot, window, SessionState.RUNNING)
    press_primary(qtbot, window)
    wait_for(qtbot, window, SessionState.PAUSED)
    press_primary(qtbot, window)
    wait_for(qtbot, window, SessionState.RUNNING)
    qtbot.waitUntil(lambda: any(isinstance(event, EpochEnded) for event in told), timeout=WAIT_MS)
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        qtbot.mouseClick(window.frame.top_bar.stop, Qt.MouseButton.LeftButton)
    assert session.result is not None
    assert session.result.status == "stopped"

    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        window.commands.trigger("go_on")
    assert session.result.status == "completed"
    assert session.run is not None
    assert session.run.state().epoch == 12

    window.show_step("inspect")
    inspect = window.step("inspect")
    assert isinstance(inspect, InspectStep)
    qtbot.waitUntil(lambda: inspect.evaluations.report is not None, timeout=WAIT_MS)
    report = inspect.evaluations.report
    assert report is not None and report.confusion is not None
    assert report.confusion.sum() == report.n > 0

    window.show_step("export")
    export = window.step("export")
    assert isinstance(export, ExportStep)
    press_primary(qtbot, window)
    qtbot.waitUntil(lambda: services.runs.export.value is not None, timeout=WAIT_MS)
    assert services.runs.export.value and services.runs.export.value.is_verified
    exports = list((tmp_path / "exports").iterdir())
    assert open_export(exports[0]).class_names == ("global", "local", "nominal")
    assert load_project(tmp_path / "photos.tlstudio") == document.spec
