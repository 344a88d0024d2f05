"""A row of exclusive buttons; where it does not fit, a combo box with the same choices."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QComboBox, QHBoxLayout, QSizePolicy, QStackedLayout, QToolButton, QWidget

from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role


class Segment(QWidget):
    """One choice out of a few. `chosen` comes only from the user.

    Where the row is too narrow for the texts it shows the short ones, and where these do not fit either, a combo box.
    """

    chosen = Signal(str)  # the key

    def __init__(
        self,
        name: str,
        options: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
        *,
        short: Mapping[str, str] | None = None,
    ) -> None:
        """`name` is for assistive technology; `options` are pairs of key and text; `short` gives keys a shorter one."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._options: tuple[tuple[str, str], ...] = ()
        self._short = short or {}
        self._long_px = self._short_px = 0  # width of the row with either texts
        self._starred = "", ""
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._row = QWidget()
        self._row_layout = QHBoxLayout(self._row)
        self._row_layout.setContentsMargins(0, 0, 0, 0)
        self._row_layout.setSpacing(0)
        self._combo = QComboBox()
        self._combo.setAccessibleName(name)
        self._combo.activated.connect(lambda number: self._on_chosen(self._options[number][0]))
        self._stack = QStackedLayout(self)
        self._stack.setSizeConstraint(QStackedLayout.SizeConstraint.SetNoConstraint)  # the row may be too wide
        self._stack.addWidget(self._row)
        self._stack.addWidget(self._combo)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_options(options)

    @property
    def current(self) -> str:
        """The chosen key, or "" where none is."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), "")

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other choices; the chosen one stays if it is still there."""
        if tuple(options) == self._options:
            return
        chosen = self.current
        self._options = tuple(options)
        for button in self._buttons.values():
            self._row_layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {key: self._button(number) for number, (key, _) in enumerate(self._options)}
        self._combo.clear()
        self._combo.addItems([text for _, text in self._options])
        for button in self._buttons.values():
            button.show()  # the layout would only with the next event, and they are measured before
        self.set_current(chosen)
        self.star(*self._starred)
        if self.isVisible():
            self._measure()

    def star(self, key: str, reason: str) -> None:
        """Mark a choice as recommended, and say why in its tool tip; an unknown key marks none."""
        self._starred = key, reason
        for number, (known, text) in enumerate(self._options):
            is_starred = known == key
            star, tool_tip = (icon("star", "accent"), reason) if is_starred else (QIcon(), "")
            button = self._buttons[known]
            button.setIcon(star)
            button.setToolButtonStyle(
                Qt.ToolButtonStyle.ToolButtonTextBesideIcon if is_starred else Qt.ToolButtonStyle.ToolButtonTextOnly
            )
            button.setToolTip(tool_tip)
            button.setAccessibleName(f"{self.accessibleName()}: {text}")
            button.setAccessibleDescription(tool_tip)
            self._combo.setItemIcon(number, star)
            self._combo.setItemData(number, tool_tip, Qt.ItemDataRole.ToolTipRole)
        self._combo.setToolTip(reason)
        self._measure()

    def set_current(self, key: str) -> None:
        """Show `key` as chosen; an unknown one shows none."""
        is_new = key != self.current
        self._group.setExclusive(False)
        for known, button in self._buttons.items():
            button.setChecked(known == key)
        self._group.setExclusive(True)
        self._combo.setCurrentIndex([known for known, _ in self._options].index(key) if key in self._buttons else -1)
        if is_new:
            self._measure()  # the chosen text is bold

    def button(self, key: str) -> QToolButton:
        return self._buttons[key]

    def _button(self, number: int) -> QToolButton:
        key, text = self._options[number]
        button = QToolButton()
        button.setText(text)
        button.setCheckable(True)
        ends = (" segment-first" if number == 0 else "") + (" segment-last" if number == len(self._options) - 1 else "")
        set_role(button, "segment" + ends)
        button.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: self._on_chosen(key))
        self._group.addButton(button)
        self._row_layout.addWidget(button)
        return button

    def _on_chosen(self, key: str) -> None:
        self.set_current(key)
        self.chosen.emit(key)

    def _measure(self) -> None:
        for button in self._buttons.values():
            button.ensurePolished()
            button.show()  # a layout leaves out what is still to be shown
        self._set_short(True)
        self._short_px = self._row.sizeHint().width()
        self._set_short(False)
        self._long_px = self._row.sizeHint().width()
        self.updateGeometry()
        self._fit()

    def _fit(self) -> None:
        self._set_short(self.width() < self._long_px)
        fits = self.width() >= min(self._short_px, self._long_px)
        self._stack.setCurrentWidget(self._row if fits else self._combo)

    def _set_short(self, is_short: bool) -> None:
        for key, text in self._options:
            self._buttons[key].setText(self._short.get(key, text) if is_short else text)

    # What Qt asks of a widget.

    def sizeHint(self) -> QSize:
        return QSize(self._long_px, self._row.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        hint = self._combo.minimumSizeHint()
        return QSize(min(hint.width(), self._short_px), self._row.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
