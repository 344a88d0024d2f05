"""The report counts every part by class, names what is short, and shows what a split by chance would leak."""

from dataclasses import replace
from pathlib import Path

import numpy as np

from tlstudio.engine.data.excluded import NOTHING_OUT, words_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.engine.data.split.report import Short, SplitReport, split_report
from tlstudio.engine.data.split.split import split
from tlstudio.engine.project import DataSpec


def _index(**counts: int) -> Index:
    labels = np.repeat(np.arange(len(counts)), list(counts.values()))
    paths = tuple(f"{name}/{number}.jpg" for name, count in counts.items() for number in range(count))
    return Index(Path("images"), names_of(paths), labels, tuple(counts), None, NOTHING_OUT, len(paths), ("empty",))


def _report(index: Index, spec: DataSpec) -> SplitReport:
    return split_report(index, spec, split(index, spec))


def test_rows_add_up_and_classes_with_too_few_images_are_named() -> None:
    report = _report(_index(a=100, b=20, c=2), DataSpec(val_share=0.2, test_share=0.1))
    assert [(row.name, row.train, row.val, row.test) for row in report.rows] == [
        ("a", 70, 20, 10),
        ("b", 14, 4, 2),
        ("c", 1, 1, 0),
    ]
    assert (report.total.train, report.total.val, report.total.test) == (85, 25, 12)
    assert report.short == (Short("empty", "empty", 0), Short("no_test", "c", 2))


def test_a_class_with_fewer_images_than_folds_is_named() -> None:
    report = _report(_index(a=50, b=3), DataSpec(folds=5, test_share=0.0))
    assert report.short[1:] == (Short("fewer_than_folds", "b", 3),)


def test_a_random_split_leaks_the_groups_of_a_column_and_a_group_split_keeps_them_together() -> None:
    index = replace(_index(a=60, b=60), groups={"column patient": np.arange(120) // 4})
    report = _report(index, DataSpec(table="t.csv", groups="column", group_column="patient"))
    assert (report.groups, report.grouped, report.leak.groups) == (30, 120, 0)
    assert report.random_leak is not None
    assert report.random_leak.groups > 10
    assert report.random_leak.val > 10


def test_a_given_split_is_said_to_leak() -> None:
    index = replace(_index(a=4, b=4), given_split=words_of(("train", "train", "val", "test") * 2))
    report = _report(index, DataSpec(groups="pattern", group_pattern=r"\d"))
    assert (report.leak.groups, report.random_leak) == (0, None)
    leaky = _report(index, DataSpec(groups="pattern", group_pattern="jpg"))
    assert (leaky.leak.groups, leaky.leak.val, leaky.leak.test) == (1, 2, 2)


def test_ranges_of_a_number_are_the_rows_of_regression() -> None:
    index = replace(
        _index(a=100), targets=np.arange(100, dtype=np.float32)[:, None], class_names=("age",), task="regression"
    )
    report = _report(index, DataSpec(val_share=0.2, test_share=0.1))
    assert (report.by, report.rows[0].name, report.rows[-1].name) == ("range", "≤ 9", "> 89")
    assert [(row.train, row.val, row.test) for row in report.rows] == [(7, 2, 1)] * 10
