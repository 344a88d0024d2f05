"""The question which weights a backbone starts from: pretrained, random, or a file of the user's."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QWidget,
)

from tlstudio.engine.backbones.catalogue import BackboneInfo, WeightsState
from tlstudio.engine.backbones.stored import place_of
from tlstudio.gui.backbones.words import pretrained_text
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.labels import IconLabel
from tlstudio.gui.widgets.rows import column_of, row_of

PRETRAINED, RANDOM, FILE = "pretrained", "random", "file"
PICKLED = (".pth", ".pt", ".bin")


class WeightsChoice(QWidget):
    """Three choices; what each means for the backbone stands beside it. A pickled file is used only once trusted."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state: WeightsState = "none"
        self._path = ""
        self._is_trusted_before = False
        self.buttons = {
            PRETRAINED: QRadioButton(self.tr("Pretrained")),
            RANDOM: QRadioButton(self.tr("Random")),
            FILE: QRadioButton(self.tr("A file")),
        }
        self.notes = {name: QLabel() for name in self.buttons}
        self.choose_button = QPushButton(self.tr("Choose a file…"))
        self.trust_box = QCheckBox(self.tr("I trust where this file comes from"))
        self._question, self._question_text = QFrame(), QLabel()
        self._group = QButtonGroup(self)
        self._lay_out()
        self.buttons[PRETRAINED].setChecked(True)
        self._group.buttonToggled.connect(lambda _button, _on: self._on_changed())
        self.choose_button.clicked.connect(self._on_choose)
        self.trust_box.toggled.connect(self._on_changed)
        self._on_changed()

    @property
    def weights(self) -> str:
        """As BackboneSpec takes it; empty while no file is chosen."""
        if self.is_file:
            return self._path
        return RANDOM if self.buttons[RANDOM].isChecked() else PRETRAINED

    @property
    def needs_download(self) -> bool:
        return self.weights == PRETRAINED and self._state == "download"

    @property
    def trusted_file(self) -> str:
        """The pickled file that the user has just said to trust, or nothing."""
        return self._path if self._is_pickled() and self.trust_box.isChecked() else ""

    @property
    def is_file(self) -> bool:
        return self.buttons[FILE].isChecked()

    @property
    def is_trusted(self) -> bool:
        """Whether the chosen file may be opened, now or from before."""
        return self._is_trusted_before or self.trust_box.isChecked()

    @property
    def obstacle(self) -> str:
        """Why these weights cannot be used yet; empty if they can."""
        if not self.weights:
            return self.tr("Choose a file of weights")
        if self.weights == PRETRAINED and self._state == "none":
            return self.tr("There are no pretrained weights")
        if self._is_pickled() and not self.is_trusted:
            return self.tr("Say whether you trust the file")
        return ""

    def show_backbone(self, info: BackboneInfo, state: WeightsState, mirror: str = "") -> None:
        """Say what each choice means for this backbone; `mirror` is asked in place of the hub."""
        self._state = state
        self.notes[PRETRAINED].setText(pretrained_text(info, state, place_of(info), mirror))
        self.buttons[PRETRAINED].setEnabled(state != "none")
        self.changed.emit()

    def choose(self, weights: str, *, is_trusted: bool) -> None:
        """Show the weights of a spec; `is_trusted` says that the question of trust was answered before."""
        self._is_trusted_before = is_trusted
        if weights in (PRETRAINED, RANDOM):
            self.buttons[weights].setChecked(True)
        else:
            self.use_file(Path(weights), is_trusted=is_trusted)

    def use_file(self, path: Path, *, is_trusted: bool = False) -> None:
        """Take the weights from this file."""
        self._path, self._is_trusted_before = str(path), is_trusted
        self.trust_box.setChecked(False)
        self.buttons[FILE].setChecked(True)
        self._on_changed()

    def _is_pickled(self) -> bool:
        return self.is_file and Path(self._path).suffix.lower() in PICKLED

    def _on_changed(self) -> None:
        name = Path(self._path).name
        self.notes[FILE].setText(name or self.tr(".safetensors, or .pth if you trust it"))
        self.notes[FILE].setToolTip(self._path)
        self.choose_button.setEnabled(self.is_file)
        words = self.tr(
            "{name} is a pickle, which can carry more than numbers. Only plain tensors are read from it, "
            "and nothing in it is run. Even so, open it only if you trust where it comes from."
        )
        self._question_text.setText(words.format(name=name))
        self._question.setVisible(self._is_pickled() and not self._is_trusted_before)
        self.changed.emit()

    def _on_choose(self) -> None:
        kinds = self.tr("Weights (*.safetensors *.pth *.pt *.bin)")
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file of weights"), self._path, kinds)
        if path:
            self.use_file(Path(path))

    def _lay_out(self) -> None:
        self.notes[RANDOM].setText(self.tr("learns from nothing: needs many images and much time"))
        column = column_of(1, parent=self)
        for name, button in self.buttons.items():
            self._group.addButton(button)
            column.addLayout(self._choice_row(name, button))
        column.addWidget(self._question_frame())

    def _choice_row(self, name: str, button: QRadioButton) -> QHBoxLayout:
        note = self.notes[name]
        set_role(note, "secondary")
        note.setWordWrap(True)
        button.setMinimumWidth(max(104, button.sizeHint().width()))
        button.setMinimumHeight(26)
        row = row_of(6, button, (note, 1))
        if name == FILE:
            set_role(self.choose_button, "small")
            row.addWidget(self.choose_button)
        return row

    def _question_frame(self) -> QFrame:
        set_role(self._question, "banner-warning")
        self._question_text.setWordWrap(True)
        row_of(
            10,
            IconLabel("warning", "warning", 16),
            (self._question_text, 1),
            self.trust_box,
            margins=(10, 7, 10, 7),
            parent=self._question,
        )
        return self._question
