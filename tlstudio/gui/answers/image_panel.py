"""One image in full, with its name and the confidence in every class."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from tlstudio.engine.data.image.reading import read_rgb
from tlstudio.gui.answers.answer_grid import Answer
from tlstudio.gui.answers.class_bars import Bar, ClassBars, bars_of
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.thumbnail_loader import to_image

TALLEST_PX = 320
MAX_BARS = 200  # a list longer than this helps nobody


class Picture(QWidget):
    """An image as large as fits, never cut off; a double click asks for it larger."""

    larger_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        self._pixmap = pixmap
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(252, self.width())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setFixedHeight(min(self.width(), TALLEST_PX))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.larger_asked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), color("track"))
        if self._pixmap is None or self._pixmap.isNull():
            return
        size = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, (self.height() - size.height()) / 2, 0, 0)
        place.setSize(size.toSizeF())
        painter.drawPixmap(place, self._pixmap, QRectF(self._pixmap.rect()))


class ImagePanel(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = Picture(self)
        self._name, self._verdict = QLabel(self), QLabel(self, wordWrap=True)
        self._bars = ClassBars(self)
        self._note = QLabel(self.tr("Confidence, in %."), self)
        self._path: Path | None = None
        self._lay_out()
        self.show_answer(None, ())

    @property
    def path(self) -> Path | None:
        """The image that is shown."""
        return self._path

    def show_answer(self, answer: Answer | None, names: tuple[str, ...]) -> None:
        self._path = answer.path if answer else None
        self._name.setText(answer.path.name if answer else self.tr("No image chosen"))
        self._name.setToolTip(str(answer.path) if answer else "")
        self._verdict.setText(self.words_of(answer, names))
        has_bars = answer is not None and not answer.problem
        self._bars.show_bars(_bars(answer, names) if answer and has_bars else [])
        self._note.setVisible(has_bars and not any(bar.text for bar in (answer and answer.bars) or ()))
        self.picture.show_pixmap(None)

    def words_of(self, answer: Answer | None, names: tuple[str, ...]) -> str:
        """What the model said of an image, in a sentence."""
        if answer is None:
            return self.tr("Choose a cell of the matrix, then an image.")
        if answer.problem:
            return self.tr("Cannot be read: {reason}.").format(reason=say_sentence(answer.problem))
        if answer.bars is not None:
            return answer.words
        said = names[answer.predicted]
        if answer.label is None:
            return self.tr("The model says {said}.").format(said=said)
        if answer.label == answer.predicted:
            return self.tr("Labelled {label}, and recognised.").format(label=said)
        return self.tr("Labelled {label}, the model said {said}.").format(label=names[answer.label], said=said)

    def _lay_out(self) -> None:
        set_role(self._name, "section")
        for label in (self._verdict, self._note):
            set_role(label, "small secondary")
        inner = QWidget(self)
        column = QVBoxLayout(inner)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        for widget in (self._name, self._verdict, self._bars, self._note):
            column.addWidget(widget)
        column.insertSpacing(2, 4)
        column.addStretch(1)
        scroll = QScrollArea(self)
        scroll.setWidget(inner)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.picture)
        outer.addWidget(scroll, 1)


def _bars(answer: Answer, names: tuple[str, ...]) -> Sequence[Bar]:
    if answer.bars is not None:
        return answer.bars[:MAX_BARS]
    return bars_of(answer.scores, names, label=answer.label, most=MAX_BARS)


def whole_image(path: Path, longest_px: int) -> QImage:
    """The image, not cut off, at most so many px long. Raises BadImage. For any thread."""
    image = read_rgb(path, "#808080")
    image.thumbnail((longest_px, longest_px))
    return to_image(np.asarray(image))
