"""`compare`: two runs beside each other."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from tlstudio.cli.output import print_json, print_table, say
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.cli.projects import JSON
from tlstudio.engine.runs.runs import open_run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.settings import brief

if TYPE_CHECKING:
    from tlstudio.engine.evaluation.comparison import Comparison


def compare(
    first: Path = typer.Argument(help="The folder of a run."),
    second: Path = typer.Argument(help="The folder of another run."),
    split: SplitName = typer.Option("val", help="Which images to judge them on."),
    json: bool = JSON,
) -> None:
    """Compare two runs: settings, metrics, confusion, and whether the difference is more than chance."""
    from tlstudio.engine.evaluation.comparison import compare_runs  # imports torch and scikit-learn

    with reporting() as reporter, interruptible() as interrupt:
        judging = reporter.callback("Judging images")
        found = compare_runs(open_run(first), open_run(second), split, progress=judging, should_stop=interrupt)
    if json:
        print_json(found.to_json())
    else:
        _show(found)


def _show(found: "Comparison") -> None:
    from tlstudio.engine.evaluation.comparison import metrics_of

    say(found.test.sentence)
    names = [str(run.folder) for run in found.runs]
    rows = [[key, *(brief(one[key]) for one in found.settings)] for key in found.keys]
    metrics = [metrics_of(report) for report in found.reports]
    rows += [[name, *(one.get(name, "–") for one in metrics)] for name in metrics[0]]
    print_table(["", *names], rows)
    report, change = found.reports[0], found.confusion_difference
    if change is not None:
        classes = report.names
        say("Images, the second run less the first:")
        rows = zip(classes, change.tolist(), strict=True)
        cells = [[name, *(f"{count:+d}" if count else "·" for count in row)] for name, row in rows]
        print_table(["true \\ predicted", *classes], cells, classes)


COMMANDS = (compare,)
