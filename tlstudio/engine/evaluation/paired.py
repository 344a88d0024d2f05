"""Whether two runs differ beyond chance on the same images, and what that says in a sentence."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.evaluation.report import Report
from tlstudio.engine.evaluation.target_report import AnyReport, LabelReport, NumberReport
from tlstudio.engine.intervals import paired_p
from tlstudio.engine.sentences import sentence

LEVEL = 0.05
FLIPS = 10_000  # of the permutation test
MCNEMAR = sentence("exact McNemar test, two-sided")
PERMUTATION = sentence("paired permutation test of the mean error, 10,000 flips, two-sided")


@dataclass(frozen=True, slots=True)
class PairedTest:
    """`p` is how likely two equally good runs differ this much by chance; None where they cannot be tested."""

    method: str
    n: int  # images both were judged on
    p: float | None
    better: int = 0  # 1 or 2 where the difference is more than chance
    only_first: int = 0  # images that only the first gets right; of classes alone
    only_second: int = 0
    reason: str = ""  # why they cannot be tested

    @property
    def sentence(self) -> str:
        if self.p is None:
            return self.reason
        if not self.better:
            return sentence("No detectable difference ({p}, on {n:,} images).", p=self.p_text, n=self.n)
        facts = {"p": self.p_text, "n": self.n}
        if self.better == 1:
            return sentence("The first run is better, beyond chance ({p}, on {n:,} images).", **facts)
        return sentence("The second run is better, beyond chance ({p}, on {n:,} images).", **facts)

    @property
    def p_text(self) -> str:
        """Such as "p = 0.42"; nothing where there is none."""
        if self.p is None:
            return ""
        return "p < 0.001" if self.p < 0.001 else f"p = {self.p:.2f}" if self.p >= 0.01 else f"p = {self.p:.3f}"

    def to_json(self) -> codec.Json:
        return {**codec.to_json(self), "sentence": self.sentence}


def paired_test(first: AnyReport, second: AnyReport) -> PairedTest:
    """Compare two runs by their answers to the same images; where these are not the same, the test says so."""
    reason = _obstacle(first, second)
    if reason:
        return PairedTest("", 0, None, reason=reason)
    if isinstance(first, Report) and isinstance(second, Report):
        return _of_classes(first, second)
    return _of_errors(_errors(first), _errors(second))


def permutation_p(differences: np.ndarray) -> float:
    """How likely the mean of paired differences is as far from zero as it is, or farther, were their signs chance.

    All signs where there are at most 2¹³ ways, else 10,000 drawn with seed 0 (the data itself counted as one).
    """
    changed = differences[differences != 0]
    n, observed = len(changed), abs(changed.sum())
    if n == 0:
        return 1.0
    if n <= 13:
        signs = 1 - 2 * ((np.arange(2**n)[:, None] >> np.arange(n)) & 1)
        return float((abs(signs @ changed) >= observed * (1 - 1e-12)).mean())
    random, extreme = np.random.default_rng(0), 0
    for _ in range(FLIPS // 100):
        signs = 1 - 2 * random.integers(0, 2, (100, n))
        extreme += int((abs(signs @ changed) >= observed * (1 - 1e-12)).sum())
    return (extreme + 1) / (FLIPS + 1)


def _of_classes(first: Report, second: Report) -> PairedTest:
    right = [_right(first), _right(second)]
    only_first = sum(right[0][path] and not right[1][path] for path in right[0])
    only_second = sum(right[1][path] and not right[0][path] for path in right[0])
    p = paired_p(only_first, only_second)
    better = 0 if p >= LEVEL else 1 if only_first > only_second else 2
    return PairedTest(MCNEMAR, len(right[0]), p, better, only_first, only_second)


def _of_errors(first: dict[Path, float], second: dict[Path, float]) -> PairedTest:
    differences = np.array([first[path] - second[path] for path in first])
    p = permutation_p(differences)
    better = 0 if p >= LEVEL else 1 if differences.sum() < 0 else 2
    return PairedTest(PERMUTATION, len(differences), p, better)


def _obstacle(first: AnyReport, second: AnyReport) -> str:
    """Why the runs cannot be tested against each other; empty if they can."""
    if type(first) is not type(second) or _names(first) != _names(second):
        return sentence("The runs do not learn the same, so their answers cannot be compared image by image.")
    theirs = [{row.path for row in report.rows} for report in (first, second)]
    if theirs[0] != theirs[1]:
        both = len(theirs[0] & theirs[1])
        return sentence(
            "The runs were judged on different images ({both:,} in common): no test is fair. Train both "
            "with the same split.",
            both=both,
        )
    if _truth(first) != _truth(second):
        return sentence("Some images have another label in one of the runs, so their answers cannot be compared.")
    return ""


def _names(report: AnyReport) -> tuple[str, ...]:
    match report:
        case Report():
            return report.classes
        case LabelReport():
            return report.labels
        case NumberReport():
            return report.outputs


def _truth(report: AnyReport) -> dict[Path, Sequence[float]]:
    if isinstance(report, Report):
        return {row.path: (row.label,) for row in report.rows}
    return {row.path: row.targets.tolist() for row in report.rows}


def _right(report: Report) -> dict[Path, bool]:
    return {row.path: row.label == row.predicted for row in report.rows}


def _errors(report: AnyReport) -> dict[Path, float]:
    """Of each image: the share of its labels that are wrong, or its mean absolute error over the numbers."""
    assert not isinstance(report, Report)
    if isinstance(report, LabelReport):
        return {row.path: float(row.wrong.mean()) for row in report.rows}
    return {row.path: float(abs(row.errors).mean()) for row in report.rows}
