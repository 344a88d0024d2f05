"""Numbers as people read them: counts in millions, bytes in MB, times, shapes with crosses; digits by locale."""

import math

from PySide6.QtCore import QLocale

MILLION = 1_000_000
MINUTE, HOUR = 60.0, 3600.0
KILOBYTE, MEGABYTE, GIGABYTE = 1_000, 1_000_000, 1_000_000_000


def count(number: int) -> str:
    """All digits: "1,652,640"."""
    return QLocale().toString(number)


def number(value: float, *, digits: int = 3) -> str:
    """Up to three digits that say something: "0.1", "0.0042", "1"."""
    return QLocale().toString(value, "g", digits)


def fixed(value: float, decimals: int) -> str:
    """Always so many decimals: "3.0"."""
    return QLocale().toString(value, "f", decimals)


def short_count(number: int) -> tuple[str, str]:
    """Three digits and their unit: ("2.61", "M"), ("928", "")."""
    if number < MILLION:
        return count(number), ""
    return _three_digits(number / MILLION), "M"


def size(number_of_bytes: int) -> tuple[str, str]:
    """Three digits and their unit: ("20.9", "MB")."""
    for unit, name in ((GIGABYTE, "GB"), (MEGABYTE, "MB"), (KILOBYTE, "KB")):
        if number_of_bytes >= unit:
            return _three_digits(number_of_bytes / unit), name
    return count(number_of_bytes), "B"


def duration(seconds: float) -> tuple[str, str]:
    """One to three digits and their unit: ("4.2", "ms"), ("190", "ms"), ("3", "s"), ("28", "min")."""
    for unit, name in ((HOUR, "h"), (MINUTE, "min"), (1.0, "s")):
        if seconds >= 0.995 * unit:
            return _two_digits(seconds / unit), name
    return _two_digits(seconds * 1000), "ms"


def rate(per_second: float) -> str:
    """Without its unit; slow ones with a decimal: "96", "4.2"."""
    return fixed(per_second, 0 if per_second >= 10 else 1)


def times(factor: float) -> str:
    """Two digits: "1.6×", "12×"."""
    return f"{_two_digits(factor)}×"


def percent(share: float) -> str:
    """A share of 1: "74 %"; small ones with a decimal, "0.1 %"."""
    decimals = 1 if 0 < share < 0.0995 or 0.995 <= share < 0.9995 else 0
    return f"{fixed(100.0 * share, decimals)} %"


def percent_digits(share: float) -> str:
    """A share of 1 in per cent with one decimal, without the sign: "74.2"."""
    return fixed(100.0 * share, 1)


def whole_percent(share: float) -> str:
    """Without its sign, for narrow places; what is neither none nor all is never written as "0" or "100"."""
    if 0 < share < 0.005:
        return "<1"
    if 0.995 <= share < 1:
        return ">99"
    return QLocale().toString(round(share * 100))


def joined(parts: tuple[str, str]) -> str:
    """A number and its unit in one text."""
    return " ".join(part for part in parts if part)


def shape_text(shape: tuple[int, ...]) -> str:
    """ "192 × 7 × 7"."""
    return " × ".join(str(side) for side in shape)


def _three_digits(number: float) -> str:
    decimals = 2 if number < 10 else 1 if number < 100 else 0
    return fixed(number, decimals)


def _two_digits(number: float) -> str:
    is_small = number < 9.95 and round(number, 1) != round(number)
    return fixed(number, 1 if is_small else 0)


NICE = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)


def ticks(low: float, high: float, wanted: int = 4) -> tuple[float, ...]:
    """Round numbers that enclose `low` to `high` in about `wanted` equal steps."""
    step = nice_step((high - low) / wanted)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return tuple(round(number * step, 12) for number in range(first, max(last, first + 1) + 1))


def epoch_ticks(total: float, wanted: int = 10) -> tuple[int, ...]:
    step = max(1, math.ceil(nice_step(total / wanted)))
    return tuple(range(0, math.floor(total) + 1, step))


def nice_step(least: float) -> float:
    """The smallest round number of at least `least`."""
    power = 10.0 ** math.floor(math.log10(max(least, 1e-9)))
    return next(nice * power for nice in NICE if nice * power >= least * (1 - 1e-9))
