"""Evaluations as tables for a person."""

import math

from tlstudio.cli.output import count, percent, print_table, say
from tlstudio.engine.evaluation.report import Report
from tlstudio.engine.evaluation.target_report import AnyReport, Interval, LabelReport, NumberReport


def show_report(report: AnyReport) -> None:
    """Print what was found, the metrics of the task first."""
    if isinstance(report, Report):
        _show_classes(report)
    elif isinstance(report, LabelReport):
        _show_labels(report)
    else:
        _show_numbers(report)
    for item in report.unreadable:
        say(f"could not be read: {item.path}: {item.reason}")


def _show_classes(report: Report) -> None:
    low, high = report.accuracy_interval
    say(
        f"accuracy {percent(report.accuracy)} on {count(report.n, 'image')}, "
        f"95 % interval {100 * low:.1f}–{100 * high:.1f}, loss {report.loss:.4f}"
    )
    print_table(
        ["class", "precision", "recall", "F1", "images"],
        [
            [name, percent(one.precision), percent(one.recall), percent(one.f1), f"{one.n:,}"]
            for name, one in report.per_class.items()
        ],
        ["precision", "recall", "F1", "images"],
    )
    print_table(
        ["true \\ predicted", *report.classes],
        [[name, *map(str, row)] for name, row in zip(report.classes, report.confusion, strict=True)],
        report.classes,
    )


def _show_labels(report: LabelReport) -> None:
    say(
        f"macro F1 {percent(report.macro_f1)} ({_shares(report.macro_f1_interval)}), "
        f"mAP {percent(report.map)} ({_shares(report.map_interval)}) on {count(report.n, 'image')}, "
        f"loss {report.loss:.4f}; intervals 95 %, bootstrap"
    )
    columns = ["precision", "recall", "F1", "AP", "images"]
    rows = [
        [name, *map(percent, (one.precision, one.recall, one.f1, one.average_precision)), f"{one.n:,}"]
        for name, one in report.per_label.items()
    ]
    print_table(["label", *columns], rows, columns)


def _show_numbers(report: NumberReport) -> None:
    say(
        f"MAE {report.mae:.4g} ({_numbers(report.mae_interval)}), RMSE {report.rmse:.4g} "
        f"({_numbers(report.rmse_interval)}), {_r2(report)} "
        f"on {count(report.n, 'image')}; intervals 95 %, bootstrap"
    )
    rows = [
        [name, f"{one.mae:.4g}", f"{one.rmse:.4g}", _share_of_variance(one.r2)]
        for name, one in report.per_output.items()
    ]
    print_table(["number", "MAE", "RMSE", "R²"], rows, ["MAE", "RMSE", "R²"])


def _r2(report: NumberReport) -> str:
    if math.isnan(report.r2):
        return "no R², as the numbers do not vary,"
    return f"R² {report.r2:.3f} ({_numbers(report.r2_interval)})"


def _share_of_variance(r2: float) -> str:
    return "–" if math.isnan(r2) else f"{r2:.3f}"


def _shares(interval: Interval) -> str:
    return f"{100 * interval[0]:.1f}–{100 * interval[1]:.1f}"


def _numbers(interval: Interval) -> str:
    return f"{interval[0]:.3g} to {interval[1]:.3g}"
