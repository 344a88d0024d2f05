"""Titles of a table that stands on the window's ground: words only, with an optional hairline below."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from tlstudio.gui.theme.theme import color

PAD = 6


class PlainHeader(QHeaderView):
    """Paints itself, so that the style sheet's header does not."""

    def __init__(self, orientation: Qt.Orientation, parent: QWidget | None = None, *, has_line: bool = False) -> None:
        super().__init__(orientation, parent)
        self._has_line = has_line
        self.setSectionsClickable(False)
        self.setHighlightSections(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), color("window"))
        painter.setPen(color("text2"))
        for section in range(self.count()):
            if not self.isSectionHidden(section):
                self._paint_title(painter, section)
        if self._has_line:
            ground = self.viewport().rect()
            painter.fillRect(QRect(0, ground.bottom(), ground.width(), 1), color("border"))

    def _paint_title(self, painter: QPainter, section: int) -> None:
        place, size = self.sectionViewportPosition(section), self.sectionSize(section)
        is_row = self.orientation() == Qt.Orientation.Horizontal
        box = QRect(place, 0, size, self.height()) if is_row else QRect(0, place, self.width(), size)
        box.adjust(PAD, 0, -PAD, 0)
        model, display, alignment = self.model(), Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.TextAlignmentRole
        text = str(model.headerData(section, self.orientation(), display))
        text = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = model.headerData(section, self.orientation(), alignment)
        painter.drawText(box, flags if isinstance(flags, Qt.AlignmentFlag) else Qt.AlignmentFlag.AlignCenter, text)
