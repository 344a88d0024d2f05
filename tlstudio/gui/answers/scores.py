"""The one number that judges a run, whatever its task, in words."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale

from tlstudio.engine.intervals import wilson_interval
from tlstudio.gui.language.say import say

METRICS = ("accuracy", "map", "rmse")  # the key metric of each task


def metric_of(metrics: Mapping[str, float]) -> str:
    """Which of METRICS these are judged by; their names may begin with "val_"."""
    return next((name for name in METRICS if name in metrics or f"val_{name}" in metrics), "accuracy")


def title_of(name: str) -> str:
    """The metric as the head of a plot or a column."""
    return {
        "accuracy": say("Accuracy"),
        "map": say("Mean average precision"),
        "macro_f1": say("Macro F1"),
        "rmse": say("Root mean squared error"),
        "mae": say("Mean absolute error"),
        "r2": "R²",
    }[name]


def is_share(name: str) -> bool:
    """Whether the metric is a share of 1, shown in per cent."""
    return name in ("accuracy", "map", "macro_f1")


def value_text(name: str, value: float | None) -> str:
    if value is None:
        return "–"
    return f"{QLocale().toString(100 * value, 'f', 1)} %" if is_share(name) else QLocale().toString(value, "g", 4)


def best_text(metrics: Mapping[str, float], unknown: str = "–") -> str:
    """The key metric of a run with its short name, such as "96.0 %", "mAP 91.0 %" or "RMSE 3.2"."""
    name = metric_of(metrics)
    short = {"accuracy": "", "map": "mAP ", "rmse": "RMSE "}[name]
    return f"{short}{value_text(name, metrics[f'val_{name}'])}" if f"val_{name}" in metrics else unknown


def interval_text(share: float | None, n: int) -> str:
    """The 95 % interval of a share of `n` images, such as "92.7–97.5 %"."""
    if share is None or n < 1:
        return ""
    low, high = (QLocale().toString(100 * end, "f", 1) for end in wilson_interval(round(share * n), n))
    return f"{low}–{high} %"
