"""The inspector of the Data step: classes, split, how images go in, and the selected image."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.steps.data_classes import ClassList
from tlstudio.gui.steps.data_health import HealthSection
from tlstudio.gui.steps.data_sections import Section, SelectedSection
from tlstudio.gui.steps.data_split import SplitSection
from tlstudio.gui.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField


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
