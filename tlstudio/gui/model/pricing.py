"""What the price tag shows: a price as soon as it can be computed, and times once they are measured."""

from PySide6.QtCore import QObject

from tlstudio.engine.model.heads import trace
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.price import price_of
from tlstudio.gui.model.price_tag import PriceTag
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.speed import StepTimer


class Pricing(QObject):
    """Keeps one price tag at what the project costs."""

    def __init__(self, services: Services, facts: ModelFacts, tag: PriceTag, parent: QObject) -> None:
        super().__init__(parent)
        self._backbone = services.backbone
        self._facts = facts
        self._tag = tag
        self.timer = StepTimer(services, self)

    def show(self, *, is_visible: bool) -> None:
        """Bring the tag up to date; only what is visible is measured."""
        facts = self._facts
        if self._backbone.description.is_busy and facts.tree:
            return  # the old numbers stay until the new ones are known
        tree, frozen, features = facts.tree, facts.frozen, facts.features
        if tree is None or frozen is None or features is None:
            self._show_no_price("")
            return
        if not facts.classes:
            self._show_no_price(self.tr("The numbers follow once there are images."))
            return
        spec = facts.spec
        rows = trace(spec.head, features, len(facts.classes), spec.objective.task)
        if any(row.problem for row in rows):
            self._show_no_price(self.tr("The numbers follow once the head fits."))
            return
        head_parameters = sum(row.parameters for row in rows)
        price = price_of(tree, frozen, head_parameters, spec.training, spec.freeze.batchnorm)
        self._tag.show_price(price, spec.backbone)
        self._show_timing(is_visible=is_visible)

    def _show_no_price(self, reason: str) -> None:
        self.timer.ask(None)
        self._tag.show_unknown(reason)

    def _show_timing(self, *, is_visible: bool) -> None:
        spec, problem = self._facts.spec, self._facts.problem
        if is_visible:
            self.timer.ask(None if problem else spec)
        if self.timer.timing:
            self._tag.show_timing(self.timer.timing, spec.epochs, spec.backbone)
        elif problem:
            self._tag.show_unmeasured(self.tr("The speed is measured once the model can be trained."))
        elif self.timer.problem:
            self._tag.show_unmeasured(self.timer.problem)
        else:
            self._tag.show_measuring(spec.backbone)
