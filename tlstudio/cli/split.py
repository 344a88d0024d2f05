"""`split`: how the images of a project are divided, class by class."""

from dataclasses import replace
from pathlib import Path

import typer

from tlstudio.cli.output import count, percent, print_json, print_table, say
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.cli.projects import JSON, SETTINGS, load_with
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.split.report import Leak, Short, SplitReport, SplitRow, split_report
from tlstudio.engine.data.split.split import split as divide

SHORT = {
    "empty": "has no usable image, so it is not trained",
    "no_train": "has no image to train on",
    "no_val": "has no validation image",
    "no_test": "has no test image",
    "fewer_than_folds": "is missing in the validation of some folds",
}


def split(
    project: Path = typer.Argument(help="A project file."), settings: list[str] = SETTINGS, json: bool = JSON
) -> None:
    """Show how the images are divided, what is short in it, and what a split by chance would leak."""
    spec = load_with(project, settings)
    with reporting() as reporter, interruptible() as interrupt:
        index = read_samples(spec.data, spec.objective.task, reporter.callback("Reading images"), interrupt)
    report = split_report(index, spec.data, divide(index, spec.data))
    if json:
        print_json(report)
    else:
        _print(report)


def _print(report: SplitReport) -> None:
    rows = [_cells(row) for row in (*report.rows, replace(report.total, name="all images"))]
    print_table([report.by, "train", "val", "test", "train share"], rows, ["train", "val", "test", "train share"])
    if report.folds:
        say(f"fold {report.fold} of {report.folds} validates, counted from 0")
    if report.is_given:
        say("the folders, or the table, say which image trains")
    for short in report.short:
        say(f"warning: {_short(short)}")
    _print_leaks(report)


def _cells(row: SplitRow) -> list[str]:
    share = percent(row.train / row.images if row.images else None)
    return [row.name, f"{row.train:,}", f"{row.val:,}", f"{row.test:,}", share]


def _short(short: Short) -> str:
    only = f": it has only {count(short.images, 'image')}" if short.images else ""
    return f"{short.name!r} {SHORT[short.kind]}{only}"


def _print_leaks(report: SplitReport) -> None:
    if report.grouping != "none":
        say(f"kept together ({report.grouping}): {count(report.grouped, 'image')} in {count(report.groups, 'group')}")
    if report.random_leak and report.random_leak.groups:
        say(f"a random split would put {_leak(report.random_leak)}")
    if report.leak.groups:
        say(f"warning: this split puts {_leak(report.leak)}")


def _leak(leak: Leak) -> str:
    return f"{leak.val:,} of them into validation and {leak.test:,} into test beside training images of their group"


COMMANDS = (split,)
