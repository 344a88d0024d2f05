"""Rows become images with answers; what is wrong with the others is said with its line."""

import unicodedata
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.read import read_index
from tlstudio.engine.data.split.groups import group_numbers
from tlstudio.engine.data.split.split import split
from tlstudio.engine.data.tables.columns import describe_table
from tlstudio.engine.errors import DataError, ProjectError
from tlstudio.engine.project import DataSpec, Task


@pytest.fixture
def images(tmp_path: Path) -> Path:
    folder = tmp_path / "images"
    (folder / "more").mkdir(parents=True)
    for name in ("a.png", "b.png", "c.png", "more/d.png"):
        Image.new("RGB", (4, 4)).save(folder / name)
    (folder / "bad.png").write_bytes(b"")
    return folder


def read(images: Path, text: str, task: Task, **choices: object) -> Index:
    table = images.parent / "t.csv"
    table.write_text(text, encoding="utf-8")
    return read_index(DataSpec(str(images), table=str(table), **choices), task)  # pyright: ignore[reportArgumentType]


def test_one_column_of_text_gives_classes(images: Path) -> None:
    index = read(images, "path,kind\na.png,x\nmore/d.png,y\nb.png,x\n", "single_label")
    assert (index.paths, index.class_names) == (("a.png", "b.png", "more/d.png"), ("x", "y"))
    assert (index.labels.tolist(), index.targets, index.task) == ([0, 0, 1], None, "single_label")
    assert index.counts() == {"x": 2, "y": 1}


def test_marked_labels_become_columns(images: Path) -> None:
    index = read(images, "path,tags\na.png,x | y\nb.png,y|y|\n", "multi_label", label_mark="|")
    assert index.class_names == ("x", "y")
    assert index.targets is not None
    assert index.targets.tolist() == [[1, 1], [0, 1]]
    assert index.counts() == {"x": 1, "y": 2}


def test_a_column_for_each_label_holds_0_and_1(images: Path) -> None:
    index = read(images, "path,sun,rain\na.png,1,0\nb.png,0,0\nc.png,2,1\n", "multi_label")
    assert index.targets is not None
    assert index.targets.tolist() == [[1, 0], [0, 0]]
    assert index.excluded[0].reason == "line 4: 'sun' says neither yes nor no, as 1 and 0, TRUE and FALSE do: '2'"


def test_numbers_stay_in_their_units(images: Path) -> None:
    index = read(images, "path;age;size\na.png;3,5;1000\nb.png;-1;2\n", "regression")
    assert index.targets is not None
    assert index.targets.dtype == np.float32
    assert (index.class_names, index.targets.tolist()) == (("age", "size"), [[3.5, 1000], [-1, 2]])


def test_bad_rows_are_named_with_their_lines_and_the_good_ones_used(images: Path) -> None:
    rows = "a.png,1\nb.png,2\nz.png,3\na.png,1\nb.png,9\nbad.png,4\nc.png,\nmore/d.png,x\n../t.csv,1\n,7\n"
    index = read(images, f"path,age\n{rows}c.png,inf\nc.png\n", "regression")
    assert index.paths == ("a.png", "b.png")
    assert {image.reason.partition(":")[0]: image.reason.partition(": ")[2] for image in index.excluded} == {
        "line 4": "the file is missing",
        "line 5": "the same image as in line 2",
        "line 6": "the same image as in line 3, with another answer",
        "line 7": "an empty file",
        "line 8": "'age' is empty",
        "line 9": "'age' is no number: 'x'",
        "line 10": "it is outside of the image folder",
        "line 11": "it names no image",
        "line 12": "'age' is not a finite number: 'inf'",
        "line 13": "it has 1 cell, the header has 2",
    }
    assert index.found == len(index.paths) + len(index.excluded) == 12


def test_paths_may_be_spelt_as_on_another_system(images: Path) -> None:
    Image.new("RGB", (4, 4)).save(images / unicodedata.normalize("NFD", "é.png"))
    index = read(images, f"path,x\nmore\\d.png,1\né.png,2\n{images / 'a.png'},3\n", "regression")
    assert len(index.paths) == 3
    assert {"a.png", "more/d.png"} < set(index.paths)


def test_what_was_left_out_by_hand_stays_out(images: Path) -> None:
    index = read(images, "path,x\na.png,1\nb.png,2\nmore/d.png,3\n", "regression", excluded=("more",))
    assert [(image.path, image.reason) for image in index.excluded] == [("more/d.png", "left out by hand")]


@pytest.mark.parametrize(
    ("text", "choices", "sentence"),
    [
        ("path,x\nz.png,1\ny.png,2\n", {}, r"None of the 2 rows of t\.csv can be used .* y\.png, line 3: the file"),
        ("path,x\na.png,1\nb.png,2\n", {"target_columns": ("y",)}, r"line 1: there is no column 'y'.* There are: path"),
    ],
)
def test_a_table_that_cannot_be_used_is_a_sentence(
    images: Path, text: str, choices: dict[str, object], sentence: str
) -> None:
    with pytest.raises(DataError, match=sentence):
        read(images, text, "regression", **choices)


def test_classes_need_one_column_and_two_names(images: Path) -> None:
    with pytest.raises(DataError, match="stands in one column, not in x, y"):
        read(images, "path,x,y\na.png,1,2\n", "single_label", target_columns=("x", "y"))
    with pytest.raises(DataError, match="only the class 'x'"):
        read(images, "path,kind\na.png,x\nb.png,x\n", "single_label")


def test_a_mark_is_one_character() -> None:
    with pytest.raises(ProjectError, match="label_mark: '; ' is not one character"):
        DataSpec(label_mark="; ")


PARTED = "path,kind,split,patient\na.png,x,train,1\nb.png,y,Train,2\nc.png,x,valid,1\nmore/d.png,y,{},\n"


def test_a_column_of_the_table_says_the_parts(images: Path) -> None:
    index = read(images, PARTED.format("testing"), "single_label", split_column="split")
    assert index.given_split == ("train", "train", "val", "test")
    parts = split(index, DataSpec(split_column="split"))
    assert [rows.tolist() for rows in (parts.train, parts.val, parts.test)] == [[0, 1], [2], [3]]


def test_a_wrong_part_is_said_with_its_line(images: Path) -> None:
    index = read(images, PARTED.format("trian"), "single_label", split_column="split")
    assert index.excluded[0].reason == "line 5: 'split' is none of train, val and test: 'trian'"


def test_a_column_of_parts_is_found_and_not_learnt(images: Path) -> None:
    table = images.parent / "t.csv"
    table.write_text(PARTED.format("test"), encoding="utf-8")
    facts = describe_table(table)
    assert (facts.split_column, facts.target_columns) == ("split", ("kind",))


def test_rows_of_a_column_stay_together_and_empty_ones_stand_alone(images: Path) -> None:
    data = DataSpec(str(images), table=str(images.parent / "t.csv"), groups="column", group_column="patient")
    read(images, PARTED.format(""), "single_label")
    numbers = group_numbers(read_samples(data), data)
    assert numbers is not None
    assert numbers.tolist() == [0, 1, 0, 2]


def test_a_column_of_groups_that_is_not_there_is_said(images: Path) -> None:
    read(images, PARTED.format(""), "single_label")
    data = DataSpec(str(images), table=str(images.parent / "t.csv"), groups="column")
    with pytest.raises(DataError, match=r"name one of its columns in data.group_column"):
        split(read_samples(data), data)
    with pytest.raises(DataError, match=r"line 1: there is no column 'patent'.*'patient'"):
        read_samples(replace(data, group_column="patent"))
