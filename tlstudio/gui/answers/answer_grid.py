"""Images with what the model said about them: the picture, and below it the confidence in every class."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tlstudio.gui.answers.class_bars import Bar, bars_of, height_of, most_telling, paint_bars
from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, color, font, set_role, theme
from tlstudio.gui.widgets.numbers import whole_percent
from tlstudio.gui.widgets.thumbnail_loader import ThumbnailLoader

Index = QModelIndex | QPersistentModelIndex
AnswerRole = Qt.ItemDataRole.UserRole
LEAST_PX = 196  # width of a card
GAP, PAD, RADIUS = 12, 10, 5
IMAGE_SHAPE = 0.6  # height over width of the picture in a card; the panel beside shows all of it
NAME_PX = 20
SIZE_STEP = 32  # device px of a decoded picture


@dataclass(frozen=True, slots=True, eq=False)
class Answer:
    """One image and its scores (classes,). `label` is None where nobody said what it is; `problem` a clause."""

    path: Path
    scores: np.ndarray
    label: int | None = None
    problem: str = ""
    bars: tuple[Bar, ...] | None = None  # of labels or numbers, in place of confidences in classes
    words: str = ""  # what there is to say about those

    @property
    def predicted(self) -> int:
        return int(self.scores.argmax())


class AnswerModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers: list[Answer] = []
        self.names: tuple[str, ...] = ()

    def show_answers(self, answers: Sequence[Answer], names: tuple[str, ...]) -> None:
        self.beginResetModel()
        self.answers, self.names = list(answers), names
        self.endResetModel()

    def bars(self, answer: Answer, most: int = 6) -> list[Bar]:
        if answer.bars is not None:
            return most_telling(answer.bars, most)
        return [] if answer.problem else bars_of(answer.scores, self.names, label=answer.label, most=most)

    def spoken(self, answer: Answer) -> str:
        if answer.problem:
            return f"{answer.path.name}: {answer.problem}"
        if answer.bars is not None:
            return f"{answer.path.name}: {answer.words}"
        said = f"{self.names[answer.predicted]} {whole_percent(float(answer.scores[answer.predicted]))} %"
        if answer.label is None:
            return self.tr("{file}: {said}").format(file=answer.path.name, said=said)
        text = self.tr("{file}: labelled {label}, model said {said}")
        return text.format(file=answer.path.name, label=self.names[answer.label], said=said)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.answers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        answer = self.answers[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return answer.path.name
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.spoken(answer)
            case _:
                return answer if role == AnswerRole else None


class AnswerDelegate(QStyledItemDelegate):
    def __init__(self, model: AnswerModel, loader: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._loader = loader
        self.width = LEAST_PX

    @property
    def image_height(self) -> int:
        return round(self.width * IMAGE_SHAPE)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        bars = height_of(min(len(self._model.names), 6))
        return QSize(self.width + GAP, self.image_height + NAME_PX + bars + 2 * PAD + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        answer: Answer = index.data(AnswerRole)
        place: QRect = option.rect  # pyright: ignore[reportAttributeAccessIssue] # missing from the stubs
        state: QStyle.StateFlag = option.state  # pyright: ignore[reportAttributeAccessIssue]
        card = QRectF(place.left() + 2, place.top() + 2, self.width, place.height() - GAP)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(color("border"), 1))
        painter.setBrush(color("panel"))
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)
        self._paint_image(painter, card, answer)
        self._paint_words(painter, card, answer)
        if state & QStyle.StateFlag.State_Selected:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color("accent"), 2))
            painter.drawRoundedRect(card.adjusted(-0.5, -0.5, 0.5, 0.5), RADIUS + 1, RADIUS + 1)
        painter.restore()

    def _paint_image(self, painter: QPainter, card: QRectF, answer: Answer) -> None:
        place = QRectF(card.left() + 1, card.top() + 1, card.width() - 2, self.image_height)
        clip = QPainterPath()
        clip.setFillRule(Qt.FillRule.WindingFill)
        clip.addRoundedRect(place, RADIUS - 1, RADIUS - 1)
        clip.addRect(place.adjusted(0, RADIUS, 0, 0))
        painter.fillPath(clip, color("track"))
        if answer.problem:
            third = self.image_height // 3
            paint_icon(painter, place.toRect().adjusted(third, third, -third, -third), "warning", "warning")
            return
        device = painter.device()
        wanted = self.width * (device.devicePixelRatioF() if device else 1.0)
        pixmap = self._loader.get(answer.path, -(-round(wanted) // SIZE_STEP) * SIZE_STEP)
        if pixmap:
            painter.save()
            painter.setClipPath(clip)
            painter.drawPixmap(_whole_in(place, pixmap), pixmap, QRectF(pixmap.rect()))
            painter.restore()

    def _paint_words(self, painter: QPainter, card: QRectF, answer: Answer) -> None:
        left, top = round(card.left()) + PAD, round(card.top()) + self.image_height + PAD // 2
        width = round(card.width()) - 2 * PAD
        painter.setFont(font(SMALL))
        painter.setPen(color("text2"))
        words = f"{answer.path.name}: {answer.problem}" if answer.problem else answer.path.name
        text = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QRect(left, top, width, NAME_PX), Qt.AlignmentFlag.AlignVCenter, text)
        paint_bars(painter, QRect(left, top + NAME_PX, width, 1), self._model.bars(answer))


class AnswerGrid(QListView):
    """Cards in as many columns as fit; `chosen` follows the current one."""

    chosen = Signal(object)  # the Answer, or None

    def __init__(self, loader: ThumbnailLoader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bare")
        self.model_of_answers = AnswerModel(self)
        self._delegate = AnswerDelegate(self.model_of_answers, loader, self)
        self.setModel(self.model_of_answers)
        self.setItemDelegate(self._delegate)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # else the columns jump as it comes
        self.setMinimumWidth(LEAST_PX + 3 * GAP)
        loader.arrived.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)
        self.selectionModel().currentChanged.connect(lambda current, _: self._tell(current))

    @property
    def answers(self) -> list[Answer]:
        return self.model_of_answers.answers

    def show_answers(self, answers: Sequence[Answer], names: tuple[str, ...]) -> None:
        """Show other images, the first of them chosen."""
        self.model_of_answers.show_answers(answers, names)
        self._fit()
        self.scrollToTop()
        if answers:
            self.setCurrentIndex(self.model_of_answers.index(0))
        else:
            self.chosen.emit(None)

    def _tell(self, current: Index) -> None:
        self.chosen.emit(self.answers[current.row()] if current.isValid() else None)

    def _fit(self) -> None:
        width = self.viewport().width() - 4
        columns = max(1, width // (LEAST_PX + GAP))
        self._delegate.width = max(LEAST_PX, width // columns - GAP)
        self.setGridSize(self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


def _whole_in(place: QRectF, pixmap: QPixmap) -> QRectF:
    """Where the whole picture fits in the middle of the place."""
    fits = QRectF(QPointF(), pixmap.size().toSizeF().scaled(place.size(), Qt.AspectRatioMode.KeepAspectRatio))
    fits.moveCenter(place.center())
    return fits
