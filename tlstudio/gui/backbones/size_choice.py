"""The question how large the images are that the network gets."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.backbones.sizes import sensible_sizes
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.rows import row_of

LEAST_PX, MOST_PX = 16, 2048  # as BackboneSpec takes them
FIELD_PX = 84


class SizeChoice(QWidget):
    """Sensible sizes to choose from, any other to type; what it comes to stands beside it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._info: BackboneInfo | None = None
        self._px: int | None = None
        self.field, self.note = QComboBox(), QLabel()
        self.field.setEditable(True)
        self.field.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.field.setValidator(QIntValidator(LEAST_PX, MOST_PX, self))
        self.field.setAccessibleName(self.tr("Side of the images, in pixels"))
        self.field.setFixedWidth(FIELD_PX)
        set_role(self.note, "secondary")
        row_of(6, self.field, (self.note, 1), parent=self)
        self.field.activated.connect(self._on_chosen)
        line = self.field.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._on_chosen)

    @property
    def input_px(self) -> int | None:
        """As BackboneSpec takes it: None for the network's own size."""
        return self._px

    def show_backbone(self, info: BackboneInfo, input_px: int | None) -> None:
        """Offer the sizes of a backbone; None chooses its own."""
        self._info, self._px = info, input_px if input_px != info.input_px else None
        self.field.blockSignals(True)
        self.field.clear()
        self.field.addItems([str(px) for px in sensible_sizes(info)])
        self.field.setCurrentText(str(input_px or info.input_px))
        self.field.blockSignals(False)
        self.field.setEnabled(info.resizing != "fixed")

    def choose(self, input_px: int) -> None:
        self.field.setCurrentText(str(input_px))
        self._on_chosen()

    def say(self, is_checking: bool) -> None:
        """What there is to know about the size."""
        if self._info is None:
            return
        own = self.tr("px; its weights were trained with {px} px").format(px=self._info.input_px)
        if self._info.resizing == "fixed":
            own = self.tr("px, the only size it takes")
        self.note.setText(self.tr("px; trying whether it takes them…") if is_checking else own)

    def _on_chosen(self) -> None:
        text = self.field.currentText()
        if self._info is None or not text.isdecimal():
            return
        chosen = min(MOST_PX, max(LEAST_PX, int(text)))
        chosen_px = chosen if chosen != self._info.input_px else None
        if chosen_px != self._px:
            self._px = chosen_px
            self.changed.emit()
