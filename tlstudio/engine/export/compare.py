"""Are these the same answers? The rule that decides whether an export is verified."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.project import Task
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.methods import Exporting, Targets
from tlstudio.engine.tasks.registry import METHODS

Scores = np.ndarray | None  # confidences (classes,) of one image; None if it could not be read


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an export's answers compare with the app's; `differs` are positions in the list of images."""

    n: int = 0
    top1_agreement: float | None = None
    max_abs_diff: float | None = None
    differs: tuple[int, ...] = ()

    unit: str = "confidences"  # what max_abs_diff is of

    @property
    def problem(self) -> str:
        """A clause that says why this is no proof of the same answers, or nothing."""
        if self.n == 0:
            return sentence("none of the validation images could be read, so nothing could be compared")
        if self.differs:
            return sentence(
                "{count} of {n} answers differ, {unit} by up to {most:.2g}",
                count=len(self.differs),
                n=self.n,
                unit=self.unit,
                most=self.max_abs_diff,
            )
        return ""


@dataclass(frozen=True, slots=True)
class Rule:
    """When two answers are the same in the sense of the task, and how far apart they may be."""

    exporting: Exporting
    tolerance: np.ndarray | float  # of confidences, or of each number in its units

    def is_same(self, ours: np.ndarray, theirs: np.ndarray) -> bool:
        """The same class or labels; numbers within the tolerance."""
        same = self.exporting.is_same
        return same(ours, theirs) if same else self.is_close(ours, theirs)

    def is_close(self, ours: np.ndarray, theirs: np.ndarray) -> bool:
        return bool((np.abs(ours - theirs) <= self.tolerance).all())  # a NaN is never within the tolerance


def rule_of(task: Task, targets: Targets) -> Rule:
    """`targets` are those of the training samples: how far numbers may differ follows from them."""
    exporting = METHODS[task].exporting
    return Rule(exporting, exporting.tolerance(targets))


def compare(reference: Sequence[Scores], answers: Sequence[Scores], rule: Rule) -> Comparison:
    """Compare image by image, in order. An image that only one side could read counts as a different answer."""
    pairs = [
        (position, ours, theirs)
        for position, (ours, theirs) in enumerate(zip(reference, answers, strict=True))
        if ours is not None or theirs is not None
    ]
    if not pairs:
        return Comparison()
    agree = [_holds(rule.is_same, ours, theirs) for _, ours, theirs in pairs]
    close = [_holds(rule.is_close, ours, theirs) for _, ours, theirs in pairs]
    gaps = [_gap(ours, theirs) for _, ours, theirs in pairs]
    differs = [position for (position, *_), same, near in zip(pairs, agree, close, strict=True) if not (same and near)]
    return Comparison(len(pairs), sum(agree) / len(pairs), max(gaps), tuple(differs), rule.exporting.unit)


def _holds(test: Callable[[np.ndarray, np.ndarray], bool], ours: Scores, theirs: Scores) -> bool:
    return ours is not None and theirs is not None and ours.shape == theirs.shape and test(ours, theirs)


def _gap(ours: Scores, theirs: Scores) -> float:
    if ours is None or theirs is None or ours.shape != theirs.shape:
        return 1.0  # the largest difference that confidences can have
    gap = float(np.abs(ours - theirs).max())
    return gap if np.isfinite(gap) else 1.0
