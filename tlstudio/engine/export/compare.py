"""Are these the same answers? The rule that decides whether an export is verified."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.export.certificate import TIE, TOLERANCE

Scores = np.ndarray | None  # confidences (classes,) of one image; None if it could not be read


@dataclass(frozen=True, slots=True)
class Comparison:
    """How an export's answers compare with the app's; `differs` are positions in the list of images."""

    n: int = 0
    top1_agreement: float | None = None
    max_abs_diff: float | None = None
    differs: tuple[int, ...] = ()

    @property
    def problem(self) -> str:
        """A clause that says why this is no proof of the same answers, or nothing."""
        if self.n == 0:
            return "none of the validation images could be read, so nothing could be compared"
        if self.differs:
            return f"{len(self.differs)} of {self.n} answers differ, confidences by up to {self.max_abs_diff:.2g}"
        return ""


def compare(reference: Sequence[Scores], answers: Sequence[Scores]) -> Comparison:
    """Compare image by image, in order. An image that only one side could read counts as a different answer."""
    pairs = [
        (position, ours, theirs)
        for position, (ours, theirs) in enumerate(zip(reference, answers, strict=True))
        if ours is not None or theirs is not None
    ]
    if not pairs:
        return Comparison()
    agree = [_same_label(ours, theirs) for _, ours, theirs in pairs]
    gaps = [_gap(ours, theirs) for _, ours, theirs in pairs]
    differs = [
        position
        for (position, *_), same, gap in zip(pairs, agree, gaps, strict=True)
        if not (same and gap <= TOLERANCE)  # a NaN is never within the tolerance
    ]
    return Comparison(len(pairs), sum(agree) / len(pairs), max(gaps), tuple(differs))


def _same_label(ours: Scores, theirs: Scores) -> bool:
    if ours is None or theirs is None or ours.shape != theirs.shape:
        return False
    return bool(ours.max() - ours[theirs.argmax()] <= TIE)


def _gap(ours: Scores, theirs: Scores) -> float:
    if ours is None or theirs is None or ours.shape != theirs.shape:
        return 1.0  # the largest difference that confidences can have
    gap = float(np.abs(ours - theirs).max())
    return gap if np.isfinite(gap) else 1.0
