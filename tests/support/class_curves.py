"""Curves of made-up runs that know more than one number of each class."""

from collections.abc import Sequence
from dataclasses import replace

from tests.support.curves import epoch, started
from tlstudio.gui.curves.run_curves import RunCurves

NAMES = tuple("abcdefghijklmno")


def run_of_classes(*rows: Sequence[float | None]) -> RunCurves:
    """An epoch for each row, which holds the recall of classes "a", "b", …"""
    made = RunCurves()
    made.feed([replace(started(), classes=NAMES[: len(rows[0])])])
    made.feed([replace(epoch(n, 4 * n), per_class=tuple(row)) for n, row in enumerate(rows, start=1)])
    return made


def run_of_numbers(*errors: float) -> RunCurves:
    """One epoch with the errors of numbers "red" and "green"."""
    made = RunCurves()
    told = replace(epoch(1, 4), val_accuracy=None, metrics={"mae": 2.0, "rmse": 2.0}, per_class=errors)
    made.feed([started(), told])
    return made
