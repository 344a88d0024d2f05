"""Photos of a camera become images of a class, and those of a burst stay together."""

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.split.groups import group_numbers
from tlstudio.engine.errors import DataError, StorageError
from tlstudio.engine.project import DataSpec, ObjectiveSpec, ProjectSpec
from tlstudio.gui.data.adding import check_classes
from tlstudio.gui.data.camera.camera import Camera, CameraProblem, cameras
from tlstudio.gui.data.camera.captures import PATTERN, Burst, with_photos
from tlstudio.gui.data.camera.commands import CameraCommands
from tlstudio.gui.data.camera.dialog import CameraDialog
from tlstudio.gui.services.services import Services

EVERY = 1e9  # photos a second: every frame is one


def image(colour: str) -> QImage:
    made = QImage(64, 48, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    return made


def burst(folder: Path, name: str, *colours: str) -> list[Path]:
    taken = Burst(folder, name, EVERY)
    assert all(taken.take(image(colour)) for colour in colours)
    return taken.paths


@pytest.fixture
def camera() -> Camera:
    """A camera whose frames a test gives to its sink."""
    pytest.importorskip("PySide6.QtMultimedia", reason="a library of the system is missing", exc_type=ImportError)
    return Camera()


def show(camera: Camera, colour: str) -> None:
    from PySide6.QtMultimedia import QVideoFrame

    camera.sink.setVideoFrame(QVideoFrame(image(colour)))


def test_a_burst_is_numbered_after_those_that_are_there(tmp_path: Path) -> None:
    burst(tmp_path, "red/green", "red")
    paths = burst(tmp_path, "red/green", "red", "green")
    assert [path.name for path in paths] == ["red-green-burst-002-0001.jpg", "red-green-burst-002-0002.jpg"]
    pixels = np.asarray(Image.open(paths[1]).convert("RGB"), dtype=int)
    assert abs(pixels - (0, 128, 0)).max() < 4  # JPEG


def test_a_second_photo_waits_for_its_time(tmp_path: Path) -> None:
    slow = Burst(tmp_path, "red", per_second=0.001)
    assert [slow.take(image("red")) for _ in range(3)] == [True, False, False]


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="Choose another folder"):
        Burst(tmp_path / "file", "red")


def test_photos_make_a_project_whose_split_keeps_bursts_together(tmp_path: Path) -> None:
    photos = {name: [*burst(tmp_path, name, name, name), *burst(tmp_path, name, name)] for name in ("red", "green")}
    data = with_photos(DataSpec(), tmp_path, photos)
    index = read_samples(data)
    numbers = group_numbers(index, data)
    assert (index.counts(), data.group_pattern) == ({"green": 3, "red": 3}, PATTERN)
    assert numbers is not None
    assert len(set(numbers.tolist())) == 4


def test_photos_below_the_images_are_of_the_class_they_were_taken_for(images: Path) -> None:
    data = with_photos(DataSpec(str(images), groups="folder"), images, {"dog": burst(images / "shots", "dog", "red")})
    assert read_samples(data).counts() == {"blue": 8, "dog": 1, "green": 8, "red": 8}
    assert data.groups == "folder"  # what the user chose stays


@pytest.mark.qt_log_ignore("Couldn't|QRhi|FFmpeg", extend=True)
def test_frames_are_taken_while_the_button_is_held(qtbot: QtBot, camera: Camera, tmp_path: Path) -> None:
    dialog = CameraDialog(camera, ["red"], tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    show(camera, "red")
    qtbot.waitUntil(lambda: not dialog.picture.image.isNull())
    qtbot.mousePress(dialog.hold_button, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(dialog.hold_button, Qt.MouseButton.LeftButton)
    assert dialog.counts.text() == "red · 1"
    with qtbot.waitSignal(dialog.taken) as taken:
        dialog.done_button.click()
    assert taken.args == [tmp_path, {"red": [tmp_path / "red" / "red-burst-001-0001.jpg"]}]


@pytest.mark.qt_log_ignore("Couldn't|QRhi|FFmpeg", extend=True)
def test_photos_come_into_the_project_as_one_edit(
    qtbot: QtBot, camera: Camera, services: Services, images: Path, tmp_path: Path
) -> None:
    document, known = services.document, services.images
    document.edit("", ProjectSpec(data=DataSpec(str(images))))
    qtbot.waitUntil(lambda: known.index.value is not None)
    owner = CameraDialog(Camera(), [], tmp_path)
    qtbot.addWidget(owner)
    dialog = CameraCommands(services, owner).open(camera, tmp_path / "photos")
    dialog.class_field.setEditText("yellow")
    show(camera, "yellow")
    qtbot.waitUntil(lambda: not dialog.picture.image.isNull())
    for _ in range(2):
        qtbot.mousePress(dialog.hold_button, Qt.MouseButton.LeftButton)
        qtbot.mouseRelease(dialog.hold_button, Qt.MouseButton.LeftButton)
    dialog.accept()
    qtbot.waitUntil(lambda: not known.index.is_busy)
    assert known.index.value is not None
    assert known.index.value.counts()["yellow"] == 2
    document.undo_stack.undo()
    assert document.spec.data == DataSpec(str(images))


def test_without_the_library_the_camera_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "PySide6.QtMultimedia", None)
    with pytest.raises(CameraProblem, match="The camera cannot be used"):
        cameras()
    with pytest.raises(CameraProblem, match="The camera cannot be used"):
        Camera(QObject())


def test_a_project_of_numbers_takes_no_photos() -> None:
    with pytest.raises(DataError, match="no classes to add to"):
        check_classes(ProjectSpec(objective=ObjectiveSpec(task="regression")))
