"""Above the freeze tree: a field that finds parts, and how BatchNorm is treated."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tlstudio.engine.project import BatchNorm
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import row_of

FIELD_ICONS_PX = 78  # the glass, the cross that clears, and air


class FreezeBar(QWidget):
    """Ctrl+F goes to the field while the bar is in view."""

    text_changed = Signal(str)
    left = Signal()  # the field, for the rows
    batchnorm_chosen = Signal(object)  # the policy

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = _SearchField(self)
        self.found = QLabel(self)
        self.batchnorm = ChoiceField(self._choices(), self)
        self._set_up()
        layout = row_of(10, self.field, self.found, None, self.batchnorm)
        layout.setContentsMargins(8, 5, 8, 5)
        self.setLayout(layout)
        self.field.textChanged.connect(self.text_changed)
        self.field.left.connect(self.left)
        self.batchnorm.value_edited.connect(self.batchnorm_chosen)

    def show_found(self, found: int, total: int) -> None:
        """Say how many of the parts match the text, while there is one."""
        words = self.tr("{found} of {total} parts").format(found=count(found), total=count(total))
        self.found.setText(words if self.field.text().strip() else "")

    def show_batchnorm(self, policy: BatchNorm, *, is_there: bool) -> None:
        """Show how BatchNorm is treated, in a backbone that has any."""
        self.batchnorm.setVisible(is_there)
        self.batchnorm.set_value(policy)

    def _set_up(self) -> None:
        set_role(self.found, "small secondary")
        set_role(self.field, "slim")
        set_role(self.batchnorm, "slim")
        letters_px = self.field.fontMetrics().horizontalAdvance(self.field.placeholderText())
        self.field.setFixedWidth(letters_px + FIELD_ICONS_PX)
        self.batchnorm.setSizeAdjustPolicy(ChoiceField.SizeAdjustPolicy.AdjustToContents)
        self.batchnorm.setAccessibleName(self.tr("How BatchNorm is treated"))
        for number, tip in enumerate(self._tips()):
            self.batchnorm.setItemData(number, tip, Qt.ItemDataRole.ToolTipRole)
        self.batchnorm.currentIndexChanged.connect(self._say_effect)
        self._say_effect()
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.activated.connect(self._on_find)

    def _choices(self) -> dict[str, str]:
        return {
            "follow": self.tr("BatchNorm: follows the freeze"),
            "still": self.tr("BatchNorm: kept still everywhere"),
            "affine": self.tr("BatchNorm: only scale and shift train"),
        }

    def _tips(self) -> tuple[str, ...]:
        return (
            self.tr("A BatchNorm that is frozen keeps its statistics and weights; one that trains changes both."),
            self.tr("No BatchNorm of the backbone changes, whether ticked or not. Safest with small batches."),
            self.tr("All running statistics stay as they are; scale and shift train where there is no tick."),
        )

    def _say_effect(self) -> None:
        tip = self._tips()[max(0, self.batchnorm.currentIndex())]
        self.batchnorm.setToolTip(tip)
        self.batchnorm.setAccessibleDescription(tip)

    def _on_find(self) -> None:
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()


class _SearchField(QLineEdit):
    """Escape clears it, and leaves it when it is empty; Enter and Down go to the rows."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Filter by name or kind"))
        self.setAccessibleName(self.tr("Filter the parts by name or kind"))
        self.setToolTip(self.tr("Ctrl+F"))
        self.setClearButtonEnabled(True)
        self.addAction(icon("search", "text2"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)
