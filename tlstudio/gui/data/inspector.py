"""The inspector beside the images of the Data step: classes, split, how images go in, and the selected image."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.augment.words import mix_words, policies, policy_words, resizes, with_policy
from tlstudio.gui.data.classes import ClassList
from tlstudio.gui.data.health import HealthSection
from tlstudio.gui.data.split.section import SplitSection
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField
from tlstudio.gui.widgets.labels import Facts
from tlstudio.gui.widgets.rows import Section, UpAndDown, column_of, row_of


class FramingSection(Section):
    """How images go in; what becomes of them is a page of its own."""

    edited = Signal(str, object)  # the undo text, the new ProjectSpec
    look_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("What training sees"), self.tr("Look…"), parent)
        self._spec = ProjectSpec()
        self.resize_field, self.augment_field = ChoiceField(resizes()), ChoiceField(policies())
        self.resize_field.value_edited.connect(self._on_resize)
        self.augment_field.value_edited.connect(self._on_augment)
        self._rows = QWidget()
        column_of(
            8,
            _row(self.tr("Shape"), self.resize_field),
            _row(self.tr("Augmentation"), self.augment_field),
            parent=self._rows,
        )
        self.note = QLabel(wordWrap=True)
        set_role(self.note, "small secondary")
        self.body.addWidget(self._rows)
        self.body.addWidget(self.note)
        self.link.clicked.connect(self.look_pressed)

    def show_spec(self, spec: ProjectSpec) -> None:
        self._spec = spec
        self.resize_field.set_value(spec.data.resize)
        self.augment_field.set_value(spec.augment.intensity)
        self.note.setText(" ".join(filter(None, (policy_words(spec.augment), mix_words(spec.augment.mix)))))

    def set_advanced(self, is_advanced: bool) -> None:
        self._rows.setVisible(is_advanced)

    def _on_resize(self, value: object) -> None:
        data = replace(self._spec.data, resize=value)  # pyright: ignore[reportArgumentType] # one of the choices
        self.edited.emit(self.tr("Shape of images"), replace(self._spec, data=data))

    def _on_augment(self, value: object) -> None:
        augment = with_policy(self._spec.augment, value)  # pyright: ignore[reportArgumentType] # one of the choices
        self.edited.emit(self.tr("Augmentation"), replace(self._spec, augment=augment))


def _row(name: str, field: ChoiceField) -> QHBoxLayout:
    label = QLabel(name)
    set_role(label, "secondary")
    label.setBuddy(field)
    field.setAccessibleName(name)
    field.setMinimumWidth(96)
    field.setMaximumWidth(148)
    return row_of(8, label, None, field)


class DataPanel(QFrame):
    """All sections, one under the other."""

    WIDTH = 271

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self.setMaximumWidth(self.WIDTH + 90)
        self.classes, self.split = ClassList(), SplitSection()
        self.health, self.framing, self.selected = HealthSection(), FramingSection(), SelectedSection()
        body = QWidget()
        layout = column_of(0, parent=body)
        for section in (self.classes, self.split, self.health, self.framing, self.selected):
            layout.addWidget(section)
        layout.addStretch(1)
        column_of(0, UpAndDown(body, self.WIDTH), parent=self)

    def set_advanced(self, is_advanced: bool) -> None:
        self.framing.set_advanced(is_advanced)
        self.split.set_advanced(is_advanced)


class SelectedSection(Section):
    """The selected image, or how many are selected."""

    leave_out_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Selected image"), parent=parent)
        self._name = QLabel(wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        names = {
            "label": self.tr("Label"),
            "size": self.tr("Size"),
            "kind": self.tr("File"),
            "framing": self.tr("Goes in as"),
            "part": self.tr("Split"),
            "problem": self.tr("Left out"),
        }
        self.facts = Facts(names)
        self.button = QPushButton()
        set_role(self.button, "small")
        self.button.clicked.connect(self.leave_out_pressed)
        for widget in (self._name, self.facts):
            self.body.addWidget(widget)
        self.body.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_image(self, name: str, facts: dict[str, str], button: str) -> None:
        """An empty `name` hides the section, an empty `button` the button."""
        self.setVisible(bool(name))
        self._name.setText(name)
        for key in self.facts.keys:
            self.facts.set_fact(key, facts.get(key, ""))
        self.button.setText(button)
        self.button.setVisible(bool(button))


def beside(panel: QWidget, tools: QWidget, banner: QWidget, body: QWidget) -> QSplitter:
    """Lay the tools, the banner and the images under each other, with the panel on their right."""
    centre = QWidget()
    top = column_of(12, tools, banner, margins=(7, 0, 16, 0))
    column_of(12, top, (body, 1), margins=(9, 14, 0, 0), parent=centre)
    work = QSplitter()
    work.setHandleWidth(1)
    work.setChildrenCollapsible(False)
    work.addWidget(centre)
    work.addWidget(panel)
    work.setStretchFactor(0, 1)
    work.setSizes([1000, DataPanel.WIDTH])
    return work
