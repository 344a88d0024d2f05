"""CSV files as others read them: names come out as themselves, columns have names of their own, nothing is replaced."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from tlstudio.engine.errors import StorageError

ENDINGS = (".csv", ".tsv", ".txt")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run such a cell


def guarded(text: str) -> str:
    """Text that no spreadsheet takes for a formula, at the price of being another text for everybody else."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def own_columns(fixed: Sequence[str], names: Iterable[str]) -> list[str]:
    """The names of columns: those of `fixed`, then the others, told apart from any that is there already."""
    columns = list(fixed)
    for name in names:
        free = name
        while free in columns:
            free = f"{free} (class)"
        columns.append(free)
    return columns


def check_target(path: Path, *, may_replace: bool) -> None:
    """Raise StorageError if the file would replace one that is to stay. Ask before the work, not after it."""
    if path.suffix.lower() not in ENDINGS:
        raise StorageError("{path} is no CSV file. Name one that ends in .csv.", path=path)
    if path.is_dir():
        raise StorageError(
            "{path} is a folder. Name a file in it, such as {example}.", path=path, example=path / "table.csv"
        )
    if path.exists() and not may_replace:
        raise StorageError("{path} is there already. Name another file, or replace it with --force.", path=path)
