"""The settings of training: a choice of quality and the epochs, or every field; each with its reason."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings import SETTINGS, Setting
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.setting_words import title_text, why_text
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.train.quality import Quality, qualities, quality_of
from tlstudio.gui.train.setting_row import SettingRow, field_text
from tlstudio.gui.widgets.rows import UpAndDown
from tlstudio.gui.widgets.segment import Segment

SIMPLE = ("training.epochs",)  # also shown in simple view
FORM = (
    *SIMPLE,
    "training.batch_size",
    "training.patience",
    "training.minutes",
    "training.seed",
    "augment.views",
    "training.optimizer",
    "training.lr",
    "training.backbone_lr_scale",
    "training.momentum",
    "training.weight_decay",
    "training.schedule",
    "training.warmup_steps",
    "training.clip_norm",
    "training.ema_decay",
    "objective.label_smoothing",
    "objective.class_weights",
    "objective.focal_gamma",
    "objective.source",
    "objective.source_weight",
    "objective.rehearsal_folder",
    "objective.rehearsal_share",
    "augment.mix",
    "augment.mix_alpha",
    "training.sampling",
)


class Reason(QFrame):
    """Why the field in use is recommended as it is; a wrong value is explained here instead."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "sunken")
        self._title = QLabel(self, wordWrap=True)
        set_role(self._title, "section small")
        self._text = QLabel(self, wordWrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._text)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def text(self) -> str:
        return self._text.text()

    def explain(self, setting: Setting, spec: ProjectSpec, base: ProjectSpec) -> None:
        """In the project as it is now."""
        recommended = setting.recommended(spec, base)
        title = self.tr("{setting}: {value} is recommended")
        if setting.value(spec) == recommended:
            title = self.tr("{setting}: why {value}?")
        value, name = field_text(setting, recommended), title_text(setting.key)
        self._title.setText(title.format(setting=name, value=value) if value else name)
        set_role(self._text, "small secondary")
        self._text.setText(why_text(setting, setting.value(spec)))

    def tell(self, setting: Setting, sentence: str) -> None:
        self._title.setText(title_text(setting.key))
        set_role(self._text, "small secondary")
        self._text.setText(sentence)

    def complain(self, setting: Setting, sentence: str) -> None:
        self._title.setText(title_text(setting.key))
        set_role(self._text, "small error")
        self._text.setText(sentence)


