"""Two runs beside each other: what was set otherwise, what they came to, and whether that is more than chance."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.evaluation.paired import PairedTest, paired_test
from tlstudio.engine.evaluation.saved_answers import evaluate_once
from tlstudio.engine.runs.live_edits import settings_over
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.settings import Settings, differing
from tlstudio.engine.tasks.info import MetricInfo
from tlstudio.engine.tasks.report import Metric, Report


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    runs: tuple[Run, Run]
    reports: tuple[Report, Report]
    settings: tuple[Settings, Settings]
    test: PairedTest

    @property
    def keys(self) -> list[str]:
        """The settings that differ."""
        return differing(self.settings)

    @property
    def confusion_difference(self) -> np.ndarray | None:
        """(classes, classes) counts of the second less those of the first; None where they cannot be subtracted."""
        first, second = (report.confusion for report in self.reports)
        return None if first is None or second is None or self.test.p is None else second - first

    def to_json(self) -> codec.Json:
        """The contract of `tlstudio compare --json`."""
        change = self.confusion_difference
        return {
            "runs": [str(run.folder) for run in self.runs],
            "settings": {key: [codec.to_json(one[key]) for one in self.settings] for key in self.keys},
            "reports": [report.to_json() for report in self.reports],
            "confusion_difference": None if change is None else change.tolist(),
            "test": self.test.to_json(),
        }


def compare_runs(
    first: Run,
    second: Run,
    split: SplitName = "val",
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Comparison:
    """Compare the best checkpoints of two runs. Raises RunError or what `evaluate` does."""
    if first.folder.resolve() == second.folder.resolve():
        raise RunError("Two different runs can be compared: this is the same one twice.")
    given = {"device": device, "progress": progress, "should_stop": should_stop}
    reports = (evaluate_once(first, split, **given), evaluate_once(second, split, **given))
    settings = (settings_over(first), settings_over(second))
    return Comparison((first, second), reports, settings, paired_test(*reports))


def metrics_of(report: Report) -> dict[str, str]:
    """The metrics of the task with their intervals, as text."""
    infos, compared = report.task.info.metrics, report.task.judging.compared
    texts = {infos[name].short: _text(infos[name], report.metrics[name]) for name in compared if name in infos}
    return {**texts, "loss": f"{report.loss:.4f}"} if "loss" in compared else texts


def _text(info: MetricInfo, metric: Metric) -> str:
    value, (low, high) = metric.value, metric.interval
    if info.is_share:
        return f"{100 * value:.1f} % ({100 * low:.1f}–{100 * high:.1f})"
    return f"{value:.4g} ({low:.4g} to {high:.4g})"
