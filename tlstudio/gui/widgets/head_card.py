"""One card of a head: what the layer is, its one field while it is selected, its parameters."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from tlstudio.engine.model.heads import POOLINGS
from tlstudio.engine.project import MAX_WIDTH, LayerSpec, Pool
from tlstudio.gui.icons import icon
from tlstudio.gui.theme import color, set_role, theme
from tlstudio.gui.widgets.fields import ChoiceField, IntField
from tlstudio.gui.widgets.icon_label import IconLabel
from tlstudio.gui.widgets.quantities import count

CARD_PX = 42
FIELD_MARGIN_PX = 5
MAX_SHARE = 0.95  # of dropout, in steps of 0.05

Item = Pool | LayerSpec | None  # what a card stands for: the pooling, a layer, or the output


class ShareField(QDoubleSpinBox):
    """A share from 0 to 0.95; typing counts when it is finished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0.0, MAX_SHARE)
        self.setSingleStep(0.05)
        self.setDecimals(2)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a scroll over the head must not change it


class HeadCard(QFrame):
    """Shows one item of a head. What the user does with it comes out as signals; nothing is kept."""

    selected = Signal(int)  # the card's number
    changed = Signal(int, object)  # number, the new Pool or LayerSpec
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
        if self.field is None:
            return
        self.field.blockSignals(True)
        if isinstance(self.field, ChoiceField):
            self.field.set_value(item)
        elif isinstance(item, LayerSpec):
            self._show_number(item)
        self.field.blockSignals(False)

    def show_row(self, title: str, detail: str, parameters: int) -> None:
        """Say what the card is; 0 parameters are not written."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._parameters.setText(count(parameters) if parameters else "")

    def set_selected(self, is_selected: bool) -> None:
        """Open the field in place, or close it."""
        self._is_selected = is_selected
        has_field = is_selected and self.field is not None
        is_pool = isinstance(self.field, ChoiceField)
        self._title.setVisible(not (has_field and is_pool))
        self._detail.setVisible(not has_field)
        if self.field is not None:
            self.field.setVisible(has_field)
        self.remove_button.setVisible(is_selected and self.is_layer)
        self.update()

    def edit_field(self) -> None:
        """Put the cursor into the field."""
        if self.field is not None:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_number(self, layer: LayerSpec) -> None:
        if isinstance(self.field, IntField) and layer.width is not None:
            self.field.setValue(layer.width)
        elif isinstance(self.field, ShareField) and layer.p is not None:
            self.field.setValue(layer.p)

    def _new_field(self, item: Item) -> IntField | ShareField | ChoiceField | None:
        if isinstance(item, str):
            choice = ChoiceField({pool: info.title for pool, info in POOLINGS.items()}, self)
            choice.value_edited.connect(lambda pool: self.changed.emit(self.number, pool))
            choice.setAccessibleName(self.tr("Pooling"))
            choice.setMinimumContentsLength(16)
            return choice
        if item is not None and item.kind == "linear":
            return self._new_width_field()
        return self._new_share_field() if item is not None and item.kind == "dropout" else None

    def _new_width_field(self) -> IntField:
        field = IntField(1, MAX_WIDTH, self)
        field.setMinimumWidth(96)
        field.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, 0, 0)
        field.setAccessibleName(self.tr("Units"))
        field.value_edited.connect(lambda width: self.changed.emit(self.number, LayerSpec("linear", width=width)))
        field.lineEdit().textEdited.connect(lambda text: self._on_typed_width(field, text))
        return field

    def _new_share_field(self) -> ShareField:
        field = ShareField(self)
        field.setMinimumWidth(84)
        field.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, 0, 0)
        field.setAccessibleName(self.tr("Share left out"))
        field.valueChanged.connect(self._on_share)
        return field

    def _on_share(self, share: float) -> None:
        self.changed.emit(self.number, LayerSpec("dropout", p=round(share, 2)))

    def _on_typed_width(self, field: IntField, text: str) -> None:
        if field.hasAcceptableInput():
            self.typed.emit(self.number, LayerSpec("linear", width=field.valueFromText(text)))

    def _new_remove_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("close", "text2", 14))
        set_role(button, "quiet small")
        button.setIconSize(QSize(14, 14))
        button.setAccessibleName(self.tr("Remove this layer"))
        button.setToolTip(self.tr("Remove (Delete)"))
        button.clicked.connect(lambda: self.remove_asked.emit(self.number))
        return button

    def _lay_out(self) -> None:
        set_role(self._title, "medium")
        set_role(self._detail, "secondary")
        set_role(self._parameters, "secondary")
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, 9, 5)
        row.setSpacing(6)
        self._grip.setFixedWidth(14)
        row.addWidget(self._grip)
        row.addWidget(self._title)
        row.addWidget(self._detail)
        if self.field is not None:
            row.addWidget(self.field)
        row.addStretch(1)
        row.addWidget(self._parameters)
        row.addWidget(self.remove_button)
        self.set_selected(False)

    # What Qt asks of a widget.

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
        was_dragged = self._is_dragged
        self._press, self._is_dragged = None, False
        self.unsetCursor()
        if was_dragged:
            self.dropped.emit(self.number, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.field is not None:
            self.edit_field()
        else:
            super().keyPressEvent(event)
