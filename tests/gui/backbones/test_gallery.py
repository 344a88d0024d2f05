import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from tests.support.gallery import BUNDLED, FAR, dialog, preferences, shown, weights_home
from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue, find
from tlstudio.engine.backbones.licences import commercial_use
from tlstudio.gui.backbones.dialog import BackboneDialog
from tlstudio.gui.backbones.filters import BackboneFilters
from tlstudio.gui.backbones.plot_card import BackbonePlotCard
from tlstudio.gui.backbones.points import AXES, points
from tlstudio.gui.backbones.table import IMAGENET

__all__ = ["dialog", "preferences", "weights_home"]  # fixtures


@pytest.fixture
def filters(dialog: BackboneDialog) -> BackboneFilters:
    return dialog.gallery.filters


@pytest.fixture
def card(qtbot: QtBot, dialog: BackboneDialog) -> BackbonePlotCard:
    qtbot.waitUntil(lambda: dialog.gallery.plot_card is not None)
    assert dialog.gallery.plot_card
    return dialog.gallery.plot_card


def choose(filters: BackboneFilters, box: str, text: str) -> None:
    combo = getattr(filters, box)
    combo.setCurrentIndex(combo.findText(text))


def test_the_table_is_a_sound_model(dialog: BackboneDialog, filters: BackboneFilters):
    table = dialog.gallery.backbones
    QAbstractItemModelTester(table, QAbstractItemModelTester.FailureReportingMode.Warning, table)  # a warning fails
    before = table.rowCount()
    filters.search.setText("resnet")
    assert 5 < table.rowCount() == len(shown(dialog)) < before


def test_it_opens_without_what_builds_networks():
    code = (
        "import sys; from tlstudio.gui.app import create_application; app = create_application();"
        "from tlstudio.gui.services.jobs import Jobs; from tlstudio.gui.services.preferences import Preferences;"
        "from tlstudio.gui.backbones.dialog import BackboneDialog;"
        "from tlstudio.engine.project import BackboneSpec;"
        "dialog = BackboneDialog(BackboneSpec(), Jobs(), Preferences()); dialog.show();"
        "assert 'pyqtgraph' not in sys.modules\n"
        "while dialog.gallery.plot_card is None: app.processEvents()\n"
        "assert not {'torch', 'torchvision', 'timm'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_the_recommended_ones_stand_first_and_say_why(dialog: BackboneDialog):
    assert shown(dialog)[:2] == [BUNDLED, "torchvision/efficientnet_b1"]
    dialog.choose("torchvision/efficientnet_b1")
    assert "Recommended. The best on ImageNet (79.8 %)" in dialog.head.why
    dialog.choose(FAR)
    assert dialog.head.why == ""


def test_typing_filters_at_once_by_all_words(qtbot: QtBot, dialog: BackboneDialog, filters: BackboneFilters):
    qtbot.keyClicks(filters.search, "50 resnet torchvision")
    assert "torchvision/resnet50" in shown(dialog)
    assert all("50" in name and "torchvision" in name for name in shown(dialog))


@pytest.mark.parametrize(
    ("box", "text", "holds"),
    [
        ("family", "VGG", lambda info: info.family == "VGG"),
        ("image", "384 px", lambda info: info.input_px == 384),
        ("licence", "No commercial use", lambda info: commercial_use(info.licence) == "no"),
        ("weights", "On this computer", lambda info: info.name == BUNDLED),
    ],
)
def test_each_choice_narrows_the_table(
    dialog: BackboneDialog, filters: BackboneFilters, box: str, text: str, holds: Callable[[BackboneInfo], bool]
):
    choose(filters, box, text)
    assert shown(dialog)
    assert all(holds(find(name)) for name in shown(dialog))


def test_ranges_narrow_it_and_all_can_be_reset(dialog: BackboneDialog, filters: BackboneFilters):
    filters.parameters.low.setText("5")
    filters.gflops.high.setText("0,7")
    filters.accuracy.low.setText("79")
    assert shown(dialog) == ["torchvision/efficientnet_b1"]
    assert filters.found.text() == "1 of 1,198"
    filters.reset_button.click()
    assert len(shown(dialog)) == len(catalogue())
    assert filters.found.text() == "1,198 backbones"
    assert not filters.reset_button.isEnabled()


def test_what_is_no_number_limits_nothing_and_is_marked(dialog: BackboneDialog, filters: BackboneFilters):
    filters.gflops.low.setText("many")
    assert len(shown(dialog)) == len(catalogue())
    assert filters.gflops.low.property("role") == ["invalid"]


def test_sorting_keeps_what_is_unknown_last_and_the_choice(dialog: BackboneDialog):
    dialog.choose(FAR)
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        dialog.gallery.table.sortByColumn(IMAGENET, order)
        accuracies = [find(name).accuracy for name in shown(dialog)]
        known = [accuracy for accuracy in accuracies if accuracy is not None]
        assert accuracies[: len(known)] == sorted(known, reverse=order == Qt.SortOrder.DescendingOrder)
        assert dialog.info == find(FAR)


def test_a_narrow_table_gives_up_what_can_be_missed(dialog: BackboneDialog):
    table = dialog.gallery.table
    table.resize(470, 300)
    assert [table.isColumnHidden(column) for column in range(8)] == [False, True, False, True, True, False, True, False]
    table.resize(1000, 300)
    assert not any(table.isColumnHidden(column) for column in range(8))


def test_a_click_on_a_point_chooses_its_row(qtbot: QtBot, dialog: BackboneDialog, card: BackbonePlotCard):
    place = card.plot.place_of("torchvision/alexnet").toPoint()
    qtbot.mouseClick(card.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.info == find("torchvision/alexnet")


def test_a_row_is_ringed_in_the_plot_and_named(dialog: BackboneDialog, card: BackbonePlotCard):
    dialog.choose("torchvision/alexnet")
    assert card.plot.named == "AlexNet"
    dialog.choose(FAR)  # timm publishes no accuracy
    assert card.plot.named == ""


def test_hovering_names_a_point_until_the_pointer_leaves_it(qtbot: QtBot, card: BackbonePlotCard):
    place = card.plot.place_of("torchvision/alexnet").toPoint()
    qtbot.mouseMove(card.plot.viewport(), place)
    qtbot.waitUntil(lambda: card.plot.named == "AlexNet")
    assert card.plot.nearest(card.plot.place_of("torchvision/vgg11")) == "torchvision/vgg11"


def test_the_plot_follows_the_filter_and_says_what_it_cannot_draw(filters: BackboneFilters, card: BackbonePlotCard):
    choose(filters, "family", "VGG")  # 16, of which torchvision's eight publish an accuracy
    assert {info.library for info in card.plot.drawn.infos} == {"torchvision"}
    assert card.note == "8 of 16 publish no ImageNet accuracy"
    card.axes.setCurrentIndex(card.axes.findData("gflops_parameters"))
    assert len(card.plot.drawn.infos) == 16
    assert card.note == ""


def test_points_stand_where_their_logarithms_are():
    infos = [find("torchvision/resnet50"), find(FAR)]
    placed = points(infos, AXES["accuracy_gflops"])
    assert placed.infos == (infos[0],)
    assert (10 ** placed.x[0], placed.y[0]) == pytest.approx((4.089, 80.858))  # torchvision's own table
