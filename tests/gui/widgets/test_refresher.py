from collections.abc import Iterator

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from tlstudio.gui.widgets.refresher import Refresher


def test_the_window_lives_between_the_pieces_of_a_refresh(qtbot: QtBot) -> None:
    seen: list[str] = []

    def refresh() -> Iterator[None]:
        seen.append("first piece")
        QTimer.singleShot(0, lambda: seen.append("window"))
        yield
        seen.append("second piece")

    refresher = Refresher(refresh)
    refresher.ask()
    qtbot.waitUntil(lambda: "second piece" in seen)
    assert seen == ["first piece", "window", "second piece"]


def test_many_questions_make_one_refresh_and_those_meanwhile_another(qtbot: QtBot) -> None:
    seen: list[int] = []

    def refresh() -> Iterator[None]:
        if not seen:
            refresher.ask()
        seen.append(len(seen))
        yield

    refresher = Refresher(refresh)
    for _ in range(5):
        refresher.ask()
    qtbot.waitUntil(lambda: len(seen) == 2)
    qtbot.wait(150)
    assert seen == [0, 1]


def test_a_refresh_at_once_takes_the_place_of_the_one_that_is_under_way(qtbot: QtBot) -> None:
    seen: list[str] = []

    def refresh() -> Iterator[None]:
        if not seen:
            QTimer.singleShot(0, refresher.now)
        seen.append("first piece")
        yield
        seen.append("second piece")

    refresher = Refresher(refresh)
    refresher.ask()
    qtbot.waitUntil(lambda: "second piece" in seen)
    qtbot.wait(20)
    assert seen == ["first piece", "first piece", "second piece"]