class TrainSettings(QWidget):
    """Shows the spec, emits what was changed; in simple view only quality and epochs."""

    edited = Signal(str, object)  # undo text, new ProjectSpec
    rate_wanted = Signal()
    batch_wanted = Signal()

    def __init__(self, current: Callable[[], ProjectSpec], parent: QWidget | None = None) -> None:
        """`current` gives the project as it is now; edits start from it."""
        super().__init__(parent)
        self._current = current
        self._base, self._sentence = ProjectSpec(), ""  # what is recommended, and why
        self._is_advanced, self._is_measuring = True, False
        self.quality = Segment(self.tr("Speed or quality"), [(q.key, q.title) for q in qualities(self._base)], self)
        self._effect = QLabel(self, wordWrap=True)
        self.find_rate = QPushButton(self.tr("Find a learning rate…"), self)
        self.find_batch = QPushButton(self.tr("Largest that fits"), self)
        self._reset_all = QPushButton(self.tr("Reset all"), self)
        self.reason = Reason(self)
        self._grid = QGridLayout()
        self.rows = {
            SETTINGS[key].name: SettingRow(SETTINGS[key], self._grid, number, self) for number, key in enumerate(FORM)
        }
        self.rows["batch_size"].add_button(self.find_batch)
        self._lay_out()
        self._connect()
        self._explained = self.rows["epochs"]
        self._explain(self._explained)

    @property
    def effect(self) -> str:
        """What the quality that is chosen means, in words."""
        return self._effect.text()

    def recommend(self, base: ProjectSpec, sentence: str) -> None:
        """Show as recommended what `base` has; the sentence says why it is so for these images."""
        self._base, self._sentence = base, sentence
        self.show_spec(self._current())

    def show_spec(self, spec: ProjectSpec) -> None:
        for row in self.rows.values():
            row.show_spec(spec, self._base)
        quality = quality_of(spec, self._base)
        self.quality.set_current(quality.key if quality else "")
        self._effect.setText(self._effect_of(quality))
        self._reset_all.setEnabled(any(row.reset.isEnabled() for row in self.rows.values()))
        self._show_rows()
        self._explain(self._explained)

    def set_advanced(self, is_advanced: bool) -> None:
        """The reason stands under the fields where they are few, and below all that scrolls where they are many."""
        self._is_advanced = is_advanced
        if is_advanced:
            self._outer.addWidget(self.reason)
        else:
            self._column.insertWidget(self._column.count() - 1, self.reason)
        self._show_rows()

    def _show_rows(self) -> None:
        for row in self.rows.values():
            is_used = self._is_advanced and row.setting.is_used(self._current())
            row.set_visible(is_used or row.setting.key in SIMPLE)
        self._reset_all.setVisible(self._is_advanced)
        self.find_rate.setVisible(self._is_advanced)
        can_find = self._current().head.solver == "steps" and bool(self._current().data.folder)
        self.find_rate.setEnabled(can_find)
        self.find_batch.setEnabled(can_find and not self._is_measuring)

    def _connect(self) -> None:
        for row in self.rows.values():
            row.edited.connect(partial(self._on_edited, row))
            row.focused.connect(partial(self._explain, row))
        self.quality.chosen.connect(self._on_quality)
        self._reset_all.clicked.connect(self._on_reset_all)
        self.find_rate.clicked.connect(self.rate_wanted)
        self.find_batch.clicked.connect(self.batch_wanted)

    def _lay_out(self) -> None:
        set_role(self._effect, "small secondary")
        set_role(self._reset_all, "link")
        set_role(self.find_rate, "link")
        title = QLabel(self.tr("Speed or quality"), self)
        set_role(title, "section")
        self._grid.setColumnStretch(0, 1)
        self._grid.setHorizontalSpacing(2)
        self._grid.setVerticalSpacing(8)
        inner = QWidget(self)
        self._column = column = QVBoxLayout(inner)
        column.setContentsMargins(16, 14, 10, 12)
        column.setSpacing(8)
        for widget in (title, self.quality, self._effect):
            column.addWidget(widget)
        first = QHBoxLayout()
        first.addWidget(self.find_rate)
        first.addStretch(1)
        column.addLayout(first)
        column.addLayout(self._grid)
        last = QHBoxLayout()
        last.addStretch(1)
        last.addWidget(self._reset_all)
        column.addLayout(last)
        column.addStretch(1)
        scroll = UpAndDown(inner, parent=self)
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.reason)

    def _on_edited(self, row: SettingRow, value: object) -> None:
        old = self._current()
        try:
            spec = row.setting.changed(old, value)
        except ProjectError as error:
            row.field.show_problem(True)
            self._explained = row
            self.reason.complain(row.setting, say_sentence(error))
            return
        self._explained = row
        self.reason.explain(row.setting, spec, self._base)
        if spec == old:
            row.show_spec(spec, self._base)  # the same value in other words: "3e-3" becomes "0.003"
        else:
            self.edited.emit(self.tr("{setting} changed").format(setting=title_text(row.setting.key)), spec)

    def take_rate(self, rate: float) -> None:
        """One edit, as if it had been typed."""
        self._on_edited(self.rows["lr"], rate)

    def set_batch_wanted(self, is_measuring: bool) -> None:
        """Whether the largest batch is being looked for."""
        self._is_measuring = is_measuring
        self.find_batch.setText(self.tr("Measuring…") if is_measuring else self.tr("Largest that fits"))
        self._show_rows()

    def take_batch(self, size: int, sentence: str) -> None:
        """One edit, as if it had been typed; the sentence says why it is so many."""
        self._on_edited(self.rows["batch_size"], size)
        self.tell_of_batch(sentence)

    def tell_of_batch(self, sentence: str) -> None:
        self.reason.tell(self.rows["batch_size"].setting, sentence)

    def _effect_of(self, quality: Quality | None) -> str:
        if quality is None:
            return self.tr("Your own settings. Choose one to go back.")
        is_recommended = quality.applied(self._base) == self._base
        return " ".join(filter(None, (quality.effect, self._sentence if is_recommended else "")))

    def _explain(self, row: SettingRow) -> None:
        self._explained = row
        self.reason.explain(row.setting, self._current(), self._base)

    def _on_quality(self, key: str) -> None:
        quality: Quality = next(quality for quality in qualities(self._base) if quality.key == key)
        text = self.tr("Training set to “{quality}”").format(quality=quality.title)
        self.edited.emit(text, quality.applied(self._current()))

    def _on_reset_all(self) -> None:
        spec = self._current()
        for row in self.rows.values():
            spec = row.setting.changed(spec, row.setting.recommended(spec, self._base))
        self.edited.emit(self.tr("Training settings reset"), spec)
