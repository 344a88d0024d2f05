"""Tables as people and programs write them."""

from pathlib import Path

import pytest

from tlstudio.engine.data.tables.table import number_of, read_table
from tlstudio.engine.errors import DataError, StorageError


def written(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "t.csv"
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    table = read_table(written(tmp_path, "path,x,y\na.png,1,2\n".replace(",", delimiter)))
    assert (table.columns, table.delimiter) == (("path", "x", "y"), delimiter)
    assert [line.cells for line in table.lines] == [("a.png", "1", "2")]


def test_commas_and_semicolons_inside_of_cells_part_nothing(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, "path;weight\na.png;3,5\nb.png;2,5\n")).delimiter == ";"
    assert read_table(written(tmp_path, "path,tags\na.png,x;y\nb.png,y;z\n")).delimiter == ","


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_names_with_accents_are_read_whatever_the_encoding(tmp_path: Path, encoding: str) -> None:
    table = read_table(written(tmp_path, "path,größe\nä.png,1\n", encoding))
    assert table.columns == ("path", "größe")
    assert table.lines[0].cells == ("ä.png", "1")
    assert ("Windows-1252" in table.note) == (encoding == "cp1252")


def test_names_that_look_alike_are_spelt_alike(tmp_path: Path) -> None:
    assert read_table(written(tmp_path, "path,cafe\u0301\na.png,1\n")).columns[1] == "caf\u00e9"


def test_lines_are_counted_as_in_an_editor(tmp_path: Path) -> None:
    table = read_table(written(tmp_path, 'path,note\n\na.png,"two\nlines"\nb.png,\nc.png,1,2\n'))
    assert [line.number for line in table.lines] == [3, 5]
    assert [line.number for line in table.uneven] == [6]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "is empty"),
        ("path\na.png\n", r"line 1: there is only one column\. Separate"),
        ("path,x\n", r"line 1: there is no row below the header"),
        ("a.png,cat\nb.png,dog\n", r"line 1: there is no header"),
        ("path,x,x\na.png,1,2\n", r"line 1: two columns are called 'x'"),
        ("path,x\na.png;1\n", r"line 2: the header is separated with commas into 2 columns, but no row is"),
        ('path,x\na.png,1\nb.png,"2\n', r"line 3: a quotation mark is not closed"),
        ("path,x\0\na.png,1\n", "is not a table of text"),
    ],
)
def test_a_wrong_table_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    with pytest.raises(DataError, match=sentence):
        read_table(written(tmp_path, text))


def test_a_missing_table_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="There is no table at"):
        read_table(tmp_path / "t.csv")


@pytest.mark.parametrize(
    ("text", "delimiter", "number"),
    [
        ("3.5", ",", 3.5),
        ("3,5", ";", 3.5),
        ("1.234,5", ";", 1234.5),
        ("\u22122", ",", -2.0),
        ("3,5", ",", None),
        ("1_0", ",", None),
        ("x", ";", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, delimiter: str, number: float | None) -> None:
    assert number_of(text, delimiter) == number
