"""The fields of a head's cards. `item_edited` and `item_typed` carry the item as it becomes."""

from collections.abc import Mapping
from typing import TypeGuard

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QDoubleSpinBox, QWidget

from tlstudio.engine.model.heads import OUTPUTS, POOLINGS, OutputInfo, PoolInfo
from tlstudio.engine.project import MAX_WIDTH, LayerSpec, Output, Pool
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.fields import ChoiceField, IntField

FIELD_MARGIN_PX = 5
MAX_SHARE = 0.95  # of dropout, in steps of 0.05

Item = Pool | LayerSpec | Output  # what a card stands for


class ItemChoice(ChoiceField):
    """Which pooling, or which output; a tool tip says what each does."""

    item_edited = Signal(object)
    item_typed = Signal(object)

    def __init__(self, infos: Mapping[Pool, PoolInfo] | Mapping[Output, OutputInfo], name: str, parent: QWidget):
        super().__init__({value: say(info.title) for value, info in infos.items()}, parent)
        for row, info in enumerate(infos.values()):
            self.setItemData(row, say(info.note), Qt.ItemDataRole.ToolTipRole)
        self.setAccessibleName(name)
        self.setMinimumContentsLength(max(len(say(info.title)) for info in infos.values()) - 2)
        self.value_edited.connect(self.item_edited)

    def show_item(self, item: Item) -> None:
        self.set_value(item)


class UnitsField(IntField):
    """How many units a linear layer has."""

    item_edited = Signal(object)
    item_typed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(1, MAX_WIDTH, parent)
        self.setMinimumWidth(96)
        self.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, 0, 0)
        self.setAccessibleName(self.tr("Units"))
        self.value_edited.connect(lambda width: self.item_edited.emit(LayerSpec("linear", width=width)))
        self.lineEdit().textEdited.connect(self._on_typed)

    def show_item(self, item: Item) -> None:
        assert isinstance(item, LayerSpec)
        self.set_value(item.width)

    def _on_typed(self, text: str) -> None:
        if self.hasAcceptableInput():
            self.item_typed.emit(LayerSpec("linear", width=self.valueFromText(text)))


class ShareField(QDoubleSpinBox):
    """A share from 0 to 0.95; typing counts when it is finished."""

    item_edited = Signal(object)
    item_typed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setRange(0.0, MAX_SHARE)
        self.setSingleStep(0.05)
        self.setDecimals(2)
        self.setKeyboardTracking(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(84)
        self.lineEdit().setTextMargins(FIELD_MARGIN_PX, 0, 0, 0)
        self.setAccessibleName(self.tr("Share left out"))
        self.valueChanged.connect(lambda share: self.item_edited.emit(LayerSpec("dropout", p=round(share, 2))))

    def show_item(self, item: Item) -> None:
        assert isinstance(item, LayerSpec) and item.p is not None
        self.blockSignals(True)
        self.setValue(item.p)
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # a scroll over the head must not change it


Field = ItemChoice | UnitsField | ShareField


def is_pool(item: Item) -> TypeGuard[Pool]:
    return item in POOLINGS


def is_output(item: Item) -> TypeGuard[Output]:
    return item in OUTPUTS


def new_field(item: Item, parent: QWidget) -> Field | None:
    """The field that edits such an item; None where there is nothing to choose."""
    if isinstance(item, LayerSpec):
        fields = {"linear": UnitsField, "dropout": ShareField}
        return fields[item.kind](parent) if item.kind in fields else None
    if is_pool(item):
        return ItemChoice(POOLINGS, say("Pooling"), parent)
    return ItemChoice(OUTPUTS, say("Output"), parent)
