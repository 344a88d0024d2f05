"""Model: the backbone, what of it is frozen, the head on it, and what that costs."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWhatsThis, QWidget

from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, find, weights_state
from tlstudio.engine.errors import FreezeError, UnknownBackbone
from tlstudio.engine.model.freezing import Leaves, frozen_leaves
from tlstudio.engine.model.heads import PRESETS as HEAD_PRESETS
from tlstudio.engine.model.heads import Shape, trace
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.project import ALL, BackboneSpec, HeadSpec, ProjectSpec
from tlstudio.gui.probe import Probe
from tlstudio.gui.services import Services
from tlstudio.gui.steps import model_edits
from tlstudio.gui.steps.base import Step
from tlstudio.gui.steps.last_movement import MovementWatch
from tlstudio.gui.steps.model_view import COMPACT_WIDTH, ModelView
from tlstudio.gui.steps.model_words import CUSTOM, backbone_facts, freeze_titles, weights_warning, why_the_cut
from tlstudio.gui.widgets import head_edits
from tlstudio.gui.widgets.backbone_dialog import BackboneDialog
from tlstudio.gui.widgets.freeze_state import preset_of
from tlstudio.gui.widgets.price import price_of


class ModelStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.view = ModelView(self)
        self.probe = Probe(services, self)
        self.dialog: BackboneDialog | None = None
        self.moved = MovementWatch(services, self)
        self._is_advanced = True
        self._pending: Preset | None = None  # asked for before the backbone's parts were known
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self._connect()
        self.moved.reload()

    def show_spec(self, spec: ProjectSpec) -> None:
        if self.isVisible():
            self.services.library.describe()
        self._show_backbone(spec.backbone)
        self._show_parts(spec)
        self._show_head(spec.head)
        self._show_price(spec)
        self._show_banner(spec)

    def set_advanced(self, is_advanced: bool) -> None:
        self._is_advanced = is_advanced
        self.view.set_advanced(is_advanced)
        self.show_spec(self.spec)

    def fit(self, window_width: int) -> None:
        self.view.set_narrow(window_width < COMPACT_WIDTH)
        self._show_parts(self.spec)

    def change_backbone(self) -> None:
        """Open the dialog that changes the backbone."""
        if self.dialog:
            return
        services = self.services
        has_gpu = services.library.device.startswith("GPU")
        self.dialog = BackboneDialog(
            self.spec.backbone, services.jobs, services.preferences, has_gpu=has_gpu, parent=self
        )
        self.dialog.backbone_chosen.connect(self._on_backbone)
        self.dialog.finished.connect(self._on_dialog_closed)
        self.dialog.open()

    def keep_backbone(self) -> None:
        self.choose_preset("keep")

    def retrain_last(self) -> None:
        self.choose_preset("last_stage")

    def retrain_all(self) -> None:
        self.choose_preset("everything")

    def choose_preset(self, preset: Preset) -> None:
        """Freeze what the preset freezes, as soon as the parts are known."""
        tree = self._tree()
        self._pending = None if tree else preset
        if tree:
            text = freeze_titles(is_short=False)[preset]
            self.edited.emit(text, model_edits.with_preset(self.spec, preset, tree))

    def _connect(self) -> None:
        view, library = self.view, self.services.library
        view.card.change_asked.connect(self.change_backbone)
        view.segment.chosen.connect(self._on_preset)
        view.freeze_cards.chosen.connect(self._on_preset)
        view.head_cards.chosen.connect(self._on_head_preset)
        view.tree.freeze_asked.connect(self._on_freeze)
        view.head.head_asked.connect(self._on_head)
        view.price.why_asked.connect(self._on_why)
        self.moved.changed.connect(lambda: self._show_parts(self.spec))
        library.backbone_changed.connect(self._on_backbone_changed)
        library.index_changed.connect(lambda: self.show_spec(self.spec))
        library.split_changed.connect(lambda: self._show_price(self.spec))
        self.probe.changed.connect(lambda: self._show_price(self.spec))

    def _tree(self) -> Part | None:
        """The parts of the project's backbone, once they are known."""
        description = self.services.library.description
        return description.tree if description and description.name == self.spec.backbone.name else None

    def _features(self) -> Shape | None:
        """What the backbone gives the head, once it is known."""
        library = self.services.library
        return library.feature_shape if self._tree() and not library.is_describing else None

    def _classes(self) -> Sequence[str]:
        index = self.services.library.index
        return index.class_names if index else ()

    def _frozen(self, spec: ProjectSpec) -> Leaves | None:
        """The frozen leaves, or None while the parts are unknown or the project names one that there is not."""
        tree = self._tree()
        try:
            return frozen_leaves(tree, spec.freeze) if tree else None
        except FreezeError:
            return None

    def _show_backbone(self, spec: BackboneSpec) -> None:
        try:
            info = find(spec.name)
        except UnknownBackbone:
            self.view.card.show_warning(spec.name, self.tr("There is no such backbone"), "error")
            return
        state = weights_state(info)
        warning = weights_warning(info, spec, state, self.services.preferences.trusts(spec.weights))
        if warning:
            self.view.card.show_warning(info.title, warning, "warning")
            return
        tree = self._tree()
        facts = backbone_facts(info, spec, state, tree.parameters if tree else None)
        self.view.card.show_backbone(info.title, facts, is_recommended=info.name == RECOMMENDED)

    def _show_parts(self, spec: ProjectSpec) -> None:
        tree, frozen = self._tree(), self._frozen(spec)
        self.view.tree.show_tree(tree, advanced=self._is_advanced)
        if frozen is not None:
            self.view.tree.show_freeze(frozen)
        self.view.tree.show_moved(self.moved.last.run, self.moved.last.movement)
        self.view.show_waiting(self._waiting_for(tree, frozen))
        preset = (preset_of(tree, frozen) or CUSTOM) if tree and frozen is not None else ""
        self.view.segment.set_current(preset)
        self.view.freeze_cards.show_choice(preset)

    def _waiting_for(self, tree: Part | None, frozen: Leaves | None) -> str:
        """Why the tree cannot be shown; empty if it can."""
        if tree is None:
            is_failed = self.services.library.backbone_problem is not None
            return self.tr("Its parts cannot be shown.") if is_failed else self.tr("Looking at the backbone…")
        return self.tr("The project freezes a part that this backbone does not have.") if frozen is None else ""

    def _show_head(self, head: HeadSpec) -> None:
        self.view.head.show_head(head, self._features(), self._classes())
        self.view.head_cards.show_choice(head_edits.preset_of(head))

    def _show_price(self, spec: ProjectSpec) -> None:
        if self.services.library.is_describing and self._tree():
            return  # the old numbers stay until the new ones are known
        tree, frozen, features = self._tree(), self._frozen(spec), self._features()
        if tree is None or frozen is None or features is None:
            self._show_no_price("")
            return
        if not self._classes():
            self._show_no_price(self.tr("The numbers follow once there are images."))
            return
        rows = trace(spec.head, features, len(self._classes()))
        if any(row.problem for row in rows):
            self._show_no_price(self.tr("The numbers follow once the head fits."))
            return
        price = price_of(tree, frozen, sum(row.parameters for row in rows), spec.training)
        self.view.price.show_price(price, spec.backbone)
        self._show_timing(spec)

    def _show_no_price(self, reason: str) -> None:
        self.probe.ask(None)
        self.view.price.show_unknown(reason)

    def _show_timing(self, spec: ProjectSpec) -> None:
        if self.isVisible():
            self.probe.ask(spec)
        price, timing = self.view.price, self.probe.timing
        if timing:
            price.show_timing(timing, spec.training.epochs, spec.backbone)
        elif self.probe.problem:
            price.show_unmeasured(self.probe.problem)
        else:
            price.show_measuring(spec.backbone)

    def _show_banner(self, spec: ProjectSpec) -> None:
        banner, library, tree = self.view.banner, self.services.library, self._tree()
        if tree and self._frozen(spec) is None:
            banner.say(
                "error", self._freeze_problem(spec, tree), [(self.tr("Freeze the whole backbone"), self._on_reset)]
            )
        elif library.backbone_problem:
            banner.say("error", library.backbone_problem, [(self.tr("Change the backbone…"), self.change_backbone)])
        elif not spec.data.folder:
            words = self.tr("There are no images yet. How wide the head's output is follows from their classes.")
            banner.say(
                "info", words, [(self.tr("Open a folder of images…"), lambda: self.requested.emit("open_images"))]
            )
        else:
            banner.hide()

    def _freeze_problem(self, spec: ProjectSpec, tree: Part) -> str:
        try:
            frozen_leaves(tree, spec.freeze)
        except FreezeError as error:
            return str(error)
        return ""

    def _on_preset(self, key: str) -> None:
        for preset in PRESETS:
            if preset == key:
                self.choose_preset(preset)
        self._show_parts(self.spec)  # "Custom" describes what the ticks say; it cannot be chosen

    def _on_freeze(self, text: str, parts: tuple[str, ...]) -> None:
        self.edited.emit(text, model_edits.with_frozen(self.spec, parts))

    def _on_reset(self) -> None:
        self.edited.emit(self.tr("Freeze the whole backbone"), model_edits.with_frozen(self.spec, (ALL,)))

    def _on_head(self, text: str, head: HeadSpec) -> None:
        self.edited.emit(text, model_edits.with_head(self.spec, head))

    def _on_head_preset(self, name: str) -> None:
        text = self.tr("Head: {preset}").format(preset=HEAD_PRESETS[name].title)
        self._on_head(text, head_edits.with_preset(self.spec.head, name))

    def _on_backbone(self, backbone: BackboneSpec) -> None:
        info: BackboneInfo = find(backbone.name)
        text = self.tr("Change the backbone to {name}").format(name=info.title)
        self.edited.emit(text, model_edits.with_backbone(self.spec, backbone, info))
        self.show_spec(self.spec)  # its weights may have arrived without a change of the project

    def _on_dialog_closed(self) -> None:
        if self.dialog:
            self.dialog.deleteLater()
            self.dialog = None

    def _on_backbone_changed(self) -> None:
        pending = self._pending
        if pending and self._tree():
            self.choose_preset(pending)
        self.show_spec(self.spec)

    def _on_why(self) -> None:
        button = self.view.price.why_button
        QWhatsThis.showText(button.mapToGlobal(QPoint(0, 0)), why_the_cut(), button)

    # What Qt asks of a widget.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.services.library.describe()
        self._show_price(self.spec)
