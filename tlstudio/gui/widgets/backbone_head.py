"""The chosen backbone in one line: title, technical name, and why it is recommended where it is."""

from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import row_of


class BackboneHead(QWidget):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._name, self._why = QLabel(), QLabel(), QLabel()
        self._star = IconLabel("star", "accent", 14)
        self._why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label, role in ((self._title, "title"), (self._name, "small secondary"), (self._why, "secondary")):
            set_role(label, role)
        row = row_of(8, self._title, self._name, self._star, self._why)
        row.setStretch(3, 1)
        self.setLayout(row)

    @property
    def why(self) -> str:
        return self._why.text()

    def show_backbone(self, info: BackboneInfo | None, reason: str) -> None:
        """`reason` is the sentence why it is recommended; empty if it is not."""
        self._title.setText(info.title if info else self.tr("Nothing chosen"))
        self._name.setText(info.name if info else "")
        self._star.setVisible(bool(reason))
        self._why.setText(self.tr("Recommended. {reason}").format(reason=reason) if reason else "")
        self._why.setToolTip(reason)
