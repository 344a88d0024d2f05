"""The inspector of the Data step: classes, split, how images go in, and the selected image."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from tlstudio.engine.data.split import Split
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import DataSpec, ProjectSpec
from tlstudio.gui.steps.data_classes import ClassList
from tlstudio.gui.steps.data_health import HealthSection
from tlstudio.gui.steps.data_sections import Section, SelectedSection
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.bars import Piece, SplitBar
from tlstudio.gui.widgets.fields import ChoiceField, IntField
from tlstudio.gui.widgets.rows import row_of
from tlstudio.gui.widgets.swatch import Swatch

PARTS = (("train", "learn"), ("val", "held"), ("test", "outline"))


class SplitSection(Section):
    """Which images train, validate and test."""

    edited = Signal(str, object)  # the undo text, a DataSpec

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Split"), self.tr("Change…"), parent)
        self._spec = DataSpec()
        self._is_advanced = False
        self._bar = SplitBar()
        self._problem = QLabel(wordWrap=True)
        set_role(self._problem, "small error")
        self._counts = {key: QLabel() for key, _ in PARTS}
        self.body.addWidget(self._bar)
        self.body.addLayout(self._legend())
        self.body.addWidget(self._problem)
        self.fields = QWidget()
        self.val, self.test, self.seed = IntField(1, 90), IntField(0, 90), IntField(0, 2**31 - 1)
        self.groups = ChoiceField(
            {
                "none": self.tr("Nothing"),
                "near_duplicates": self.tr("Near-duplicates"),
                "folder": self.tr("Folders of a class"),
                "pattern": self.tr("Names like"),
            }
        )
        self.pattern = QLineEdit(placeholderText=r"patient(\d+)")
        self.body.addWidget(self.fields)
        self._lay_out_fields()
        self.fields.hide()
        self.link.clicked.connect(lambda: self._open(self.fields.isHidden()))
        self.val.value_edited.connect(lambda value: self._edit(self.tr("Validation share"), val_share=value / 100))
        self.test.value_edited.connect(lambda value: self._edit(self.tr("Test share"), test_share=value / 100))
        self.seed.value_edited.connect(lambda value: self._edit(self.tr("Shuffle the split"), split_seed=value))
        self.groups.value_edited.connect(lambda value: self._edit(self.tr("Keep images together"), groups=value))
        self.pattern.editingFinished.connect(self._on_pattern)

    @property
    def problem(self) -> str:
        """Why the images cannot be divided like that."""
        return self._problem.text()

    def show_spec(self, spec: DataSpec) -> None:
        self._spec = spec
        self._problem.hide()
        self.val.set_value(round(100 * spec.val_share))
        self.test.set_value(round(100 * spec.test_share))
        self.seed.set_value(spec.split_seed)
        self.groups.set_value(spec.groups)
        self.pattern.setText(spec.group_pattern)
        self.pattern.setVisible(spec.groups == "pattern")

    def show_split(self, split: Split | None, problem: str, is_given: bool) -> None:
        """`is_given`: the folders say which image belongs where."""
        counts = [len(split.train), len(split.val), len(split.test)] if split else [0, 0, 0]
        self._bar.set_pieces([Piece(n, token) for n, (_, token) in zip(counts, PARTS, strict=True)])
        for count, (key, _) in zip(counts, PARTS, strict=True):
            self._counts[key].setText(self.locale().toString(count) if split else "–")
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.link.setVisible(not is_given)
        if is_given:
            self.fields.hide()

    def set_advanced(self, is_advanced: bool) -> None:
        self._is_advanced = is_advanced
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

    def _lay_out_fields(self) -> None:
        grid = QGridLayout(self.fields)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setColumnStretch(0, 1)
        for field in (self.val, self.test):
            field.setSuffix(" %")
        names = (self.tr("Validation"), self.tr("Test"), self.tr("Seed"))
        for row, (name, field) in enumerate(zip(names, (self.val, self.test, self.seed), strict=True)):
            label = QLabel(name)
            label.setBuddy(field)
            set_role(label, "secondary")
            field.setAccessibleName(name)
            field.setFixedWidth(104)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)

        together = QLabel(self.tr("Keep together"))
        together.setBuddy(self.groups)
        set_role(together, "secondary")
        self.groups.setAccessibleName(together.text())
        self.groups.setFixedWidth(136)
        self.pattern.setAccessibleName(self.tr("A regular expression for file names"))
        self.pattern.setToolTip(self.tr("A regular expression. File names in which it finds the same stay together."))
        grid.addLayout(row_of(8, together, None, self.groups), 3, 0, 1, 2)
        grid.addWidget(self.pattern, 4, 0, 1, 2)

    def _on_pattern(self) -> None:
        if self.pattern.text() != self._spec.group_pattern:
            self._edit(self.tr("Keep images together"), group_pattern=self.pattern.text())

    def _edit(self, text: str, **change: object) -> None:
        try:
            self.edited.emit(text, replace(self._spec, **change))  # pyright: ignore[reportArgumentType] # its own fields
        except ProjectError as error:
            self._problem.setText(str(error))
            self._problem.show()


class FramingSection(Section):
    """How images go in. An advanced setting."""

    edited = Signal(str, object)  # the undo text, the new ProjectSpec

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("How images go in"), parent=parent)
        self._spec = ProjectSpec()
        self.resize_field = ChoiceField(
            {
                "squash": self.tr("Squash"),
                "crop": self.tr("Cut the middle"),
                "pad": self.tr("Add borders"),
            }
        )
        self.augment_field = ChoiceField(
            {"off": self.tr("Off"), "light": self.tr("Light"), "strong": self.tr("Strong")},
        )
        self.resize_field.value_edited.connect(self._on_resize)
        self.augment_field.value_edited.connect(self._on_augment)
        self._row(self.tr("Shape"), self.resize_field)
        self._row(self.tr("Augmentation"), self.augment_field)
        note = QLabel(
            self.tr("Augmentation turns, mirrors and tints images while training. It costs time."), wordWrap=True
        )
        set_role(note, "small secondary")
        self.body.addWidget(note)

    def show_spec(self, spec: ProjectSpec) -> None:
        self._spec = spec
        self.resize_field.set_value(spec.data.resize)
        self.augment_field.set_value(spec.augment.intensity)

    def _row(self, name: str, field: ChoiceField) -> None:
        label = QLabel(name)
        set_role(label, "secondary")
        label.setBuddy(field)
        field.setAccessibleName(name)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addStretch(1)
        field.setFixedWidth(148)
        row.addWidget(field)
        self.body.addLayout(row)

    def _on_resize(self, value: object) -> None:
        data = replace(self._spec.data, resize=value)  # pyright: ignore[reportArgumentType] # one of the choices
        self.edited.emit(self.tr("Shape of images"), replace(self._spec, data=data))

    def _on_augment(self, value: object) -> None:
        augment = replace(self._spec.augment, intensity=value)
        self.edited.emit(self.tr("Augmentation"), replace(self._spec, augment=augment))


class DataPanel(QFrame):
    """All sections, one under the other."""

    WIDTH = 271

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.setMinimumWidth(self.WIDTH)
        self.setMaximumWidth(self.WIDTH + 90)
        self.classes, self.split = ClassList(), SplitSection()
        self.health, self.framing, self.selected = HealthSection(), FramingSection(), SelectedSection()
        body = QWidget()
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for section in (self.classes, self.split, self.health, self.framing, self.selected):
            layout.addWidget(section)
        layout.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(body)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def set_advanced(self, is_advanced: bool) -> None:
        self.framing.setVisible(is_advanced)
        self.split.set_advanced(is_advanced)
