"""What a table seems to hold: which column names the images, what is to be learnt from the others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import SPLIT_FOLDERS
from tlstudio.engine.data.tables.table import Table, is_sample_name, number_of, read_table
from tlstudio.engine.errors import DataError, did_you_mean
from tlstudio.engine.project import DataSpec, Task

Kind = Literal["path", "text", "labels", "number", "empty"]
MARKS = (";", "|")  # between the labels of one image
LABEL_NAMES = frozenset({"label", "labels", "class", "classes", "category", "categories", "tag", "tags"})
ID_NAMES = frozenset({"id", "index", "no", "nr", "row", "column 1"})
SPLIT_NAMES = frozenset({"split", "subset", "set", "part", "partition"})
PATH_NAMES = ("path", "file", "filename", "file_name", "image", "image_path", "img", "name")
MOSTLY = 0.8  # share of a column's cells that decide its kind
SHOWN = 20  # rows for a person to look at


@dataclass(frozen=True, slots=True)
class TableFacts:
    columns: tuple[str, ...]
    kinds: tuple[Kind, ...]  # of each column
    path_column: str
    target_columns: tuple[str, ...]
    task: Task
    label_mark: str
    split_column: str  # that says train, val or test of each row; "" if there is none
    first: tuple[tuple[str, ...], ...]  # rows as they stand in the file
    rows: int
    note: str  # a sentence, where the encoding had to be guessed


def describe_table(path: Path) -> TableFacts:
    """What the table seems to be for, by its content alone. Raises DataError or StorageError."""
    return facts_of(read_table(path))


def facts_of(table: Table, path_column: str = "", other: Sequence[str] = ()) -> TableFacts:
    """As `describe_table`, with the column of paths found where none is named; `other` columns are not learnt.

    Raises DataError.
    """
    kinds: dict[str, Kind] = {column: _kind(table.cells(column), table.delimiter) for column in table.columns}
    path_column = path_column or _path_column(table, kinds)
    split_column = next((column for column in table.columns if _says_parts(table, column)), "")
    known = {path_column, split_column, *other}
    targets, task = _targets(table, {column: kind for column, kind in kinds.items() if column not in known})
    if not targets:
        raise DataError(
            "{name} has no column of labels or numbers beside {path_column!r}. Add one.",
            name=table.path.name,
            path_column=path_column,
        )
    return TableFacts(
        columns=table.columns,
        kinds=tuple(kinds.values()),
        path_column=path_column,
        target_columns=targets,
        task=task,
        label_mark=_mark([cell for column in targets for cell in table.cells(column)]) or MARKS[0],
        split_column=split_column,
        first=tuple(line.cells for line in table.lines[:SHOWN]),
        rows=len(table.lines) + len(table.uneven),
        note=table.note,
    )


def with_table(data: DataSpec, facts: TableFacts, path: Path) -> DataSpec:
    """The data read by that table, as it seems to be meant."""
    return replace(
        data,
        table=str(path),
        path_column=facts.path_column,
        target_columns=facts.target_columns,
        label_mark=facts.label_mark,
        split_column=facts.split_column,
    )


def task_of(facts: TableFacts, columns: Sequence[str]) -> Task:
    """What these columns of the table can be learnt as."""
    kinds = {facts.kinds[facts.columns.index(column)] for column in columns}
    if len(columns) == 1 and kinds <= {"text", "path"}:
        return "single_label"
    return "multi_label" if "labels" in kinds else "regression"


def check_columns(table: Table, names: Sequence[str]) -> None:
    """Raises DataError for a column that the table does not have."""
    for name in names:
        if name not in table.columns:
            raise DataError(
                "{table}, line 1: there is no column {name!r}{hint}. There are: {columns}.",
                table=table.path.name,
                name=name,
                hint=did_you_mean(name, table.columns),
                columns=", ".join(table.columns),
            )


def ranges(index: Index) -> dict[str, dict[str, float]]:
    """Least, mean and most of each number of the images."""
    assert index.targets is not None
    columns = zip(index.class_names, index.targets.T.astype(float), strict=True)
    return {
        name: {"min": float(column.min()), "mean": float(column.mean()), "max": float(column.max())}
        for name, column in columns
    }


def _kind(cells: Sequence[str], delimiter: str) -> Kind:
    filled = [cell for cell in cells if cell]
    if not filled:
        return "empty"
    if _share([is_sample_name(cell) for cell in filled]) >= MOSTLY:
        return "path"
    if _share([number_of(cell, delimiter) is not None for cell in filled]) >= MOSTLY:
        return "number"
    return "labels" if _mark(filled) else "text"


def _says_parts(table: Table, column: str) -> bool:
    """Whether the column is called like a split and mostly holds the words of one."""
    if column.lower() not in SPLIT_NAMES:
        return False
    return _share([cell.lower() in SPLIT_FOLDERS for cell in table.cells(column)]) >= MOSTLY


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


def _mark(cells: Sequence[str]) -> str:
    counts = {mark: sum(mark in cell for cell in cells) for mark in MARKS}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def _path_column(table: Table, kinds: dict[str, Kind]) -> str:
    found = [column for column, kind in kinds.items() if kind == "path"]
    if not found:
        raise DataError(
            "{name}, line 1: none of the columns {columns} holds names of images. Name their files with "
            "their endings, such as a.jpg.",
            name=table.path.name,
            columns=", ".join(table.columns),
        )
    return min(found, key=lambda name: PATH_NAMES.index(name.lower()) if name.lower() in PATH_NAMES else 99)


def _targets(table: Table, kinds: dict[str, Kind]) -> tuple[tuple[str, ...], Task]:
    """Text that comes again is a class; numbers are numbers, unless their column is called a label."""
    several = [column for column, kind in kinds.items() if kind == "labels"]
    if several:
        return (_best_named(several),), "multi_label"
    named = [column for column, kind in kinds.items() if column.lower() in LABEL_NAMES and kind in ("text", "number")]
    classes = [column for column, kind in kinds.items() if kind == "text" and _comes_again(table.cells(column))]
    if named or classes:
        return (_best_named([*named, *classes]),), "single_label"
    numbers = [column for column, kind in kinds.items() if kind == "number" and column.lower() not in ID_NAMES]
    if numbers:
        is_flags = len(numbers) > 1 and all(set(table.cells(column)) <= {"0", "1"} for column in numbers)
        return tuple(numbers), "multi_label" if is_flags else "regression"
    return tuple(column for column, kind in kinds.items() if kind == "text")[:1], "single_label"


def _best_named(columns: Sequence[str]) -> str:
    return next((column for column in columns if column.lower() in LABEL_NAMES), columns[0])


def _comes_again(cells: Sequence[str]) -> bool:
    return len(set(cells)) <= max(2, len(cells) // 2)
