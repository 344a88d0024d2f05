"""Above the freeze tree: a field that finds parts, and how BatchNorm is treated.

Finds rows of the freeze tree: hides those that do not match and keeps open what leads to those that do.
"""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from tlstudio.engine.project import BatchNorm
from tlstudio.gui.freeze.view import FreezeView
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import row_of

FIELD_ICONS_PX = 78  # the glass, the cross that clears, and air
LEAST_PX = 150  # of either field


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

    def show_found(self, matches: int, total: int) -> None:
        """Say how many of the parts match the text, while there is one."""
        words = self.tr("{found} of {total} parts").format(found=count(matches), total=count(total))
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
        self.field.setMinimumWidth(LEAST_PX)
        self.field.setMaximumWidth(letters_px + FIELD_ICONS_PX)
        self.batchnorm.setMinimumWidth(LEAST_PX)
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


class RowFilter:
    """Which rows of the view are shown; what was open before comes back when the text is cleared."""

    def __init__(self, view: FreezeView) -> None:
        self._view = view
        self._opened: list[str] | None = None  # while there is a text

    def show_matching(self, text: str) -> int:
        """Show the rows that match and those around them. Returns how many match; an empty text shows all."""
        rows = self._view.freeze_model.rows
        matches = rows.matching(text)
        if not text.strip():
            self._show_all()
            return len(matches)
        if self._opened is None:
            self._opened = self._view.opened()
        around = {above for number in matches for above in rows.upward(rows.all[number].parent)}
        self._hide_others({*matches, *around})
        for number in sorted(around):
            self._view.expand(self._view.freeze_model.index_at(number))
        self._keep_current(matches)
        return len(matches)

    def forget(self) -> None:
        """The rows are new: there is nothing to come back to."""
        self._opened = None

    def _show_all(self) -> None:
        if self._opened is None:
            return
        opened, self._opened = self._opened, None
        self._hide_others(set(range(len(self._view.freeze_model.rows.all))))
        self._view.collapseAll()
        for name in opened:
            self._view.expand(self._view.freeze_model.index_of(name))
        self._show_current()

    def _show_current(self) -> None:
        """Scroll to the current row, or to the closed part that it is in."""
        current, model = self._view.currentIndex(), self._view.freeze_model
        if not current.isValid():
            return
        way = [model.index_at(number) for number in reversed(list(model.rows.upward(current.internalId())))]
        shown = next((index for index in way if not self._view.isExpanded(index)), way[-1])
        self._view.setCurrentIndex(shown)
        self._view.scrollTo(shown)

    def _hide_others(self, shown: set[int]) -> None:
        model = self._view.freeze_model
        for number, row in enumerate(model.rows.all):
            parent = model.index_at(row.parent) if row.parent >= 0 else QModelIndex()
            self._view.setRowHidden(row.place, parent, number not in shown)

    def _keep_current(self, matches: list[int]) -> None:
        current = self._view.currentIndex()
        if matches and not (current.isValid() and current.internalId() in matches):
            self._view.setCurrentIndex(self._view.freeze_model.index_at(matches[0]))
