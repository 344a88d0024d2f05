"""The one number that judges a run, whatever its task, in words."""

import math
from collections.abc import Mapping

from PySide6.QtCore import QLocale

from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.tasks.info import METRICS, TASKS
from tlstudio.gui.language.say import say


def metric_of(metrics: Mapping[str, float]) -> str:
    """The key metric of the task that these metrics are of; their names may begin with "val_"."""
    keys = (task.key for task in TASKS.values())
    return next((name for name in keys if name in metrics or f"val_{name}" in metrics), "accuracy")


def title_of(name: str) -> str:
    """Name the metric as the head of a plot or a column."""
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
    return METRICS[name].is_share


def value_text(name: str, value: float | None) -> str:
    if value is None or math.isnan(value):
        return "–"
    return f"{QLocale().toString(100 * value, 'f', 1)} %" if is_share(name) else QLocale().toString(value, "g", 4)


def best_text(metrics: Mapping[str, float], unknown: str = "–") -> str:
    """The key metric of a run with its short name, such as "96.0 %", "mAP 91.0 %" or "RMSE 3.2"."""
    name = metric_of(metrics)
    short = "" if name == "accuracy" else f"{say(METRICS[name].short)} "  # a share that is right needs no name
    return f"{short}{value_text(name, metrics[f'val_{name}'])}" if f"val_{name}" in metrics else unknown


def interval_text(share: float | None, n: int) -> str:
    """The 95 % interval of a share of `n` images, such as "92.7–97.5 %"."""
    if share is None or n < 1:
        return ""
    low, high = (QLocale().toString(100 * end, "f", 1) for end in wilson_interval(round(share * n), n))
    return f"{low}–{high} %"
