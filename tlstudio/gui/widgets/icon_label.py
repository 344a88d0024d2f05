"""An icon that follows the theme, in a label."""

from PySide6.QtWidgets import QLabel, QWidget

from tlstudio.gui.theme.icons import pixmap
from tlstudio.gui.theme.theme import theme


class IconLabel(QLabel):
    """Shows an icon in the colour of a token."""

    def __init__(self, name: str = "", token: str = "text", size: int = 16, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size = size
        self.set_icon(name, token)
        theme().changed.connect(self._paint)

    def set_icon(self, name: str, token: str = "text") -> None:
        """Show another icon; an empty name shows none."""
        self._name, self._token = name, token
        self._paint()

    def _paint(self) -> None:
        if self._name:
            self.setPixmap(pixmap(self._name, self._token, self._size, self.devicePixelRatioF()))
        else:
            self.clear()
