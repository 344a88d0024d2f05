"""Advice from the last run: what barely moved could be frozen, if that is measured to make a step faster."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.model.advice import Advice, advise
from tlstudio.engine.model.freezing import shortest
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.freeze.moved import PartsMoved
from tlstudio.gui.model import edits as model_edits
from tlstudio.gui.model.facts import ModelFacts
from tlstudio.gui.model.last_movement import MovementWatch
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.speed import StepTimer
from tlstudio.gui.widgets.numbers import fixed

LEAST_GAIN = 1.1  # times faster; less is not worth a sentence


@dataclass(frozen=True, slots=True)
class Offer:
    sentence: str
    title: str  # of its step in the history
    is_one: bool  # part
    spec: ProjectSpec  # with the advice followed


class Adviser(QObject):
    """Measures the project with the advice followed, after it was measured as it is."""

    changed = Signal()

    def __init__(
        self, services: Services, facts: ModelFacts, moved: MovementWatch, now: StepTimer, parent: QObject
    ) -> None:
        """`now` measures the project as it is."""
        super().__init__(parent)
        self._document = services.document
        self._preferences = services.preferences
        self._facts = facts
        self._moved = moved
        self._now = now
        self._then = StepTimer(services, self, key="advice")
        self._then.changed.connect(self.changed)

    @property
    def offer(self) -> Offer | None:
        """What to offer; None without advice, and until its gain is measured."""
        found, now, then = self._find(), self._now.timing, self._then.timing
        if found is None or now is None or then is None or now.step_s < LEAST_GAIN * then.step_s:
            return None
        advice, spec = found
        sentence = self._sentence(advice, now.step_s / then.step_s)
        return Offer(sentence, self._title(advice), len(advice.parts) == 1, spec)

    def look(self) -> None:
        """Measure what there is to measure now; a change of the project ends what is being measured."""
        found = self._find() if self._now.timing else None
        self._then.ask(found[1] if found else None)

    def dismiss(self) -> None:
        """Never show the advice of this run again."""
        self._preferences.dismiss(self._key)
        self.look()
        self.changed.emit()

    @property
    def _key(self) -> str:
        return f"advice {self._document.path} {self._moved.last.run}"

    def _find(self) -> tuple[Advice, ProjectSpec] | None:
        tree, frozen, spec = self._facts.tree, self._facts.frozen, self._facts.spec
        if tree is None or frozen is None or self._preferences.is_dismissed(self._key):
            return None
        advice = advise(tree, frozen, self._moved.last.movement)
        return (advice, model_edits.with_frozen(spec, shortest(tree, advice.leaves))) if advice else None

    def _sentence(self, advice: Advice, gain: float) -> str:
        if len(advice.parts) == 1:
            words = self.tr(
                "{part} barely moved in run {run} ({share}, {most} {most_share}). "
                "Freezing it would make a step {gain}× faster."
            )
        else:
            words = self.tr(
                "{part} to {last} barely moved in run {run} (at most {share}, {most} {most_share}). "
                "Freezing them would make a step {gain}× faster."
            )
        shares = PartsMoved(shares={"still": advice.moved, "most": advice.most_moved})
        return words.format(
            part=advice.parts[0].title,
            last=advice.parts[-1].title,
            run=self._moved.last.run,
            share=shares.text("still"),
            most=advice.most_part.title,
            most_share=shares.text("most"),
            gain=fixed(gain, 1),
        )

    def _title(self, advice: Advice) -> str:
        if len(advice.parts) == 1:
            return self.tr("Freeze {part}").format(part=advice.parts[0].title)
        return self.tr("Freeze {part} to {last}").format(part=advice.parts[0].title, last=advice.parts[-1].title)
