"""The texts that a window shows, and what is wrong with them in a longer language."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QTextDocumentFragment
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QTabBar,
    QWidget,
)

from tlstudio.gui.language.pseudo import OPEN
from tlstudio.gui.widgets.labels import ElidedLabel

WORD = re.compile(r"[A-Za-z]{2,}")
LEEWAY_PX = 2  # of rounding


@dataclass(frozen=True, slots=True)
class Shown:
    """A text where it is shown; `lacks` is what it lacks in pixels, width and height."""

    where: str
    text: str
    lacks: tuple[int, int] = (0, 0)

    def is_untranslated(self, allowed: re.Pattern[str]) -> bool:
        return OPEN not in self.text and bool(WORD.search(allowed.sub("", self.text)))

    @property
    def is_cut(self) -> bool:
        return max(self.lacks) > LEEWAY_PX

    def __str__(self) -> str:
        room = f" (lacks {self.lacks[0]} × {self.lacks[1]} px)" if self.is_cut else ""
        return f"{self.where}: {self.text!r}{room}"


def shown_in(window: QWidget) -> Iterator[Shown]:
    """Every text in the widgets of a window that are visible, and in their tool tips and menus."""
    yield Shown(type(window).__name__, window.windowTitle())
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisibleTo(window) and widget.window() is window:
            yield from _of_widget(widget)
            yield Shown(f"tool tip of {_where(widget)}", _plain(widget.toolTip()))


def too_large(window: QWidget, size: QSize) -> QSize:
    """How much larger than the size the window has to be."""
    least = window.minimumSizeHint().expandedTo(window.minimumSize())
    return QSize(max(0, least.width() - size.width()), max(0, least.height() - size.height()))


def _of_widget(widget: QWidget) -> Iterator[Shown]:
    where = _where(widget)
    match widget:
        case QLabel():
            yield Shown(where, _plain(widget.text()), _label_lacks(widget))
        case QAbstractButton():
            lays_out = widget.layout() is not None  # its labels are looked at by themselves
            yield Shown(where, widget.text(), (0, 0) if lays_out or not widget.text() else _lacks(widget))
        case QGroupBox():
            yield Shown(where, widget.title())
        case QTabBar():
            yield from (Shown(where, widget.tabText(number)) for number in range(widget.count()))
        case QComboBox():
            yield from (Shown(where, widget.itemText(number)) for number in range(widget.count()))
        case QLineEdit():
            yield Shown(where, widget.placeholderText())
        case QHeaderView():
            yield from _of_header(widget)
    if isinstance(widget, QMenu):
        yield from _of_actions(where, widget.actions())
    if menu := getattr(widget, "menu", lambda: None)():
        yield from _of_actions(where, menu.actions())


def _of_actions(where: str, actions: list[QAction]) -> Iterator[Shown]:
    for action in actions:
        yield Shown(where, action.text())
        if menu := action.menu():
            yield from _of_actions(where, menu.actions())  # pyright: ignore[reportAttributeAccessIssue] # a QMenu


def _of_header(header: QHeaderView) -> Iterator[Shown]:
    model = header.model()
    if model is None or header.orientation() == Qt.Orientation.Vertical:
        return
    for section in range(header.count()):
        text = str(model.headerData(section, header.orientation()) or "")
        tip = model.headerData(section, header.orientation(), Qt.ItemDataRole.ToolTipRole)
        room = header.sectionSize(section)
        lacks = 0 if header.isSectionHidden(section) or tip else header.fontMetrics().horizontalAdvance(text) - room
        yield Shown(_where(header), text, (lacks, 0))


def _label_lacks(label: QLabel) -> tuple[int, int]:
    """An elided label has the whole text in its tool tip, so it may be small."""
    if not label.text():
        return 0, 0
    if label.wordWrap():
        return 0, max(0, label.heightForWidth(label.width()) - label.height())
    return _lacks(label)


def _lacks(widget: QWidget) -> tuple[int, int]:
    """What it has less than it needs, or what something around it cuts off at its sides."""
    hint = widget.minimumSizeHint() if isinstance(widget, ElidedLabel) else widget.sizeHint()
    return max(0, hint.width() - widget.width(), _beyond(widget)), max(0, hint.height() - widget.height())


def _beyond(widget: QWidget) -> int:
    """How much of it is out of sight at its sides, unless all of it is, or can be scrolled to."""
    seen = widget.visibleRegion().boundingRect().width()
    return widget.width() - seen if seen else 0


def _plain(text: str) -> str:
    return QTextDocumentFragment.fromHtml(text).toPlainText() if re.search(r"</?\w+[^>]*>", text) else text


def _where(widget: QWidget) -> str:
    """The classes around a widget, from its window's inward."""
    names: list[str] = []
    place: QWidget | None = widget
    while place is not None:
        if type(place).__module__.startswith("tlstudio") or place is widget:
            names.append(type(place).__name__)
        place = place.parentWidget()
    return "/".join(reversed(names[:4]))
