"""Model: the backbone, what of it is frozen, the head on it, and what that costs."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWhatsThis, QWidget

from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset
from tlstudio.engine.project import ALL, BatchNorm, LrScaleSpec, ProjectSpec
from tlstudio.gui.freeze.facts import preset_of
from tlstudio.gui.freeze.phases import Phases
from tlstudio.gui.freeze.timeline import Schedule
from tlstudio.gui.model import edits as model_edits
from tlstudio.gui.model.advice import Adviser
from tlstudio.gui.model.backbone_card import show_backbone
from tlstudio.gui.model.backbone_change import BackboneChange
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.heads import Heads
from tlstudio.gui.model.last_movement import MovementWatch
from tlstudio.gui.model.leaderboard import Comparison
from tlstudio.gui.model.network_dialog import ModelPicture
from tlstudio.gui.model.notices import Notice, notice
from tlstudio.gui.model.pricing import Pricing
from tlstudio.gui.model.view import COMPACT_WIDTH, ModelView
from tlstudio.gui.model.words import CUSTOM, freeze_titles, recommendation, why_the_cut
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import Step
from tlstudio.gui.widgets.rows import column_of


class ModelStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.view = ModelView(self)
        self.facts = ModelFacts(services)
        self.pricing = Pricing(services, self.facts, self.view.price, self)
        self.backbone = BackboneChange(services, self.facts, self)
        self.comparison = Comparison(services, self)
        self.moved = MovementWatch(services, self)
        self.adviser = Adviser(services, self.facts, self.moved, self.pricing.timer, self)
        self.heads = Heads(self.facts, self.view, self)
        self.picture = ModelPicture(self.facts, self)
        self._is_advanced = True
        self._pending: Preset | None = None  # asked for before the backbone's parts were known
        self._notice: Notice | None = None
        column_of(0, self.view, parent=self)
        self._connect()
        services.document.opened.connect(self._on_opened)
        self.moved.reload()

    def show_spec(self, spec: ProjectSpec) -> None:
        if self.isVisible():
            self.services.backbone.describe()
        show_backbone(self.view.card, self.facts, self.backbone, self.services.preferences)
        self._show_parts(spec)
        self.heads.show(spec)
        self.picture.show()
        self._show_phases(spec)
        self._show_price()

    def set_advanced(self, is_advanced: bool) -> None:
        self._is_advanced = is_advanced
        self.view.set_advanced(is_advanced)
        self.show_spec(self.spec)

    def fit(self, window_width: int) -> None:
        self.view.set_narrow(window_width < COMPACT_WIDTH)
        self._show_parts(self.spec)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        presets: dict[str, Preset] = {
            "keep_backbone": "keep",
            "retrain_last": "last_stage",
            "retrain_half": "upper_half",
            "retrain_all": "everything",
        }
        return {
            "change_backbone": self.change_backbone,
            "compare_backbones": self.comparison.open,
            "picture_network": self.picture.open,
            **{name: partial(self.choose_preset, preset) for name, preset in presets.items()},
        }

    def change_backbone(self) -> None:
        """Open the dialog that changes the backbone."""
        self.backbone.ask()

    def choose_preset(self, preset: Preset) -> None:
        """Freeze what the preset freezes, as soon as the parts are known."""
        tree = self.facts.tree
        self._pending = None if tree else preset
        if tree:
            text = freeze_titles()[preset]
            self.edited.emit(text, model_edits.with_preset(self.spec, preset, tree))

    def freeze_all(self) -> None:
        self.edited.emit(self.tr("Freeze the whole backbone"), model_edits.with_frozen(self.spec, (ALL,)))

    def drop_unknown_rates(self) -> None:
        if tree := self.facts.tree:
            self.edited.emit(self.tr("Remove learning rates"), model_edits.with_known_rates(self.spec, tree))

    def remove_phases(self) -> None:
        self.edited.emit(self.tr("Remove the phases"), model_edits.with_phases(self.spec, ()))

    def follow_advice(self) -> None:
        if offer := self.adviser.offer:
            self.edited.emit(offer.title, offer.spec)

    def open_images(self) -> None:
        self.requested.emit("open_images")

    def _connect(self) -> None:
        view, images, backbone = self.view, self.services.images, self.services.backbone
        view.card.change_asked.connect(self.change_backbone)
        view.card.compare_asked.connect(self.comparison.open)
        self.comparison.backbone_chosen.connect(self.backbone.change)
        self.comparison.gallery_asked.connect(self.change_backbone)
        self.comparison.images_asked.connect(self.open_images)
        view.segment.chosen.connect(self._on_preset)
        view.freeze_cards.chosen.connect(self._on_preset)
        view.tree.freeze_asked.connect(self._on_freeze)
        view.tree.rates_asked.connect(self._on_rates)
        view.tree.batchnorm_asked.connect(self._on_batchnorm)
        view.phases.phases_asked.connect(self._on_phases)
        view.phases.epochs_asked.connect(self._on_epochs)
        view.price.why_asked.connect(self._on_why)
        view.banner.dismissed.connect(self._on_dismissed)
        self.backbone.edited.connect(self.edited)
        self.heads.edited.connect(self.edited)
        self.backbone.changed.connect(lambda: self.show_spec(self.spec))
        self.moved.changed.connect(lambda: self.show_spec(self.spec))
        self.adviser.changed.connect(self._show_banner)
        backbone.changed.connect(self._on_backbone_changed)
        images.index_changed.connect(lambda: self.show_spec(self.spec))
        images.split_changed.connect(lambda: self.show_spec(self.spec))
        self.pricing.timer.changed.connect(self._show_price)

    def _show_parts(self, spec: ProjectSpec) -> None:
        tree, frozen, last = self.facts.tree, self.facts.frozen, self.moved.last
        self.view.tree.show_tree(tree, advanced=self._is_advanced, input_px=self.facts.input_px)
        if frozen is not None:
            rates = spec.freeze.lr_scales, spec.training.backbone_lr_scale
            self.view.tree.show_freeze(frozen, spec.freeze.batchnorm, *rates)
        self.view.tree.show_moved(last.run, last.movement, last.gradients)
        self.view.show_waiting(self._waiting_for(tree))
        preset = (preset_of(tree, frozen) or CUSTOM) if tree and frozen is not None else ""
        self.view.segment.set_current(preset)
        self.view.freeze_cards.show_choice(preset)
        recommended, each = self.facts.recommended, self.facts.images_each
        reason = recommendation(recommended, each) if recommended and each is not None else ""
        self.view.show_recommended(recommended or "", reason)

    def _waiting_for(self, tree: Part | None) -> str:
        """Why the tree cannot be shown; empty if it can."""
        if tree is None:
            is_failed = bool(self.services.backbone.description.problem)
            return self.tr("Its parts cannot be shown.") if is_failed else self.tr("Looking at the backbone…")
        if self.facts.frozen is None:
            return self.tr("The project freezes a part that this backbone does not have.")
        return ""

    def _show_phases(self, spec: ProjectSpec) -> None:
        problem = self.facts.problem
        sentence = problem.sentence if problem and problem.what == "phases" else ""
        parts = self.facts.trainable_parts
        schedule = Schedule(spec.freeze.phases, spec.training.epochs, spec.training.lr, parts, sentence)
        self.view.phases.show_schedule(schedule)

    def _show_price(self) -> None:
        self.pricing.show(is_visible=self.isVisible())
        if self.isVisible():  # hidden, the timing may still be that of another project
            self.adviser.look()
        self._show_banner()

    def _show_banner(self) -> None:
        before, self._notice = self._notice, notice(self)
        now, banner = self._notice, self.view.banner
        if now is None:
            banner.hide()
        elif now != before or banner.isHidden():
            banner.say(now.kind, now.sentence, now.actions, can_dismiss=now.dismiss is not None)

    def _on_dismissed(self) -> None:
        if self._notice and self._notice.dismiss:
            self._notice.dismiss()

    def _on_preset(self, key: str) -> None:
        for preset in PRESETS:
            if preset == key:
                self.choose_preset(preset)
        self._show_parts(self.spec)  # "Custom" describes what the ticks say; it cannot be chosen

    def _on_freeze(self, text: str, parts: tuple[str, ...]) -> None:
        self.edited.emit(text, model_edits.with_frozen(self.spec, parts))

    def _on_phases(self, text: str, phases: Phases) -> None:
        self.edited.emit(text, model_edits.with_phases(self.spec, phases))

    def _on_epochs(self, epochs: int) -> None:
        self.edited.emit(self.tr("Change the epochs"), model_edits.with_epochs(self.spec, epochs))

    def _on_rates(self, text: str, rates: tuple[LrScaleSpec, ...]) -> None:
        self.edited.emit(text, model_edits.with_rates(self.spec, rates))

    def _on_batchnorm(self, text: str, policy: BatchNorm) -> None:
        self.edited.emit(text, model_edits.with_batchnorm(self.spec, policy))

    def _on_opened(self) -> None:
        self._pending = None  # it was asked of another project

    def _on_backbone_changed(self) -> None:
        pending = self._pending
        if pending and self.facts.tree:
            self.choose_preset(pending)
        self.show_spec(self.spec)

    def _on_why(self) -> None:
        button = self.view.price.why_button
        QWhatsThis.showText(button.mapToGlobal(QPoint(0, 0)), why_the_cut(), button)

    # What Qt asks of a widget.

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.services.backbone.describe()
        self._show_price()
