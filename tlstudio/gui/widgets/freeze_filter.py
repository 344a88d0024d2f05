"""Finds rows of the freeze tree: hides those that do not match and keeps open what leads to those that do."""

from PySide6.QtCore import QModelIndex

from tlstudio.gui.widgets.freeze_view import FreezeView


class RowFilter:
    """Which rows of the view are shown; what was open before comes back when the text is cleared."""

    def __init__(self, view: FreezeView) -> None:
        self._view = view
        self._opened: list[str] | None = None  # while there is a text

    def show_matching(self, text: str) -> int:
        """Show the rows that match and those around them. Returns how many match; an empty text shows all."""
        rows = self._view.freeze_model.rows
        found = rows.matching(text)
        if not text.strip():
            self._show_all()
            return len(found)
        if self._opened is None:
            self._opened = self._view.opened()
        around = {above for number in found for above in rows.upward(rows.all[number].parent)}
        self._hide_others({*found, *around})
        for number in sorted(around):
            self._view.expand(self._view.freeze_model.index_at(number))
        self._keep_current(found)
        return len(found)

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

    def _keep_current(self, found: list[int]) -> None:
        current = self._view.currentIndex()
        if found and not (current.isValid() and current.internalId() in found):
            self._view.setCurrentIndex(self._view.freeze_model.index_at(found[0]))
