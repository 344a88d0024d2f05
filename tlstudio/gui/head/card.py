"""One card of a head: what the layer is, its one field while it is selected, its parameters."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QToolButton, QWidget

from tlstudio.engine.project import LayerSpec
from tlstudio.gui.head.fields import Field, Item, ItemChoice, new_field
from tlstudio.gui.head.words import note_of
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import color, set_role, theme
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import row_of

CARD_PX = 42
MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class HeadCard(QFrame):
    """Shows one item of a head. What the user does with it comes out as signals; nothing is kept."""

    selected = Signal(int)  # the card's number
    changed = Signal(int, object)  # number, the new Item
    typed = Signal(int, object)  # the same while it is still being typed
    remove_asked = Signal(int)
    dragged = Signal(int, QPoint)  # number, global position of the pointer
    dropped = Signal(int, QPoint)

    def __init__(self, number: int, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.number = number
        self._item = item
        self._is_selected = False
        self._press: QPoint | None = None
        self._is_dragged = False
        self._title, self._detail, self._parameters = QLabel(), QLabel(), QLabel()
        self.field = self._new_field(item)
        self._grip = IconLabel("grip" if self.is_layer else "", "text2", 14)
        self.remove_button = self._new_remove_button()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(max(CARD_PX, self.fontMetrics().height() + 24))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lay_out()
        theme().changed.connect(self.update)

    @property
    def is_layer(self) -> bool:
        return isinstance(self._item, LayerSpec)

    def fits(self, item: Item) -> bool:
        """Whether this card can show `item` as it is built: the same kind of layer."""
        if isinstance(item, LayerSpec) and isinstance(self._item, LayerSpec):
            return item.kind == self._item.kind
        return type(item) is type(self._item)

    def show_item(self, item: Item, spoken: str) -> None:
        """Let the field show the item. `spoken` is for assistive technology."""
        self._item = item
        self.setAccessibleName(spoken)
        self.setToolTip(note_of(item))
        if self.field is not None:
            self.field.show_item(item)

    def show_row(self, title: str, detail: str, parameters: int) -> None:
        """Say what the card is; 0 parameters are not written."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._parameters.setText(count(parameters) if parameters else "")

    def set_selected(self, is_selected: bool) -> None:
        """Open the field in place, or close it."""
        self._is_selected = is_selected
        has_field = is_selected and self.field is not None
        is_choice = isinstance(self.field, ItemChoice)
        self._title.setVisible(not (has_field and is_choice))
        self._detail.setVisible(not has_field or is_choice)
        if self.field is not None:
            self.field.setVisible(has_field)
        self.remove_button.setVisible(is_selected and self.is_layer)
        self.update()

    def edit_field(self) -> None:
        """Put the cursor into the field."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _new_field(self, item: Item) -> Field | None:
        field = new_field(item, self)
        if field is not None:
            field.item_edited.connect(lambda changed: self.changed.emit(self.number, changed))
            field.item_typed.connect(lambda typed: self.typed.emit(self.number, typed))
            field.installEventFilter(self)
        return field

    def _new_remove_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close", "text2", 14))
        set_role(button, "quiet small")
        button.setIconSize(QSize(14, 14))
        button.setAccessibleName(self.tr("Remove this layer"))
        button.setToolTip(self.tr("Remove (Delete)"))
        button.clicked.connect(lambda: self.remove_asked.emit(self.number))
        return button

    def _let_go(self, position: QPoint) -> None:
        """End a drag at this global position."""
        self._press, self._is_dragged = None, False
        self.unsetCursor()
        self.dropped.emit(self.number, position)

    def _lay_out(self) -> None:
        set_role(self._title, "medium")
        set_role(self._detail, "secondary")
        set_role(self._parameters, "secondary")
        row = row_of(6, margins=(8, 5, 9, 5), parent=self)
        self._grip.setFixedWidth(14)
        row.addWidget(self._grip)
        row.addWidget(self._title)
        for widget in (self.field, self._detail) if isinstance(self.field, ItemChoice) else (self._detail, self.field):
            if widget is not None:
                row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._parameters)
        row.addWidget(self.remove_button)
        self.set_selected(False)

    # What Qt asks of a widget.

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_move = event.key() in MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier
            if self.is_layer and (is_move or event.key() == Qt.Key.Key_Escape):
                self.setFocus(Qt.FocusReason.OtherFocusReason)  # what was typed counts now
                if is_move:
                    QApplication.sendEvent(self, event)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_ringed = self._is_selected and self.hasFocus()
        painter.setPen(QPen(color("accent" if self._is_selected else "border"), 2 if is_ringed else 1))
        painter.setBrush(color("panel"))
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(frame, 6, 6)
        if self._is_selected:
            painter.setClipRect(0, 0, 5, self.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawRoundedRect(frame.adjusted(-0.5, -0.5, 0, 0.5), 6, 6)
        painter.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.selected.emit(self.number)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._press = event.position().toPoint() if self.is_layer else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None:
            return
        distance = (event.position().toPoint() - self._press).manhattanLength()
        self._is_dragged = self._is_dragged or distance >= QApplication.startDragDistance()
        if self._is_dragged:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(self.number, event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._is_dragged:
            self._let_go(event.globalPosition().toPoint())
        self._press = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._is_dragged:
            self._let_go(self.mapToGlobal(self.rect().center()))  # where it was
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field is not None:
            self.edit_field()
        else:
            super().keyPressEvent(event)
