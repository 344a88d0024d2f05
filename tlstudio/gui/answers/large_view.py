"""One image as large as the window, whole; closer on request, and from one to the next by the arrow keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QWidget

from tlstudio.engine.data.image.reading import BadImage
from tlstudio.gui.answers.image_panel import whole_image
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.theme.theme import color, set_role
from tlstudio.gui.widgets.labels import ElidedLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, row_of

LONGEST_PX = 4096  # decoded at most
STEP, CLOSEST = 1.25, 16.0  # of one turn of the wheel; how much closer than the whole image
MARGIN_PX = 40  # of the window that stays in view around it
KEY = "large"  # of the job


class ZoomPicture(QWidget):
    """The whole picture, or a part of it: closer by the wheel or by a double click, moved by dragging."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pixmap: QPixmap | None = None
        self.zoom = 1.0  # 1: the whole picture fits
        self._middle = QPointF()  # of the picture from that of the view, in px
        self._dragged_from: QPointF | None = None
        self.setMinimumSize(QSize(320, 240))

    def show_pixmap(self, pixmap: QPixmap | None) -> None:
        """Show another picture, whole."""
        self._pixmap = pixmap
        self.zoom_to(1.0)

    def zoom_to(self, zoom: float, around: QPointF | None = None) -> None:
        """Come closer or go back; what is `around` stays where it is."""
        zoom = min(max(1.0, zoom), CLOSEST)
        if around:
            from_middle = around - QPointF(self.rect().center())
            self._middle = from_middle - (from_middle - self._middle) * (zoom / self.zoom)
        self.zoom = zoom
        self._hold()

    @property
    def place(self) -> QRectF:
        """Where the picture stands in the view, which may show only a part of it."""
        if self._pixmap is None or self._pixmap.isNull():
            return QRectF()
        fits = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        size = fits.toSizeF() * self.zoom
        place = QRectF(QPointF(), size)
        place.moveCenter(QRectF(self.rect()).center() + self._middle)
        return place

    def _hold(self) -> None:
        """Keep the picture in view: it is moved no further than to its edge."""
        size = self.place.size()
        across, down = (max(0.0, (size.width() - self.width()) / 2), max(0.0, (size.height() - self.height()) / 2))
        self._middle = QPointF(min(max(self._middle.x(), -across), across), min(max(self._middle.y(), -down), down))
        self.setCursor(Qt.CursorShape.OpenHandCursor if self.zoom > 1 else Qt.CursorShape.ArrowCursor)
        self.update()

    # What Qt asks of a widget.

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), color("track"))
        if self._pixmap and not self._pixmap.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self.zoom < CLOSEST / 2)
            painter.drawPixmap(self.place, self._pixmap, QRectF(self._pixmap.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._hold()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_to(self.zoom * STEP ** (event.angleDelta().y() / 120), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged_from is not None:
            self._middle += event.position() - self._dragged_from
            self._dragged_from = event.position()
            self._hold()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._dragged_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.zoom_to(1.0 if self.zoom > 1 else 4.0, event.position())


class LargeView(QDialog):
    """`image_at` gives the path of each of so many images, and what is said of it."""

    def __init__(self, jobs: Jobs, image_at: Callable[[int], tuple[Path, str]], images: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._jobs, self._image_at, self._images = jobs, image_at, images
        self.number = 0  # the image that is shown
        self.picture = ZoomPicture()
        self._name, self._words, self._place = ElidedLabel(80), ElidedLabel(60), QLabel()
        self._problem = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        set_role(self._name, "section")
        for label in (self._words, self._place, self._problem):
            set_role(label, "secondary")
        self.earlier, self.later = QPushButton(self.tr("Previous")), QPushButton(self.tr("Next"))
        close = QPushButton(self.tr("Close"))
        for button, slot in ((self.earlier, self._go_back), (self.later, self._go_on), (close, self.accept)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the arrow keys go through the images
            button.setAutoDefault(False)
            button.clicked.connect(slot)
        foot = row_of(10, self._name, (self._words, 1), self._place, self.earlier, self.later, close)
        column_of(10, (self.picture, 1), self._problem, foot, margins=(12, 12, 12, 12), parent=self)
        window = parent.window().size()
        self.resize(window - QSize(2 * MARGIN_PX, 2 * MARGIN_PX))

    def show_image(self, number: int) -> None:
        """Show this one of the images."""
        self.number = min(max(0, number), self._images - 1)
        path, words = self._image_at(self.number)
        self.setWindowTitle(path.name)
        self._name.setText(path.name)
        self._words.setText(words)
        self._place.setText(self.tr("{0} of {1}").format(count(self.number + 1), count(self._images)))
        self.earlier.setEnabled(self.number > 0)
        self.later.setEnabled(self.number + 1 < self._images)
        self._problem.hide()
        self._jobs.run(
            self.tr("Opening the image"),
            lambda _progress, _stop: whole_image(path, LONGEST_PX),
            self._on_read,
            self._on_failed,
            key=KEY,
            is_quiet=True,
        )

    def _go_back(self) -> None:
        self._go_to(self.number - 1)

    def _go_on(self) -> None:
        self._go_to(self.number + 1)

    def _go_to(self, number: int) -> None:
        if 0 <= number < self._images:
            self.show_image(number)

    def _on_read(self, image: QImage) -> None:
        self.picture.show_pixmap(QPixmap.fromImage(image))

    def _on_failed(self, error: Exception) -> None:
        self.picture.show_pixmap(None)
        reason = say_sentence(error.reason) if isinstance(error, BadImage) else str(error)
        self._problem.setText(self.tr("Cannot be read: {reason}.").format(reason=reason))
        self._problem.show()

    # What Qt asks of a dialog.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Left: -1, keys.Key_Up: -1, keys.Key_PageUp: -1, keys.Key_Right: 1, keys.Key_Down: 1}
        steps |= {keys.Key_PageDown: 1, keys.Key_Space: 1}
        zooms = {keys.Key_Plus: STEP, keys.Key_Equal: STEP, keys.Key_Minus: 1 / STEP, keys.Key_0: 0.0}
        key = keys(event.key())
        if key in steps:
            self._go_to(self.number + steps[key])
        elif key in zooms:
            self.picture.zoom_to(self.picture.zoom * zooms[key], QPointF(self.picture.rect().center()))
        else:
            super().keyPressEvent(event)

    def done(self, result: int) -> None:
        self._jobs.drop(KEY)
        super().done(result)


def open_large(
    jobs: Jobs, image_at: Callable[[int], tuple[Path, str]], images: int, number: int, parent: QWidget
) -> LargeView:
    """Open one of so many images large, over the window."""
    view = LargeView(jobs, image_at, images, parent)
    view.show_image(number)
    view.open()
    return view
