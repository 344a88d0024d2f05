from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.engine.backbones.local_hub import Server, handler
from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.background import Jobs
from tlstudio.gui.widgets.backbone_dialog import BackboneDialog

BUNDLED, FAR = "tlstudio/efficientnet_lite0", "timm/resnet50"


@pytest.fixture(autouse=True)
def empty_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No weights but the bundled ones are here, and downloads go below tmp_path."""
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server that stands in for every host of weights."""
    served = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler(served))
    monkeypatch.setenv("TLSTUDIO_HUB", f"http://127.0.0.1:{http.server_port}")
    thread = Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield served
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def trusted() -> list[str]:
    return []


@pytest.fixture
def dialog(qtbot: QtBot, trusted: list[str]) -> Iterator[BackboneDialog]:
    jobs = Jobs()
    made = BackboneDialog(BackboneSpec(), jobs, is_trusted=False, trust=trusted.append)
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.close()


def shown(dialog: BackboneDialog) -> list[str]:
    return [dialog.backbones.row(number).info.name for number in range(dialog.backbones.rowCount())]


def test_the_table_is_a_sound_model(dialog: BackboneDialog):
    tester = QAbstractItemModelTester(dialog.backbones, QAbstractItemModelTester.FailureReportingMode.Fatal)
    dialog.search.setText("resnet")
    assert tester.model() is dialog.backbones


def test_the_current_backbone_is_chosen_at_first(dialog: BackboneDialog):
    assert dialog.info == find(BUNDLED)
    assert dialog.use_button.text() == "Use this backbone"


def test_typing_filters_at_once_by_all_words(qtbot: QtBot, dialog: BackboneDialog):
    qtbot.keyClicks(dialog.search, "50 resnet torchvision")
    assert "torchvision/resnet50" in shown(dialog)
    assert all("50" in name and "torchvision" in name for name in shown(dialog))


def test_a_family_and_a_place_narrow_the_table(dialog: BackboneDialog):
    dialog.family.setCurrentIndex(dialog.family.findData("VGG"))
    assert {find(name).family for name in shown(dialog)} == {"VGG"}
    dialog.family.setCurrentIndex(0)
    dialog.only_here.setChecked(True)
    assert shown(dialog) == [BUNDLED]


def test_sorting_keeps_what_is_unknown_last_and_the_choice(dialog: BackboneDialog):
    dialog.choose(FAR)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        dialog.table.sortByColumn(5, order)
        accuracies = [find(name).accuracy for name in shown(dialog)]
        known = [accuracy for accuracy in accuracies if accuracy is not None]
        assert accuracies[: len(known)] == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
        assert dialog.info == find(FAR)


def test_a_choice_that_is_filtered_away_cannot_be_used(dialog: BackboneDialog):
    dialog.search.setText("no such backbone")
    assert not dialog.use_button.isEnabled()
    dialog.search.clear()
    assert dialog.info == find(BUNDLED)
    assert dialog.use_button.isEnabled()


def test_what_must_be_downloaded_names_size_licence_and_source_first(dialog: BackboneDialog):
    dialog.choose(FAR)
    words = dialog.weights.notes["pretrained"].text()
    assert all(fact in words for fact in ("102 MB", "licence Apache-2.0", "huggingface.co/timm/resnet50"))
    assert dialog.use_button.text() == "Download 102 MB and use"


def test_random_weights_need_no_download(qtbot: QtBot, dialog: BackboneDialog):
    dialog.choose(FAR)
    dialog.weights.buttons["random"].setChecked(True)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec(FAR, "random")]


def test_a_download_arrives_and_the_backbone_is_used(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    hub.files[urlsplit(find(FAR).urls[0]).path] = b"weights"
    dialog.choose(FAR)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert chosen.args == [BackboneSpec(FAR)]
    assert weights_state(find(FAR)) == "here"


def test_a_failed_download_is_explained_and_can_be_tried_again(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    dialog.choose(FAR)
    dialog.use_button.click()
    assert not dialog.use_button.isEnabled()
    qtbot.waitUntil(lambda: not dialog.banner.isHidden())
    assert "404" in dialog.banner.text
    hub.files[urlsplit(find(FAR).urls[0]).path] = b"weights"
    with qtbot.waitSignal(dialog.backbone_chosen):
        dialog.banner.button("Try again").click()


def test_cancel_ends_the_download_first_and_the_dialog_then(qtbot: QtBot, dialog: BackboneDialog, hub: Server):
    hub.files[urlsplit(find(FAR).urls[0]).path] = bytes(1 << 22)
    dialog.choose(FAR)
    dialog.use_button.click()
    dialog.cancel_button.click()
    assert dialog.isVisible()
    qtbot.waitUntil(dialog.use_button.isEnabled)
    dialog.cancel_button.click()
    assert not dialog.isVisible()


def test_a_pickled_file_waits_for_the_answer_to_a_question(
    qtbot: QtBot, dialog: BackboneDialog, trusted: list[str], tmp_path: Path
):
    path = tmp_path / "mine.pth"
    dialog.weights.use_file(path)
    assert not dialog.use_button.isEnabled()
    assert dialog.use_button.accessibleDescription() == "Say whether you trust the file"
    dialog.weights.trust_box.setChecked(True)
    with qtbot.waitSignal(dialog.backbone_chosen) as chosen:
        dialog.use_button.click()
    assert (chosen.args, trusted) == ([BackboneSpec(BUNDLED, str(path))], [str(path)])


def test_a_safetensors_file_raises_no_question(dialog: BackboneDialog, trusted: list[str], tmp_path: Path):
    dialog.weights.use_file(tmp_path / "mine.safetensors")
    dialog.use_button.click()
    assert trusted == []
