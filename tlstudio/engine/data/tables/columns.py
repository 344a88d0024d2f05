"""What a table seems to hold: which column names the images, what is to be learnt from the others."""

import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import SPLIT_FOLDERS
from tlstudio.engine.data.tables.table import Table, is_sample_name, number_of, read_table
from tlstudio.engine.errors import DataError, did_you_mean
from tlstudio.engine.project import DataSpec, Task
from tlstudio.engine.sentences import sentence, together

Kind = Literal["path", "text", "labels", "number", "empty"]
MARKS = (";", "|", ",")  # between the labels of one image
FLAGS = {  # what people write where each label has a column of its own; an empty cell says no
    **dict.fromkeys(("1", "true", "yes", "y", "x"), 1.0),
    **dict.fromkeys(("0", "false", "no", "n", ""), 0.0),
}
MOST_GRADES = 10  # different whole numbers that are taken for classes, if each comes again
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
    targets, task, note = _targets(table, {column: kind for column, kind in kinds.items() if column not in known})
    if task == "single_label" and targets and _has_several(table, path_column, targets[0]):
        task, note = (
            "multi_label",
            sentence("Some images have several rows: what {column!r} says in them counts together.", column=targets[0]),
        )
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
        note=together((table.note, note)),
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
    return "multi_label" if kinds & {"labels", "text"} else "regression"  # several columns of text are flags


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
    if _share([_is_number(cell, delimiter) for cell in filled]) >= MOSTLY:
        return "number"
    return "labels" if _mark(filled) else "text"


def _says_parts(table: Table, column: str) -> bool:
    """Whether the column is called like a split and mostly holds the words of one."""
    if column.lower() not in SPLIT_NAMES:
        return False
    return _share([cell.lower() in SPLIT_FOLDERS for cell in table.cells(column)]) >= MOSTLY


def _is_number(cell: str, delimiter: str) -> bool:
    """Whether a number is meant: 007, 1e3 and nan are names."""
    number = number_of(cell, delimiter)
    return number is not None and math.isfinite(number) and not re.fullmatch(r"0\d+|\d+[eE]\d+", cell)


def _is_flags(cells: Sequence[str]) -> bool:
    return any(cells) and all(cell.lower() in FLAGS for cell in cells)


def _is_grades(cells: Sequence[str]) -> bool:
    """Whether they are a few whole numbers that come again, as grades and numbered classes do."""
    filled = [cell for cell in cells if cell]
    counts = Counter(filled)
    return len(counts) <= MOST_GRADES and min(counts.values()) > 1 and all(cell.isdecimal() for cell in counts)


def _has_several(table: Table, path_column: str, target: str) -> bool:
    """Whether one path has rows of different classes."""
    classes: dict[str, set[str]] = {}
    for path, cell in zip(table.cells(path_column), table.cells(target), strict=True):
        classes.setdefault(path, set()).add(cell)
    return any(len(found - {""}) > 1 for found in classes.values())


def _share(answers: Sequence[bool]) -> float:
    return sum(answers) / len(answers)


def _mark(cells: Sequence[str]) -> str:
    counts = {mark: sum(mark in cell for cell in cells) for mark in MARKS}
    if counts[","] and not _are_combined(cells, ","):  # commas stand in sentences and names of places too
        counts[","] = 0
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] else ""


def _are_combined(cells: Sequence[str], mark: str) -> bool:
    """Whether the cells are made of fewer parts than there are cells that differ."""
    parts = {part.strip() for cell in cells for part in cell.split(mark)}
    return len(parts) < len(set(cells))


def _path_column(table: Table, kinds: dict[str, Kind]) -> str:
    found = [column for column, kind in kinds.items() if kind == "path"]
    found = found or [column for column in table.columns if _names_files(column, table.cells(column))]
    if not found:
        raise DataError(
            "{name}, line 1: none of the columns {columns} holds names of images. Name their files with "
            "their endings, such as a.jpg.",
            name=table.path.name,
            columns=", ".join(table.columns),
        )
    return min(found, key=lambda name: PATH_NAMES.index(name.lower()) if name.lower() in PATH_NAMES else 99)


def _names_files(column: str, cells: Sequence[str]) -> bool:
    """Whether the column is called as one of files, or of ids, and names each row otherwise."""
    words = re.split(r"[^a-z]+", column.lower())
    return len(set(cells)) == len(cells) and bool({*words} & {*PATH_NAMES, "id", "ids"})


def _targets(table: Table, kinds: dict[str, Kind]) -> tuple[tuple[str, ...], Task, str]:
    """Text that comes again is a class; numbers are numbers, unless they are grades or their column is called a label.

    Also a sentence where that was a guess, with what changes it.
    """
    flags = tuple(column for column in kinds if _is_flags(table.cells(column)))
    if len(flags) > 1:
        return (
            flags,
            "multi_label",
            sentence("Each of {columns} says of one label whether an image has it.", columns=", ".join(flags)),
        )
    several = [column for column, kind in kinds.items() if kind == "labels"]
    if several:
        return (_best_named(several),), "multi_label", ""
    named = [column for column, kind in kinds.items() if column.lower() in LABEL_NAMES and kind in ("text", "number")]
    classes = [column for column, kind in kinds.items() if kind == "text" and _comes_again(table.cells(column))]
    if named or classes:
        return (_best_named([*named, *classes]),), "single_label", ""
    numbers = [column for column, kind in kinds.items() if kind == "number" and column.lower() not in ID_NAMES]
    if len(numbers) == 1 and _is_grades(table.cells(numbers[0])):
        note = sentence(
            "{column!r} holds a few whole numbers: taken for classes. To learn numbers: objective.task=regression.",
            column=numbers[0],
        )
        return (numbers[0],), "single_label", note
    if numbers:
        return tuple(numbers), "regression", ""
    return tuple(column for column, kind in kinds.items() if kind == "text")[:1], "single_label", ""


def _best_named(columns: Sequence[str]) -> str:
    return next((column for column in columns if column.lower() in LABEL_NAMES), columns[0])


def _comes_again(cells: Sequence[str]) -> bool:
    return len(set(cells)) <= max(2, len(cells) // 2)
