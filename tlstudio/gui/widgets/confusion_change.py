"""How the answers of two runs differ: their confusion matrices subtracted."""

from PySide6.QtCore import QLocale

from tlstudio.gui.widgets.confusion import ConfusionModel


class ConfusionChange(ConfusionModel):
    """Counts of the second run less those of the first; a cell that became better is shaded as right answers are."""

    def strength(self, row: int, column: int) -> float:
        return abs(int(self.counts[row, column])) / max(1, int(abs(self.counts).max()))

    def hue(self, row: int, column: int) -> str:
        is_better = (self.counts[row, column] > 0) == (row == column)
        return "success" if is_better else "error"

    def text(self, row: int, column: int) -> str:
        change = int(self.counts[row, column])
        digits = QLocale().toString(abs(change))
        return f"+{digits}" if change > 0 else f"−{digits}" if change < 0 else "0"

    def sentence(self, row: int, column: int) -> str:
        text = self.tr("{label} called {said}: {change} in the second run")
        return text.format(label=self.names[row], said=self.names[column], change=self.text(row, column))
