"""How an image of any shape becomes a square of the size that the backbone takes."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QLabel, QPushButton, QWidget

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.engine.project import Channels, ProjectSpec
from tlstudio.gui.backbones.check import BackboneCheck
from tlstudio.gui.backbones.size_choice import SizeChoice
from tlstudio.gui.data.augment.group import SettingsGroup
from tlstudio.gui.data.augment.words import resizes
from tlstudio.gui.language.say import say
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.theme.icons import GAP
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField


@dataclass(frozen=True, slots=True)
class Trial:
    """Another size or other channels of images while the backbone is tried with them."""

    text: str  # of the edit
    note: QLabel  # where it is said what comes of it
    input_px: int | None
    channels: Channels


class FrameGroup(SettingsGroup):
    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How images go in"), parent)
        self.resize_field = ChoiceField(resizes())
        self.colour, self.side = QPushButton(), SizeChoice()
        self.channels = ChoiceField(channels())
        self.check = BackboneCheck(jobs, self)
        self._trial: Trial | None = None
        self.row(self.tr("Shape"), self.resize_field)
        self.row(self.tr("Background"), self.colour)
        self.row(self.tr("Channels"), self.channels)
        self._channels_note = self.note()
        self.colour.setToolTip(self.tr("Under transparent pixels, and in the borders"))
        self.row(self.tr("Size"), self.side)
        self._size_note = self.note()
        self.side.note.setText("px")
        self.resize_field.value_edited.connect(lambda value: self._edit_data(self.tr("Shape of images"), resize=value))
        self.channels.value_edited.connect(self._on_channels)
        self.colour.setIconSize(QSize(14 + GAP, 14))
        self.colour.clicked.connect(self._on_colour)
        self.side.changed.connect(self._on_size)
        self.check.changed.connect(self._on_checked)

    @property
    def note_text(self) -> str:
        """What is said about the size."""
        return self._size_note.text()

    @property
    def channels_text(self) -> str:
        """What is said about the channels."""
        return self._channels_note.text()

    def show_spec(self, spec: ProjectSpec) -> None:
        self._spec = spec
        self.resize_field.set_value(spec.data.resize)
        self.colour.setText(spec.data.background.upper())
        self.colour.setIcon(_square(spec.data.background))
        self.channels.set_value(spec.data.channels)
        _say(self._channels_note, channel_words(spec.data.channels))
        self._channels_note.setVisible(spec.data.channels != "rgb")
        try:
            info = find(spec.backbone.name)
        except UnknownBackbone:
            return
        self.side.show_backbone(info, spec.backbone.input_px)
        words = self.tr("The weights were trained with {0} px. More takes more time.")
        _say(self._size_note, words.format(info.input_px))

    def _edit_data(self, text: str, **change: object) -> None:
        data = replace(self._spec.data, **change)  # pyright: ignore[reportArgumentType] # a choice, a colour
        self.edited.emit(text, replace(self._spec, data=data))

    def _on_colour(self) -> None:
        chosen = QColorDialog.getColor(QColor(self._spec.data.background), self, self.tr("Background"))
        if chosen.isValid():
            self._edit_data(self.tr("Background of images"), background=chosen.name())

    def _on_size(self) -> None:
        self._try(Trial(self.tr("Size of images"), self._size_note, self.side.input_px, self._spec.data.channels))

    def _on_channels(self, value: Channels) -> None:
        text = self.tr("Channels of images")
        if value != "rgb":
            self._try(Trial(text, self._channels_note, self._spec.backbone.input_px, value))
            return
        self._trial = None  # colour is what every network takes
        self.check.forget()
        self.show_spec(self._spec)
        self._edit_data(text, channels=value)

    def _try(self, trial: Trial) -> None:
        self._trial = trial
        _say(trial.note, self.tr("Trying whether the backbone takes that…"))
        backbone = replace(self._spec.backbone, weights="random", input_px=trial.input_px)
        self.check.ask(backbone, trial.channels, trusted=False)

    def _on_checked(self) -> None:
        trial, problem = self._trial, self.check.problem
        if self.check.is_running or trial is None:
            return
        self._trial = None
        self.check.forget()  # the same may be asked for again
        self.show_spec(self._spec)
        if problem:
            _say(trial.note, problem, role="small error")
            return
        backbone = replace(self._spec.backbone, input_px=trial.input_px)
        data = replace(self._spec.data, channels=trial.channels)
        self.edited.emit(trial.text, replace(self._spec, backbone=backbone, data=data))


def _say(note: QLabel, sentence: str, role: str = "small secondary") -> None:
    set_role(note, role)
    note.setText(sentence)
    note.show()


def channels() -> dict[str, str]:
    return {
        "rgb": say("Colour"),
        "grey": say("Grey"),
        "rgba": say("Colour and alpha"),
    }


def channel_words(chosen: Channels) -> str:
    """What the choice does to images and backbone; nothing of the usual one."""
    words = {
        "grey": say("Colours become grey. The backbone's first layer is made to fit."),
        "rgba": say(
            "The file's fourth channel, alpha or infrared, goes in too. The backbone's first layer is made to fit.",
        ),
    }
    return words.get(chosen, "")


def _square(colour: str) -> QIcon:
    pixmap = QPixmap(14 + GAP, 14)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.fillRect(0, 0, 14, 14, QColor(colour))
    painter.end()
    return QIcon(pixmap)
