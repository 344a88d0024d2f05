"""What flows from one card of a head to the next: its shape, or why it cannot."""

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from tlstudio.gui.theme.theme import color, set_role, theme
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of

ARROW_PX = 20
ARROW_LEFT_PX = 18


class HeadArrow(QWidget):
    """An arrow with a shape beside it; with a problem, an error line and the remedy as a link."""

    fix_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._text = IconLabel("", "error", 14), QLabel()
        self._has_problem = False
        self.fix_button = QPushButton()
        set_role(self.fix_button, "link")
        self.fix_button.clicked.connect(self.fix_asked)
        row = row_of(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)
        column = column_of(2, row, margins=(ARROW_LEFT_PX + 15, 1, 4, 1), parent=self)
        column.addWidget(self.fix_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setMinimumHeight(ARROW_PX)
        self.show_shape("")
        theme().changed.connect(self.update)

    @property
    def text(self) -> str:
        return self._text.text()

    def show_shape(self, text: str) -> None:
        """Say what flows here."""
        self._show(text, has_problem=False)
        self.fix_button.hide()

    def show_problem(self, sentence: str, fix: str) -> None:
        """Say what is wrong here; `fix` is the text of the link that mends it, if there is one."""
        self._show(sentence, has_problem=True)
        self.fix_button.setText(fix)
        self.fix_button.setVisible(bool(fix))

    def _show(self, text: str, *, has_problem: bool) -> None:
        self._has_problem = has_problem
        self._text.setText(text)
        self._text.setWordWrap(True)
        set_role(self._text, "small error" if has_problem else "tiny secondary")
        self._icon.set_icon("cross" if has_problem else "", "error")
        self._icon.setVisible(has_problem)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(color("error" if self._has_problem else "text2"), 1.2))
        x, bottom = ARROW_LEFT_PX + 0.5, self.height() - 3.0
        painter.drawLine(QPointF(x, 2), QPointF(x, bottom))
        painter.drawLine(QPointF(x - 3.5, bottom - 4), QPointF(x, bottom))
        painter.drawLine(QPointF(x + 3.5, bottom - 4), QPointF(x, bottom))
        painter.end()
