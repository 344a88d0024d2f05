"""A CSV or TSV file as rows of text, whichever program wrote it."""

import codecs
import csv
import io
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.errors import DataError
from tlstudio.engine.sentences import Sentence, sentence, together
from tlstudio.engine.storage import read_bytes

DELIMITERS = {
    ",": sentence("commas"),
    ";": sentence("semicolons"),
    "\t": sentence("tabs"),
    "|": sentence("vertical bars"),
}
SAMPLE = 100  # rows that the delimiter is judged by


@dataclass(frozen=True, slots=True)
class Line:
    """A row that is not empty; `number` counts the lines of the file from 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    path: Path
    columns: tuple[str, ...]
    lines: tuple[Line, ...]  # of as many cells as there are columns
    uneven: tuple[Line, ...]  # of more or fewer
    delimiter: str
    note: str  # a sentence, where the encoding had to be guessed

    def cells(self, column: str) -> list[str]:
        place = self.columns.index(column)
        return [line.cells[place] for line in self.lines]


def read_table(path: Path) -> Table:
    """The rows of a table with a header. Raises DataError with the line that is wrong, or StorageError."""
    text, note = _decoded(read_bytes(path, "table"), path)
    delimiter = _delimiter(text, path)
    header, *lines = _lines(text, delimiter, path)
    columns = _columns(header, path)
    trimmed = [Line(line.number, _trimmed(line.cells, len(columns))) for line in lines]
    even = tuple(line for line in trimmed if len(line.cells) == len(columns))
    uneven = tuple(line for line in trimmed if len(line.cells) != len(columns))
    if not even:
        raise DataError(_no_rows(path, uneven, columns, delimiter))
    return Table(path, columns, even, uneven, delimiter, note)


def is_sample_name(text: str) -> bool:
    """Whether it looks like the name of a file that is a sample of some kind, or is taken for one."""
    suffix = PurePosixPath(text.replace("\\", "/")).suffix.lower()
    return any(suffix in modality.all_endings for modality in MODALITIES.values())


def number_of(text: str, delimiter: str) -> float | None:
    """A number as people write it, or None; "3,5" is one where commas do not part the cells."""
    text = text.replace("\u00a0", "").replace("\u2212", "-").strip()
    if delimiter != ",":
        has_points = "." in text and text.rfind(",") > text.rfind(".")  # 1.234,5
        text = (text.replace(".", "") if has_points else text).replace(",", ".")
    try:
        return None if "_" in text else float(text)
    except ValueError:
        return None


def _no_rows(path: Path, uneven: Sequence[Line], columns: Sequence[str], delimiter: str) -> Sentence:
    if not uneven:
        return sentence("{name}, line 1: there is no row below the header. Add one for each image.", name=path.name)
    return sentence(
        "{name}, line {number}: the header is separated with {delimiters} into {count} columns, but "
        "no row is. Use the same mark in every line.",
        name=path.name,
        number=uneven[0].number,
        delimiters=DELIMITERS[delimiter],
        count=len(columns),
    )


def _decoded(data: bytes, path: Path) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16"), ""
        except UnicodeDecodeError as error:
            raise DataError("{name} is cut off or damaged. Save it again as UTF-8.", name=path.name) from error
    if b"\0" in data:
        raise DataError("{name} is not a table of text. Save it as CSV, in UTF-8.", name=path.name)
    try:
        return data.decode("utf-8-sig"), ""
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        note = sentence(
            "{name} is not in UTF-8 (line {line}), so it was read as Windows-1252. Check names with accents.",
            name=path.name,
            line=line,
        )
        return data.decode("cp1252", "replace"), note


def _delimiter(text: str, path: Path) -> str:
    """What parts the cells: the header must have two or more, and most rows as many as it has."""
    fits = {delimiter: _fit(text, delimiter) for delimiter in DELIMITERS}
    best = max(fits, key=fits.__getitem__)
    if fits[best] > (0.0, 1):
        return best
    if not text.strip():
        raise DataError("{name} is empty. It needs a header and a row for each image.", name=path.name)
    raise DataError(
        "{name}, line 1: there is only one column. Separate the columns with {delimiters}.",
        name=path.name,
        delimiters=together(DELIMITERS.values(), ", "),
    )


def _fit(text: str, delimiter: str) -> tuple[float, int]:
    """Share of the first rows that have as many cells as the header, and that many; nothing for a single column."""
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        rows = [len(cells) for _, cells in zip(range(SAMPLE), reader, strict=False) if any(cells)]
    except csv.Error:
        return 0.0, 0
    if not rows or rows[0] < 2:
        return 0.0, 0
    return sum(cells == rows[0] for cells in rows) / len(rows), rows[0]


def _lines(text: str, delimiter: str, path: Path) -> list[Line]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines, before = [], 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append(Line(before + 1, tuple(unicodedata.normalize("NFC", cell.strip()) for cell in cells)))
            before = reader.line_num
    except csv.Error as error:
        raise DataError(
            "{name}, line {before}: a quotation mark is not closed, or stands in a wrong place.",
            name=path.name,
            before=before + 1,
        ) from error
    return lines


def _columns(header: Line, path: Path) -> tuple[str, ...]:
    names = tuple(
        name or sentence("column {number}", number=number)
        for number, name in enumerate(_trimmed(header.cells, 2), start=1)
    )
    where = sentence("{name}, line {number}", name=path.name, number=header.number)
    if any(map(is_sample_name, names)):
        raise DataError(
            "{where}: there is no header. Add a first line that names the columns, such as path,label.",
            where=where,
        )
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise DataError("{where}: two columns are called {twice!r}. Rename one of them.", where=where, twice=twice)
    return names


def _trimmed(cells: Sequence[str], at_least: int) -> tuple[str, ...]:
    """Without the empty cells that some programs add at the end of a row."""
    kept = list(cells)
    while len(kept) > at_least and not kept[-1]:
        kept.pop()
    return tuple(kept)
