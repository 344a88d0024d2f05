"""A part's learning rate while it is typed: a share of the head's, with a decimal point or comma."""

import math

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from tlstudio.gui.language.say import say
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import read_number
from tlstudio.gui.widgets.numbers import number

HIGHEST = 10.0  # times the head's learning rate


class RateEdit(QLineEdit):
    """Empty stands for the share of the part around it, which is shown in grey."""

    problem_said = Signal(str)  # why the text is no share; empty if it is one

    def __init__(self, share_around: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(number(share_around))
        self.setAccessibleName(self.tr("Learning rate as a share of the head's; empty: as the part around it"))
        self.setValidator(_ShareValidator(self))
        set_role(self, "cell")
        self.textChanged.connect(self._on_text)

    @property
    def share(self) -> float | None:
        """None where the field is empty."""
        value = read_number(self.text())
        return value if isinstance(value, float) else None

    def show_share(self, share: float | None) -> None:
        self.setText("" if share is None else number(share))
        self.selectAll()

    def type_over(self, text: str) -> None:
        """Begin with what was typed before the field was there."""
        self.setText(text)
        self.setModified(True)

    def _on_text(self, text: str) -> None:
        problem = share_problem(text)
        set_role(self, "cell invalid" if problem else "cell")
        self.setAccessibleDescription(problem)
        self.problem_said.emit(problem)


def share_problem(text: str) -> str:
    """Why this is no share of a learning rate, in a sentence; empty if it is one, or nothing."""
    if not text.strip():
        return ""
    value = read_number(text)
    if not isinstance(value, float) or not math.isfinite(value):
        return say("“{text}” is not a number: write a share such as 0.1.").format(text=text.strip())
    return "" if 0 <= value <= HIGHEST else say("The share is from 0 to 10: at 1 it learns as fast as the head.")


class _ShareValidator(QValidator):
    """Lets everything be typed, and only a share be entered."""

    def validate(self, text: str, position: int) -> object:
        state = QValidator.State.Intermediate if share_problem(text) else QValidator.State.Acceptable
        return state, text, position
