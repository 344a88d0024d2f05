"""The window's own icons: SVG strokes from resources/icons, drawn in the colours of the theme.

An icon asks the theme for its colour each time it is painted, so a change of theme needs no new icons.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from tlstudio.engine.resources import resource
from tlstudio.gui.theme.theme import color, theme

SIZES = (14, 16, 20)
GAP = 5  # px


def icon(name: str, role: str = "text", size: int = 16) -> QIcon:
    """The icon in the colour of the token `role`, and in text2 where disabled. `size` is its own, in px."""
    return QIcon(_Engine(name, role, size))


def set_icon(button: QAbstractButton, name: str, role: str = "text") -> None:
    """Give a button an icon with room between it and the text, more than the style would leave."""
    button.setIcon(icon(name, role))
    button.setIconSize(QSize(SIZES[1] + GAP, SIZES[1]))


def pixmap(name: str, token: str = "text", size: int = 16, dpr: float = 1.0) -> QPixmap:
    """The icon as pixels: `size` logical px square at device pixel ratio `dpr`."""
    return _drawn(name, getattr(theme().tokens, token), size, dpr)


def paint_icon(painter: QPainter, rect: QRect, name: str, token: str = "text") -> None:
    """Draw the icon into the middle of `rect`, as large as fits."""
    side = min(rect.width(), rect.height())
    place = QRect(QPoint(), QSize(side, side))
    place.moveCenter(rect.center())
    device = painter.device()
    painter.drawPixmap(place, pixmap(name, token, side, device.devicePixelRatioF() if device else 1.0))


def draw_icon(painter: QPainter, place: QRectF, name: str, token: str) -> None:
    """Draw the icon as strokes, which stay strokes in a file that knows them."""
    _renderer(name, getattr(theme().tokens, token)).render(painter, place)


def names() -> list[str]:
    return sorted(path.stem for path in resource("icons").glob("*.svg"))


@cache
def svg(name: str) -> str:
    """The drawing's text; its colour is written `currentColor`."""
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, hex_color: str, size: int, dpr: float, room: int = 0) -> QPixmap:
    """A square of `size`, and `room` empty px right of it."""
    side = max(1, round(size * dpr))
    result = QPixmap(side + round(room * dpr), side)
    result.fill(Qt.GlobalColor.transparent)
    painter = QPainter(result)
    _renderer(name, hex_color).render(painter, QRectF(0, 0, side, side))
    painter.end()
    result.setDevicePixelRatio(dpr)
    return result


def _renderer(name: str, hex_color: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(svg(name).replace("currentColor", QColor(hex_color).name()).encode()))


class _Engine(QIconEngine):
    def __init__(self, name: str, role: str, size: int) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._size = size

    def _token(self, mode: QIcon.Mode) -> str:
        return "text2" if mode == QIcon.Mode.Disabled else self._role

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role, self._size)

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        return size

    def availableSizes(self, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> list[QSize]:
        return [QSize(side, side) for side in SIZES]

    def isNull(self) -> bool:
        return False

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        side = min(size.width(), size.height())
        return QPixmap(_drawn(self._name, color(self._token(mode)).name(), side, scale, size.width() - side))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, rect, self._name, self._token(mode))
