"""The status bar: the promise on the left, background work in the middle, what trains on the right."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QToolButton, QWidget

from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import row_of

HEIGHT = 26


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of background work; `total` is 0 while it is not known."""

    title: str
    done: int
    total: int
    cancel: Callable[[], object]


class StatusBar(QFrame):
    def __init__(self, promise: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "statusbar")
        self.setMinimumHeight(HEIGHT)
        self._work: Work | None = None
        self._title, self._bar, self._count = QLabel(), QProgressBar(textVisible=False), QLabel()
        self._bar.setFixedWidth(120)
        self.cancel = QToolButton()
        self.cancel.setIcon(icon("close", "text2", 14))
        self.cancel.setToolTip(self.tr("Cancel"))
        self.cancel.setAccessibleName(self.tr("Cancel the background work"))
        set_role(self.cancel, "quiet tight")
        self.cancel.clicked.connect(self._on_cancel)
        self._device = QLabel()
        self._device_icon = IconLabel("chip", "text2", 14)
        layout = row_of(7, IconLabel("lock", "text2", 14), QLabel(promise), None, margins=(12, 0, 12, 0), parent=self)
        for widget in (self._title, self._bar, self._count, self.cancel):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._device_icon)
        layout.addWidget(self._device)
        for label in self.findChildren(QLabel):
            set_role(label, "small secondary")
        self.show_work([])
        self.show_device("")

    @property
    def words(self) -> str:
        """What is said about the background work."""
        return f"{self._title.text()} {self._count.text()}"

    def show_device(self, text: str) -> None:
        self._device.setText(text)
        self._device_icon.setVisible(bool(text))

    def show_work(self, work: Sequence[Work]) -> None:
        """Show the first piece, and how many more there are."""
        self._work = work[0] if work else None
        for widget in (self._title, self._bar, self._count, self.cancel):
            widget.setVisible(bool(work))
        if not self._work:
            return
        more = self.tr(" (and {0} more)").format(len(work) - 1) if len(work) > 1 else ""
        self._title.setText(self._work.title + more)
        self._bar.setRange(0, self._work.total)
        self._bar.setValue(self._work.done)
        locale = self.locale()
        counted = self.tr("{0} of {1}").format(locale.toString(self._work.done), locale.toString(self._work.total))
        self._count.setText(counted if self._work.total else "")
        self._title.setAccessibleName(self.words)

    def _on_cancel(self) -> None:
        if self._work:
            self._work.cancel()
