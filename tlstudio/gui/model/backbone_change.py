"""Changing the backbone: the dialog, a look at the new one, one edit, and a report of what was dropped."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BackboneSpec, ProjectSpec
from tlstudio.gui.backbones.dialog import BackboneDialog
from tlstudio.gui.model import edits as model_edits
from tlstudio.gui.model.carry_over import carry_over, report
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.services.backbone import blueprint_of, description_job
from tlstudio.gui.services.jobs import Cancelled
from tlstudio.gui.services.services import Services

if TYPE_CHECKING:
    from tlstudio.engine.model.describe import Description

KEY = "prepare"


class BackboneChange(QObject):
    """Asks for another backbone and carries the freeze over to it, in one step of the history."""

    edited = Signal(str, object)  # the undo text, the new ProjectSpec
    changed = Signal()  # what is coming, or what there is to report

    def __init__(self, services: Services, facts: ModelFacts, parent: QWidget) -> None:
        super().__init__(parent)
        self._services = services
        self._facts = facts
        self._window = parent
        self.dialog: BackboneDialog | None = None
        self.coming: BackboneSpec | None = None  # while its parts are looked at
        self._meant_for = facts.spec  # the project that the coming one is for
        self._report = ""
        self._after = facts.spec  # the project of the report
        services.document.spec_changed.connect(self._on_spec_changed)

    @property
    def report(self) -> str:
        """What the last change dropped, until the freeze is changed or the report is dismissed."""
        spec, after = self._facts.spec, self._after
        return self._report if _is_same(spec, after) and spec.freeze == after.freeze else ""

    @property
    def can_undo(self) -> bool:
        """Whether the change is the last thing that was done."""
        return self._facts.spec == self._after

    def dismiss(self) -> None:
        self._report = ""
        self.changed.emit()

    def ask(self) -> None:
        """Open the dialog that changes the backbone."""
        if self.dialog:
            return
        services, spec = self._services, self._facts.spec.backbone
        has_gpu = services.device.name.startswith("GPU")
        self.dialog = BackboneDialog(spec, services.jobs, services.preferences, has_gpu=has_gpu, parent=self._window)
        self.dialog.backbone_chosen.connect(self.change)
        self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()

    def change(self, backbone: BackboneSpec) -> None:
        """Change to the backbone as soon as its parts are known, which takes building it."""
        if backbone.name == self._facts.spec.backbone.name:
            self._apply(backbone, self._facts.tree)
            return
        self.coming, self._meant_for = backbone, self._facts.spec
        self.changed.emit()
        info, described, spec = find(backbone.name), self._services.backbone, self._facts.spec
        blueprint = blueprint_of(replace(spec, backbone=backbone, head=model_edits.with_fitting_pool(spec.head, info)))

        def apply(description: "Description") -> None:
            described.note_description(blueprint, description)
            self._apply(backbone, description.tree)

        title = self.tr("Looking at {name}").format(name=info.title)
        self._services.jobs.run(title, description_job(blueprint), apply, self._on_failed, key=KEY)

    def _apply(self, backbone: BackboneSpec, new: Part | None) -> None:
        spec, info = self._facts.spec, find(backbone.name)
        carried = carry_over(spec, backbone, self._facts.tree, new)
        self.coming = None
        self._report = report(carried, info.title)
        self._after = model_edits.with_backbone(spec, backbone, info, carried.freeze)
        text = self.tr("Change the backbone to {name}").format(name=info.title)
        self.edited.emit(text, self._after)
        self.changed.emit()  # its weights may have arrived without a change of the project

    def _on_failed(self, error: Exception) -> None:
        """A backbone that cannot be built says why once it is the project's; a cancelled change is none."""
        backbone, self.coming = self.coming, None
        if backbone and not isinstance(error, Cancelled):
            self._apply(backbone, None)
        else:
            self.changed.emit()

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        if self.coming and not _is_same(spec, self._meant_for):
            self._services.jobs.drop(KEY)
            self.coming = None

    def _on_dialog_closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
            self.dialog = None


def _is_same(spec: ProjectSpec, other: ProjectSpec) -> bool:
    """Whether both are on the same images and backbone."""
    return (spec.data.folder, spec.backbone) == (other.data.folder, other.backbone)
