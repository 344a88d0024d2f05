"""The same few validation images after each epoch, with what the model says of them."""

from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.engine.runs.events import Answered
from tlstudio.gui.answers.answer_grid import Answer, AnswerGrid
from tlstudio.gui.answers.class_bars import Bar
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.services.reading import read_tile
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import column_of
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader


class SamplesPage(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.grid = AnswerGrid(ThumbnailLoader(read_tile, self), self)
        self.title = QLabel(self, wordWrap=True)
        set_role(self.title, "small secondary")
        self._shown: Answered | None = None
        column_of(8, self.title, (self.grid, 1), parent=self)

    def show_run(self, curves: RunCurves | None, folder: Path) -> None:
        """Show the last epoch's answers; the images lie below `folder`."""
        last = curves.answers[-1] if curves and curves.answers else None
        self.grid.setVisible(last is not None)
        if last is None or curves is None or curves.started is None:
            self._shown = None
            self.title.setText(self.tr("After each epoch, a few validation images stand here with the answers."))
            return
        if last == self._shown:
            return
        self._shown = last
        text = self.tr("After epoch {epoch} of {epochs}: {n} validation images, the same every time.")
        self.title.setText(text.format(epoch=last.epoch, epochs=curves.total_epochs, n=len(last.images)))
        names = curves.started.classes
        self.grid.show_answers([_answer(last, place, folder, names) for place in range(len(last.images))], names)


def _answer(told: Answered, place: int, folder: Path, names: tuple[str, ...]) -> Answer:
    given, path = told.scores[place], folder / told.images[place]
    scores = np.array([given.get(name, 0.0) for name in names])
    truth = told.truths[place]
    if truth in names:
        return Answer(path, scores, names.index(truth))
    bars = tuple(Bar(name, min(1.0, max(0.0, score)), text=value_text("mae", score)) for name, score in given.items())
    return Answer(path, scores, bars=bars, words=", ".join(f"{bar.name} {bar.text}" for bar in bars))
