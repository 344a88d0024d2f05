"""The split, in the Data step's inspector: how large its parts are, what is short, and the settings that decide it."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.data.split.report import SplitReport
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import DataSpec
from tlstudio.gui.data.split.settings import SplitFields
from tlstudio.gui.data.split.words import leak_words, short_words
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.bars import Piece, SplitBar
from tlstudio.gui.widgets.labels import IconLabel, Swatch
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import Section, row_of

PARTS = (("train", "learn"), ("val", "held"), ("test", "outline"))


class SplitSection(Section):
    """Which images train, validate and test."""

    edited = Signal(str, object)  # the undo text, a DataSpec
    by_class_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Split"), self.tr("Change…"), parent)
        self._spec = DataSpec()
        self._bar = SplitBar()
        self._problem, self.short = QLabel(wordWrap=True), QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        set_role(self._problem, "small error")
        set_role(self.short, "small warning")
        self._counts = {key: QLabel() for key, _ in PARTS}
        self.by_class = QPushButton(self.tr("Show by class"))
        set_role(self.by_class, "small")
        self.fields = SplitFields()
        self.body.addWidget(self._bar)
        self.body.addLayout(self._legend())
        self._warning = QWidget()
        line = row_of(6, IconLabel("warning", "warning", 14), self.short)
        line.setStretch(1, 1)
        self._warning.setLayout(line)
        for widget in (self._problem, self._warning):
            self.body.addWidget(widget)
            widget.hide()
        self.body.addLayout(row_of(0, self.by_class, None))
        self.body.addWidget(self.fields)
        self.fields.hide()
        self.link.clicked.connect(lambda: self._open(self.fields.isHidden()))
        self.by_class.clicked.connect(self.by_class_pressed)
        self.fields.edited.connect(self._edit)

    @property
    def problem(self) -> str:
        """Why the images cannot be divided like that."""
        return self._problem.text()

    def show_spec(self, spec: DataSpec) -> None:
        self._spec = spec
        self._problem.hide()
        self.fields.show_spec(spec)

    def show_split(self, split: Split | None, problem: str, is_given: bool) -> None:
        """`is_given`: the folders or the table say which image belongs where."""
        counts = [len(split.train), len(split.val), len(split.test)] if split else [0, 0, 0]
        self._bar.set_pieces([Piece(n, token) for n, (_, token) in zip(counts, PARTS, strict=True)])
        for images, (key, _) in zip(counts, PARTS, strict=True):
            self._counts[key].setText(count(images) if split else "–")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.by_class.setEnabled(split is not None)
        self.link.setVisible(not is_given)
        if is_given:
            self.fields.hide()

    def show_report(self, report: SplitReport | None) -> None:
        """Say the first thing that is short; the page by class says all."""
        words = [short_words(short, report) for short in report.short] if report else []
        if report and (leak := leak_words(report)):
            words.insert(0, leak)
        more = self.tr(" And {0} more.").format(len(words) - 1) if len(words) > 1 else ""
        self.short.setText(words[0] + more if words else "")
        self._warning.setVisible(bool(words))

    def set_advanced(self, is_advanced: bool) -> None:
        self._open(is_advanced and not self.link.isHidden())

    def _open(self, is_open: bool) -> None:
        self.fields.setVisible(is_open)
        self.link.setText(self.tr("Done") if is_open else self.tr("Change…"))

    def _legend(self) -> QGridLayout:
        names = {"train": self.tr("Train"), "val": self.tr("Validation"), "test": self.tr("Test")}
        grid = QGridLayout()
        grid.setHorizontalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, (key, token) in enumerate(PARTS):
            label = QLabel(names[key])
            set_role(label, "secondary")
            grid.addWidget(Swatch(token), row, 0)
            grid.addWidget(label, row, 1)
            grid.addWidget(self._counts[key], row, 2, Qt.AlignmentFlag.AlignRight)
        return grid

    def _edit(self, text: str, change: dict[str, object]) -> None:
        try:
            self.edited.emit(text, replace(self._spec, **change))  # pyright: ignore[reportArgumentType] # its own fields
        except ProjectError as error:
            self._problem.setText(say_sentence(error))
            self._problem.show()
