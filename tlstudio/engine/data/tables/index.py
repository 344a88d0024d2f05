"""A table as an index: which samples its rows name, what each is to be answered with, what is wrong with the others."""

import math
import os
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

import numpy as np

from tlstudio.engine.data.content import reasons_by_content
from tlstudio.engine.data.excluded import Excluded, exclusions_of, words_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import SPLIT_FOLDERS, is_left_out
from tlstudio.engine.data.modality import Modality, modality_of
from tlstudio.engine.data.names import names_of
from tlstudio.engine.data.natural_order import natural_key
from tlstudio.engine.data.tables.columns import FLAGS, check_columns, facts_of
from tlstudio.engine.data.tables.table import Line, Table, number_of, read_table
from tlstudio.engine.data.walk import walk
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, Task
from tlstudio.engine.sentences import plural, sentence, together
from tlstudio.engine.tasks.info import TASKS

LARGEST = float(np.finfo(np.float32).max)

Answer = tuple[str | float, ...]  # labels, or numbers


@dataclass(frozen=True)
class _Reading:
    """How the cells of a row are understood."""

    table: Table
    folder: Path
    path_place: int
    targets: tuple[str, ...]
    task: Task
    mark: str
    split_column: str
    modality: Modality

    @cached_property
    def by_stem(self) -> dict[str, tuple[str, ...]]:
        """Files below the folder by their name without its ending: tables of ids name them so."""
        files = defaultdict[str, tuple[str, ...]](tuple)
        for path in walk(self.folder, self.modality, lambda: False).files:
            files[PurePosixPath(path).stem] += (path,)
        return dict(files)

    @property
    def has_flags(self) -> bool:
        """Whether each label has a column of its own, of 0 and 1."""
        return TASKS[self.task].has_labels and len(self.targets) > 1

    def answer(self, line: Line) -> Answer:
        """Raises _BadRow."""
        cells = [(name, line.cells[self.table.columns.index(name)]) for name in self.targets]
        if TASKS[self.task].has_one_class:
            return (_filled(*cells[0]),)
        if self.has_flags:
            return tuple(_flag(name, cell) for name, cell in cells)
        if TASKS[self.task].has_labels:
            return _labels(cells[0][1], self.mark)
        return tuple(_number(name, cell, self.table.delimiter) for name, cell in cells)

    def part(self, line: Line) -> str:
        """train, val or test, where the table says so. Raises _BadRow."""
        if not self.split_column:
            return ""
        cell = _filled(self.split_column, self.cell(line, self.split_column))
        part = SPLIT_FOLDERS.get(cell.lower())
        if part is None:
            raise _BadRow(
                sentence(
                    "{split_column!r} is none of train, val and test: {cell!r}",
                    split_column=self.split_column,
                    cell=cell[:40],
                )
            )
        return part

    def cell(self, line: Line, column: str) -> str:
        return line.cells[self.table.columns.index(column)]


class _BadRow(Exception):
    """A row that cannot be used; the message is a clause."""


def scan_table(
    data: DataSpec, task: Task, progress: Callable[[int, int], None], should_stop: Callable[[], bool]
) -> Index:
    """Read the files that the rows of `data.table` name, below `data.folder`; each once.

    Every row counts as found; what is wrong with one that is left out begins with its line.
    Raises DataError if the table cannot be understood or no two rows can be used, StorageError, and StudioError if
    `should_stop` says so.
    """
    reading = _reading(data, task)
    rows, excluded = _rows(reading, frozenset(data.excluded))
    paths = list(rows)
    states = np.zeros(len(paths), np.uint64)
    found = reasons_by_content(reading.folder, paths, states, modality_of(data.kind).problem, progress, should_stop)
    bad = {paths[number]: reason for number, reason in found.items()}
    excluded += [
        Excluded(path, sentence("line {number}: {reason}", number=rows[path][0].number, reason=reason))
        for path, reason in bad.items()
    ]
    used = {path: row for path, row in rows.items() if path not in bad}
    excluded.sort(key=lambda item: natural_key(item.path))
    _check_enough(reading, len(used), excluded)
    return _index(reading, used, excluded)


def check_rows(data: DataSpec, task: Task) -> tuple[int, list[Excluded]]:
    """How many rows are good as far as the table and the names of files say, and the others. Decodes nothing.

    Raises DataError or StorageError.
    """
    rows, excluded = _rows(_reading(data, task), frozenset(data.excluded))
    return len(rows), excluded


