"""Names on the left, numbers on the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from tlstudio.gui.theme.theme import set_role


class Facts(QWidget):
    """A short list of facts; one without a value is not shown, so nothing is made up."""

    def __init__(self, names: dict[str, str], parent: QWidget | None = None) -> None:
        """`names` gives each key its title, in the order of the rows."""
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        self._rows = {key: _new_row(grid, row, title, self) for row, (key, title) in enumerate(names.items())}

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(self._rows)

    def set_fact(self, key: str, value: str) -> None:
        name, number = self._rows[key]
        if value == number.text():
            return
        number.setText(value)
        for label in (name, number):
            label.setVisible(bool(value))

    def text(self, key: str) -> str:
        return self._rows[key][1].text()


def _new_row(grid: QGridLayout, row: int, title: str, parent: QWidget) -> tuple[QLabel, QLabel]:
    name, number = QLabel(title, parent), QLabel(parent)
    set_role(name, "secondary")
    number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    number.setWordWrap(True)
    name.setBuddy(number)
    grid.addWidget(name, row, 0, Qt.AlignmentFlag.AlignTop)
    grid.addWidget(number, row, 1)
    for label in (name, number):
        label.hide()
    return name, number
