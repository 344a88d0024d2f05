from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.support.curves import run_of
from tlstudio.engine.runs.events import Answered
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.train.samples_page import SamplesPage


def test_the_last_epochs_answers_stand_beside_their_images(qtbot: QtBot, tmp_path: Path) -> None:
    page, curves = SamplesPage(), RunCurves()
    qtbot.addWidget(page)
    page.show_run(curves, tmp_path)
    assert page.title.text().startswith("After each epoch")
    curves.feed(run_of(epochs=2))
    assert curves.started is not None
    one, other = curves.started.classes[:2]
    for epoch, confidence in ((1, 0.4), (2, 0.9)):
        curves.feed([Answered(epoch, epoch, ("a/1.png",), (one,), ({one: confidence, other: 1 - confidence},))])
    page.show_run(curves, tmp_path)
    [answer] = page.grid.answers
    assert (answer.path, answer.label, answer.predicted) == (tmp_path / "a/1.png", 0, 0)
    assert answer.scores[0] == 0.9
