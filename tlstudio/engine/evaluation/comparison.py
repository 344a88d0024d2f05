"""Two runs beside each other: what was set otherwise, what they came to, and whether that is more than chance."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.errors import RunError
from tlstudio.engine.evaluation.paired import PairedTest, paired_test
from tlstudio.engine.evaluation.report import Report
from tlstudio.engine.evaluation.saved_answers import evaluate_once
from tlstudio.engine.evaluation.target_report import AnyReport, Interval, LabelReport, NumberReport
from tlstudio.engine.runs.live_edits import settings_over
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.sentences import sentence
from tlstudio.engine.settings import Settings, differing


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    runs: tuple[Run, Run]
    reports: tuple[AnyReport, AnyReport]
    settings: tuple[Settings, Settings]
    test: PairedTest

    @property
    def keys(self) -> list[str]:
        """The settings that differ."""
        return differing(self.settings)

    @property
    def confusion_difference(self) -> np.ndarray | None:
        """(classes, classes) counts of the second less those of the first; None where they cannot be subtracted."""
        first, second = self.reports
        if not isinstance(first, Report) or not isinstance(second, Report) or self.test.p is None:
            return None
        return np.array(second.confusion) - np.array(first.confusion)

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


def metrics_of(report: AnyReport) -> dict[str, str]:
    """The metrics of the task with their intervals, as text."""
    match report:
        case Report():
            return {"accuracy": _share(report.accuracy, report.accuracy_interval), "loss": f"{report.loss:.4f}"}
        case LabelReport():
            shares = {
                sentence("macro F1"): (report.macro_f1, report.macro_f1_interval),
                "mAP": (report.map, report.map_interval),
            }
            return {**{name: _share(*one) for name, one in shares.items()}, "loss": f"{report.loss:.4f}"}
        case NumberReport():
            numbers = {"MAE": (report.mae, report.mae_interval), "RMSE": (report.rmse, report.rmse_interval)}
            return {
                name: sentence("{value:.4g} ({low:.4g} to {high:.4g})", value=value, low=low, high=high)
                for name, (value, (low, high)) in numbers.items()
            }


def _share(value: float, interval: Interval) -> str:
    return f"{100 * value:.1f} % ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})"