def column_keys(data: DataSpec, task: Task, paths: Sequence[str]) -> list[str]:
    """What the column of groups says of each path; "" for one that the table does not name.

    Raises DataError or StorageError.
    """
    reading = _reading(data, task)
    check_columns(reading.table, [data.group_column])
    rows, _ = _rows(reading, frozenset())
    return [reading.cell(rows[path][0], data.group_column) if path in rows else "" for path in paths]


def _reading(data: DataSpec, task: Task) -> _Reading:
    table = read_table(Path(data.table))
    check_columns(table, [name for name in (data.path_column, *data.target_columns, data.split_column) if name])
    known = data.path_column and data.target_columns
    facts = None if known else facts_of(table, data.path_column, other=(data.split_column, data.group_column))
    path_column = data.path_column or (facts.path_column if facts else "")
    targets = data.target_columns or (facts.target_columns if facts else ())
    if TASKS[task].has_one_class and len(targets) > 1:
        noun = modality_of(data.kind).noun
        raise DataError(
            "One class for each {noun} stands in one column, not in {targets}. Choose one.",
            noun=noun,
            targets=", ".join(targets),
        )
    place = table.columns.index(path_column)
    modality = modality_of(data.kind)
    return _Reading(table, Path(data.folder), place, targets, task, data.label_mark, data.split_column, modality)


def _rows(reading: _Reading, left_out: frozenset[str]) -> tuple[dict[str, tuple[Line, Answer]], list[Excluded]]:
    """The good rows by the path of their file, in natural order, and the others."""
    good: dict[str, tuple[Line, Answer]] = {}
    excluded: list[Excluded] = []
    for line in sorted((*reading.table.lines, *reading.table.uneven), key=lambda line: line.number):
        path = line.cells[reading.path_place] if reading.path_place < len(line.cells) else ""
        try:
            _check_even(line, reading.table)
            path = _found(path, reading)
            if is_left_out(path, left_out):
                excluded.append(Excluded(path, sentence("left out by hand")))
                continue
            answer = reading.answer(line)
            reading.part(line)
            known = good[path][1] if path in good else ()
            if known and TASKS[reading.task].has_labels and not reading.has_flags and not set(answer) <= set(known):
                answer = tuple(dict.fromkeys((*known, *answer)))  # a row for each label
            else:
                _check_new(path, answer, good, reading.modality.noun)
            good[path] = line, answer
        except _BadRow as problem:
            excluded.append(Excluded(path, sentence("line {number}: {problem}", number=line.number, problem=problem)))
    return dict(sorted(good.items(), key=lambda item: natural_key(item[0]))), excluded


def _check_even(line: Line, table: Table) -> None:
    cells, wanted = len(line.cells), len(table.columns)
    if cells != wanted:
        raise _BadRow(
            plural(
                cells,
                "it has {n} cell, the header has {wanted}",
                "it has {n} cells, the header has {wanted}",
                wanted=wanted,
            )
        )


def _check_new(path: str, answer: Answer, good: dict[str, tuple[Line, Answer]], noun: str) -> None:
    if path in good:
        line, known = good[path]
        also = "" if known == answer else sentence(", with another answer")
        raise _BadRow(sentence("the same {noun} as in line {number}{also}", noun=noun, number=line.number, also=also))


def _found(text: str, reading: _Reading) -> str:
    """The path below the folder, with slashes, spelt as on the disk. Raises _BadRow."""
    if not text:
        raise _BadRow(sentence("it names no {noun}", noun=reading.modality.noun))
    for spelling in _spellings(text):
        path = os.path.normpath(reading.folder / spelling)
        if "\0" not in spelling and os.path.lexists(path):
            return _below(Path(path), reading)
    fitting = reading.by_stem.get(text, ())
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        files = ", ".join(fitting[:3])
        raise _BadRow(sentence("{text!r} fits several files: {files}", text=text, files=files))
    raise _BadRow(sentence("the file is missing"))


def _spellings(text: str) -> Iterator[str]:
    """As it stands, with slashes, without quotes; a path of another computer by its end, the longest first."""
    bare = text.strip("\"'").replace("\\", "/")
    parts = PurePosixPath(bare).parts
    is_elsewhere = bare.startswith("/") or bare[1:2] == ":"
    tails = ["/".join(parts[start:]) for start in range(1, len(parts))] if is_elsewhere else []
    for name in dict.fromkeys((text, bare, *tails)):
        yield from dict.fromkeys((name, unicodedata.normalize("NFD", name)))


