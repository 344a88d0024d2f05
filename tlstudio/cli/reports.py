"""Evaluations as tables for a person."""

from collections.abc import Callable, Mapping

from tlstudio.cli.output import count, percent, print_table, say
from tlstudio.engine.project import Task
from tlstudio.engine.tasks.report import Interval, Report


def show_report(report: Report) -> None:
    """Print what was found, the metrics of the task first."""
    _SHOWN[report.task.info.name](report)
    for item in report.unreadable:
        say(f"could not be read: {item.path}: {item.reason}")


def _show_classes(report: Report) -> None:
    accuracy = report.metrics["accuracy"]
    say(
        f"accuracy {percent(accuracy.value)} on {count(report.n, 'image')}, "
        f"95 % interval {_shares(accuracy.interval)}, loss {report.loss:.4f}"
    )
    _print_scores("class", report, {"precision": "precision", "recall": "recall", "f1": "F1"})
    assert report.confusion is not None, "classes have a confusion matrix"
    rows = zip(report.names, report.confusion.tolist(), strict=True)
    print_table(["true \\ predicted", *report.names], [[name, *map(str, row)] for name, row in rows], report.names)


def _show_labels(report: Report) -> None:
    macro_f1, precision = report.metrics["macro_f1"], report.metrics["map"]
    say(
        f"macro F1 {percent(macro_f1.value)} ({_shares(macro_f1.interval)}), "
        f"mAP {percent(precision.value)} ({_shares(precision.interval)}) on {count(report.n, 'image')}, "
        f"loss {report.loss:.4f}; intervals 95 %, bootstrap"
    )
    titles = {"precision": "precision", "recall": "recall", "f1": "F1", "average_precision": "AP"}
    _print_scores("label", report, titles)


def _show_numbers(report: Report) -> None:
    mae, rmse, r2 = (report.metrics[name] for name in ("mae", "rmse", "r2"))
    say(
        f"MAE {mae.value:.4g} ({_numbers(mae.interval)}), RMSE {rmse.value:.4g} "
        f"({_numbers(rmse.interval)}), R² {r2.value:.3f} ({_numbers(r2.interval)}) "
        f"on {count(report.n, 'image')}; intervals 95 %, bootstrap"
    )
    scores = report.by_output.items()
    rows = [[name, f"{one['mae']:.4g}", f"{one['rmse']:.4g}", f"{one['r2']:.3f}"] for name, one in scores]
    print_table(["number", "MAE", "RMSE", "R²"], rows, ["MAE", "RMSE", "R²"])


def _print_scores(noun: str, report: Report, titles: Mapping[str, str]) -> None:
    """A row for each class or label: shares of 1 by their titles, and its number of images."""
    columns = [*titles.values(), "images"]
    scores = report.by_output.items()
    rows = [[name, *(percent(one[key]) for key in titles), f"{one['n']:,}"] for name, one in scores]
    print_table([noun, *columns], rows, columns)


def _shares(interval: Interval) -> str:
    return f"{100 * interval[0]:.1f}–{100 * interval[1]:.1f}"


def _numbers(interval: Interval) -> str:
    return f"{interval[0]:.3g} to {interval[1]:.3g}"


_SHOWN: Mapping[Task, Callable[[Report], None]] = {
    "single_label": _show_classes,
    "multi_label": _show_labels,
    "regression": _show_numbers,
}
