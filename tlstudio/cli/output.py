"""What the command line prints: results on standard output, everything else on standard error."""

import json
import sys
from collections.abc import Sequence

import typer
from rich.console import Console
from rich.table import Table

from tlstudio.engine import codec

FORCE = typer.Option(False, "--force", help="Replace the CSV file that is there.")
FAILED, BAD_INPUT, INTERRUPTED = 1, 2, 130  # exit statuses; 0 is done

console = Console(soft_wrap=True, highlight=False)
errors = Console(stderr=True, soft_wrap=True, highlight=False)


def say(text: str) -> None:
    """A line of the result."""
    console.print(text, markup=False)


def tell(text: str) -> None:
    """A line about the work, beside the result."""
    errors.print(text, markup=False)


def print_json(value: object) -> None:
    """The result as JSON; names that are not UTF-8 as escapes."""
    sys.stdout.write(json.dumps(codec.to_json(value), indent=2) + "\n")
    sys.stdout.flush()


def print_table(columns: Sequence[str], rows: Sequence[Sequence[str]], right: Sequence[str] = ()) -> None:
    """A table; `right` names the columns of figures."""
    table = Table(box=None, header_style="bold", pad_edge=False)
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else 200).print(table)


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"


def count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