def _below(path: Path, reading: _Reading) -> str:
    """Names that lead out of the folder are not followed."""
    home = Path(os.path.normpath(reading.folder))
    if not path.is_relative_to(home) or path == home:
        raise _BadRow(sentence("it is outside of the {noun} folder", noun=reading.modality.noun))
    return PurePosixPath(path.relative_to(home)).as_posix()


def _filled(column: str, cell: str) -> str:
    if not cell:
        raise _BadRow(sentence("{column!r} is empty", column=column))
    return cell


def _labels(cell: str, mark: str) -> tuple[str, ...]:
    """An empty cell names none, which says something of every label."""
    return tuple(dict.fromkeys(label.strip() for label in cell.split(mark) if label.strip()))


def _number(column: str, cell: str, delimiter: str) -> float:
    number = number_of(_filled(column, cell), delimiter)
    if number is None:
        raise _BadRow(sentence("{column!r} is no number: {cell!r}", column=column, cell=cell[:40]))
    if not math.isfinite(number) or abs(number) > LARGEST:
        raise _BadRow(sentence("{column!r} is not a finite number: {cell!r}", column=column, cell=cell[:40]))
    return number


def _flag(column: str, cell: str) -> float:
    if cell.lower() not in FLAGS:
        no_flag = sentence(
            "{column!r} says neither yes nor no, as 1 and 0, TRUE and FALSE do: {cell!r}", column=column, cell=cell[:40]
        )
        raise _BadRow(no_flag)
    return FLAGS[cell.lower()]


def _check_enough(reading: _Reading, used: int, excluded: Sequence[Excluded]) -> None:
    if used > 1:
        return
    rows, first = used + len(excluded), excluded[0] if excluded else None
    why = sentence(" The first that cannot is {path}, {reason}.", path=first.path, reason=first.reason) if first else ""
    raise DataError(
        "{used} of the {rows:,} rows of {name} can be used with the {images} in {folder}; training needs more.{why}",
        used=sentence("One") if used else sentence("None"),
        rows=rows,
        name=reading.table.path.name,
        images=reading.modality.plural,
        folder=reading.folder,
        why=why,
    )


def _note(reading: _Reading, used: Mapping[str, Answer]) -> str:
    """What was read otherwise than it stands in the table."""
    unlabelled = sum(not answer for answer in used.values())
    if not unlabelled:
        return reading.table.note
    counted, column = reading.modality.count(unlabelled), reading.targets[0]
    none = sentence("{counted} with an empty cell in {column!r}: taken for no label.", counted=counted, column=column)
    return together((reading.table.note, none))


def _index(reading: _Reading, rows: dict[str, tuple[Line, Answer]], excluded: Sequence[Excluded]) -> Index:
    used = {path: answer for path, (_, answer) in rows.items()}
    names = _names(reading, used)
    place = {name: number for number, name in enumerate(names)}
    labels = np.zeros(len(used), np.int32)
    targets = None
    if TASKS[reading.task].has_one_class:
        labels = np.array([place[str(next(iter(answer)))] for answer in used.values()], np.int32)
    elif TASKS[reading.task].has_units or reading.has_flags:
        targets = np.array(list(used.values()), np.float32)
    else:
        targets = np.zeros((len(used), len(names)), np.float32)
        for row, answer in enumerate(used.values()):
            targets[row, [place[str(label)] for label in answer]] = 1
    return Index(
        folder=reading.folder,
        paths=names_of(used),
        labels=labels,
        class_names=names,
        given_split=words_of(reading.part(line) for line, _ in rows.values()) if reading.split_column else None,
        excluded=exclusions_of(excluded),
        found=len(used) + len(excluded),
        empty_classes=(),
        targets=targets,
        task=reading.task,
        note=_note(reading, used),
        columns=reading.table.columns,
        kind=reading.modality.kind,
    )


def _names(reading: _Reading, used: dict[str, Answer]) -> tuple[str, ...]:
    if TASKS[reading.task].has_units or reading.has_flags:
        return reading.targets
    names = tuple(sorted({str(label) for answer in used.values() for label in answer}, key=natural_key))
    if TASKS[reading.task].has_one_class and len(names) < 2:
        raise DataError(
            "{table} has only the class {name!r}; training needs two or more.",
            table=reading.table.path.name,
            name="".join(names),
        )
    return names
