import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.support.curves import run_of
from tlstudio.gui.curves.card import CurveCard
from tlstudio.gui.curves.legend import LegendEntry
from tlstudio.gui.curves.pictures import accuracy_picture, loss_picture
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.theme.theme import color, theme

ENTRIES = [
    LegendEntry("train", "Train", "0.061", "learn", dashed=False),
    LegendEntry("val", "Validation", "0.166", "held", dashed=True),
]


def curves_of(epochs: int) -> RunCurves:
    made = RunCurves()
    made.feed(run_of(epochs=epochs))
    return made


@pytest.fixture
def card(qtbot: QtBot) -> CurveCard:
    made = CurveCard("Loss", percent=False)
    qtbot.addWidget(made)
    made.show_curves(loss_picture(curves_of(4), 0.5, [("Run 1", curves_of(6))]), ENTRIES)
    made.resize(600, 300)
    made.show()
    return made


def counted(card: CurveCard, token: str) -> int:
    """Pixels of the plot in exactly the colour of a token."""
    image = card.plot.grab().toImage()
    wanted = color(token).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_train_validation_and_best_are_drawn(card: CurveCard) -> None:
    assert all(counted(card, token) > 5 for token in ("learn", "held", "success"))


def test_a_click_in_the_legend_hides_a_line(card: CurveCard, qtbot: QtBot) -> None:
    qtbot.mouseClick(card.legend.button("train"), Qt.MouseButton.LeftButton)
    assert counted(card, "learn") == 0
    assert counted(card, "held") > 5


def test_a_hidden_line_stays_hidden_while_the_run_goes_on(card: CurveCard, qtbot: QtBot) -> None:
    qtbot.mouseClick(card.legend.button("train"), Qt.MouseButton.LeftButton)
    card.show_curves(loss_picture(curves_of(5), 0.5), ENTRIES)
    assert counted(card, "learn") == 0


def test_a_legend_entry_speaks_its_value(card: CurveCard) -> None:
    assert card.legend.button("val").accessibleName() == "Validation 0.166"


def test_the_plot_follows_the_theme(card: CurveCard, qapp: QApplication) -> None:
    before = theme().scheme
    theme().apply(qapp, "dark")
    try:
        assert counted(card, "panel") > 1000
    finally:
        theme().apply(qapp, before)


def zoom(card: CurveCard) -> None:
    box = card.plot.axes.box
    box.setRange(xRange=(1, 2), yRange=(0.2, 0.4), padding=0)
    box.sigRangeChangedManually.emit([True, True])


def epochs_of(card: CurveCard) -> list[float]:
    return [round(edge, 2) for edge in card.plot.axes.box.viewRange()[0]]


def test_the_cursor_reads_the_curves_under_the_mouse(card: CurveCard, qtbot: QtBot) -> None:
    qtbot.mouseMove(card.plot.viewport(), card.plot.rect().center())
    qtbot.waitUntil(card.plot.read_out.isVisible)
    assert "Validation" in card.plot.read_out.text()


def test_a_zoom_stays_while_the_run_goes_on_and_a_double_click_ends_it(card: CurveCard, qtbot: QtBot) -> None:
    zoom(card)
    card.show_curves(loss_picture(curves_of(5), 0.5), ENTRIES)
    assert epochs_of(card) == [1.0, 2.0]
    qtbot.mouseDClick(card.plot.viewport(), Qt.MouseButton.LeftButton, pos=card.plot.rect().center())
    assert epochs_of(card) == [0.0, 5.05]


def test_a_logarithmic_loss_is_drawn(card: CurveCard) -> None:
    card.plot.set_log(True)
    assert counted(card, "learn") > 5


def test_a_picture_that_is_shown_again_asks_for_no_repaint(card: CurveCard, qtbot: QtBot) -> None:
    scene = card.plot.scene()
    assert scene is not None
    with qtbot.waitSignal(scene.changed):
        card.plot.show_picture(loss_picture(curves_of(5), 0.5))
    qtbot.wait(20)
    with qtbot.assertNotEmitted(scene.changed, wait=20):
        card.plot.show_picture(loss_picture(curves_of(5), 0.5))


def test_the_interval_is_a_band_between_its_ends(card: CurveCard, qtbot: QtBot) -> None:
    picture = accuracy_picture(curves_of(4))
    assert picture.band is not None
    card.plot.show_picture(picture)
    image, box = card.plot.grab().toImage(), card.plot.axes.box
    low, high = (float(end[2]) for end in picture.band)

    def hue_at(y: float) -> str:
        at = card.plot.mapFromScene(box.mapViewToScene(QPointF(2.9, y)))
        return image.pixelColor(at).name()

    assert hue_at(low + 0.02) == hue_at(low + 0.04) != hue_at(low - 0.02) == color("panel").name()
    assert high < 1 or hue_at(0.99) == hue_at(low + 0.02)
