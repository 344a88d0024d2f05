"""The curves of a run as two or three plots over the same epochs. Imports pyqtgraph, so import it late."""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from PySide6.QtWidgets import QWidget

from tlstudio.gui.answers.scores import interval_text, is_share, title_of, value_text
from tlstudio.gui.curves.card import CurveCard
from tlstudio.gui.curves.class_card import ClassCard
from tlstudio.gui.curves.class_plot import NAMES_PX
from tlstudio.gui.curves.epoch_plot import RIGHT_PX
from tlstudio.gui.curves.legend import LegendEntry
from tlstudio.gui.curves.pictures import Picture, loss_picture, metric_picture, rate_picture
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.theme.theme import theme
from tlstudio.gui.widgets.notices import Notes
from tlstudio.gui.widgets.numbers import fixed
from tlstudio.gui.widgets.rows import column_of

Named = Sequence[tuple[str, RunCurves]]
SMALLEST_PX = 140
MOST_BEHIND = 3  # in the legend


class CurvesView(QWidget):
    """Loss above accuracy, 3 : 2, and the learning rate on request; before a run its plan lies on the empty plot."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.loss = CurveCard(self.tr("Loss"), percent=False, parent=self)
        self.accuracy = CurveCard(self.tr("Accuracy"), percent=True, has_flag=False, parent=self)
        self.rate = CurveCard(self.tr("Learning rate"), percent=False, has_flag=False, parent=self)
        self.rate.hide()
        self.classes = ClassCard(self)
        self.classes.hide()
        self.plan = Notes(self)
        self.loss.set_overlay(self.plan)
        column = column_of(12, parent=self)
        for card, share in zip(self.cards, (3, 2, 3, 2), strict=True):
            card.setMinimumHeight(SMALLEST_PX)
            column.addWidget(card, share)
            for other in self.cards:
                if other is not card:
                    card.plot.epochs_shown.connect(other.plot.axes.show_epochs)

    @property
    def cards(self) -> tuple[CurveCard | ClassCard, ...]:
        return self.loss, self.accuracy, self.classes, self.rate

    @property
    def shows_classes(self) -> bool:
        return not self.classes.isHidden()

    def set_classes(self, is_shown: bool) -> None:
        """Show each class in place of the metric over all; all plots leave the same room for the names."""
        self.classes.setVisible(is_shown)
        self.accuracy.setVisible(not is_shown)
        for card in (self.loss, self.rate):
            card.plot.leave_room(NAMES_PX if is_shown else RIGHT_PX)

    def show_whole(self) -> None:
        """Undo every zoom."""
        for card in self.cards:
            card.plot.axes.show_whole()

    def show_curves(self, curves: RunCurves, smoothing: float, others: Named) -> None:
        """All plots at once."""
        for _ in self.draw(curves, smoothing, others):
            pass

    def draw(self, curves: RunCurves, smoothing: float, others: Named) -> Iterator[None]:
        """Plot by plot, for somebody who has something else to do in between."""
        self._show_loss(curves, smoothing, others)
        yield
        self._show_score(curves, others)
        yield
        self._show_rate(curves, others)
        yield
        if self.shows_classes:
            self.classes.show_run(curves)

    def _show_loss(self, curves: RunCurves, smoothing: float, others: Named) -> None:
        picture = loss_picture(curves, smoothing, others)
        entries = self._front(curves, _last(picture), _loss_text, "val_loss")
        self.loss.show_curves(picture, [*entries, *self._source_loss(picture), *self._behind(others)])

    def _show_score(self, curves: RunCurves, others: Named) -> None:
        picture, name = metric_picture(curves, others), curves.metric
        self.accuracy.set_kind(title_of(name), percent=is_share(name))
        entries = self._front(curves, _last(picture), lambda value: _text(name, value), f"val_{name}")
        entries = entries if name == "accuracy" else entries[1:]  # labels and numbers are judged on validation alone
        entries += self._source_accuracy(picture)
        interval = self._interval(curves) if len(others) < 2 else ""
        self.accuracy.show_curves(picture, [*entries, *self._behind(others)], interval)

    def show_plan(self, epochs: int) -> None:
        """Empty axes for so many epochs."""
        self.classes.show_plan(epochs)
        for card in (self.loss, self.accuracy, self.rate):
            card.show_curves(Picture(total=float(epochs), ticks=(0.0, 0.25, 0.5, 0.75, 1.0)), [])

    def _show_rate(self, curves: RunCurves, others: Named) -> None:
        now = "" if curves.lr is None else f"{curves.lr:.2g}"
        entries = [LegendEntry("train", self.tr("Head"), now, "learn", dashed=False)]
        self.rate.show_curves(rate_picture(curves, others), entries)

    def _front(
        self, curves: RunCurves, train: float | None, write: Callable[[float | None], str], val_name: str
    ) -> list[LegendEntry]:
        val = curves.last.val_metrics.get(val_name) if curves.last else None
        return [
            LegendEntry("train", self.tr("Train"), write(train), "learn", dashed=False),
            LegendEntry("val", self.tr("Validation"), write(val), "held", dashed=True),
        ]

    def _source_loss(self, picture: Picture) -> list[LegendEntry]:
        y = picture.source.y
        return [_source(self.tr("λ · source loss"), _loss_text(float(y[-1])))] if len(y) else []

    def _source_accuracy(self, picture: Picture) -> list[LegendEntry]:
        y = picture.source.y[np.isfinite(picture.source.y)]
        return [_source(self.tr("Source task"), _text("accuracy", float(y[-1])))] if len(y) else []

    def _behind(self, others: Named) -> list[LegendEntry]:
        """The others, as many as fit in the row; all of them have their names at their lines' ends."""
        hues = theme().tokens.other_runs
        words = self.tr("{run}, validation") if len(others) == 1 else "{run}"
        return [
            LegendEntry(name, words.format(run=name), "", hues[number % len(hues)], dashed=True)
            for number, (name, _) in enumerate(others[:MOST_BEHIND])
        ]

    def _interval(self, curves: RunCurves) -> str:
        if curves.last is None or curves.started is None:
            return ""
        text = interval_text(curves.last.val_accuracy, curves.started.images.get("val", 0))
        return self.tr("95 % interval {interval}").format(interval=text) if text else ""


def _source(name: str, value: str) -> LegendEntry:
    return LegendEntry("source", name, value, "text2", dashed=False, dotted=True)


def _last(picture: Picture) -> float | None:
    return float(picture.train.y[-1]) if len(picture.train.y) else None


def _loss_text(value: float | None) -> str:
    return "" if value is None else fixed(value, 3)


def _text(name: str, value: float | None) -> str:
    return "" if value is None else value_text(name, value)
