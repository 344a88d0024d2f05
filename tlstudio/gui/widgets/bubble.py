"""A sentence that stands for a moment over a view, beside the place it is about."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.gui.theme.theme import set_role

MAX_WIDTH_PX = 300


class Bubble(QLabel):
    """Hidden while it has nothing to say. Unlike a tool tip it stays while somebody types."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.setWordWrap(True)
        set_role(self, "bubble small")
        self.hide()

    def say(self, sentence: str, place: QRect, *, is_problem: bool) -> None:
        """Show the sentence below `place`, or above it where there is no room. An empty one hides it."""
        self.setText(sentence)
        self.setVisible(bool(sentence))
        if not sentence:
            return
        set_role(self, "bubble-problem small" if is_problem else "bubble small")
        room = self._view.rect()
        words_px = self.fontMetrics().horizontalAdvance(sentence) + 24
        self.setFixedWidth(min(words_px, MAX_WIDTH_PX, room.width()))
        self.setFixedHeight(self.heightForWidth(self.width()))
        fits_below = place.bottom() + 4 + self.height() <= room.bottom()
        top = place.bottom() + 4 if fits_below else place.top() - 4 - self.height()
        self.move(max(0, min(place.right() - self.width(), room.right() - self.width())), top)
        self.raise_()
