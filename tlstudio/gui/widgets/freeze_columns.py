"""The columns of the freeze tree, and which of them there is room for."""

from dataclasses import dataclass
from enum import IntEnum


class Column(IntEnum):
    PART = 0
    STATE = 1
    SEES = 2
    PARAMETERS = 3
    RATE = 4
    MOVED = 5


COLUMNS = len(Column)
NUMBERS = (Column.PARAMETERS, Column.RATE, Column.MOVED)  # aligned right


@dataclass(frozen=True, slots=True)
class Fit:
    """What of the columns is shown."""

    has_bars: bool  # beside how far parts moved
    has_sees_text: bool  # beside the square
    has_sees: bool


FITS = (Fit(True, True, True), Fit(False, True, True), Fit(False, False, True), Fit(False, False, False))


@dataclass(frozen=True, slots=True)
class Widths:
    """Of what may have to go, and of all the rest together with the least that a part's name needs; in px."""

    rest: int
    square: int
    sees_text: int
    bar: int


def widest_fit(room: int, widths: Widths, *, may_have_bars: bool) -> Fit:
    """The most that fits into `room` px: first the bars go, then the words of what parts see, then that column."""
    allowed = [fit for fit in FITS if may_have_bars or not fit.has_bars]
    return next((fit for fit in allowed if _needed(fit, widths) <= room), FITS[-1])


def _needed(fit: Fit, widths: Widths) -> int:
    extras = ((fit.has_bars, widths.bar), (fit.has_sees_text, widths.sees_text), (fit.has_sees, widths.square))
    return widths.rest + sum(px for is_shown, px in extras if is_shown)
