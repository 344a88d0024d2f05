"""What a table is for is seen from what it holds."""

from pathlib import Path

import pytest

from tlstudio.engine.data.tables.columns import describe_table, task_of
from tlstudio.engine.errors import DataError


def written(folder: Path, text: str) -> Path:
    path = folder / "t.csv"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "targets", "task"),
    [
        ("path,kind\na.png,x\nb.png,x\nc.png,y\nd.png,y\n", ("kind",), "single_label"),
        ("id,file,label\n1,a.png,0\n2,b.png,1\n", ("label",), "single_label"),
        ("path,tags\na.png,x;y\nb.png,y\n", ("tags",), "multi_label"),
        ("path,sun,rain\na.png,1,0\nb.png,1,1\n", ("sun", "rain"), "multi_label"),
        ("id,path,age,weight\n1,a.png,3,2.5\n2,b.png,4,1.5\n", ("age", "weight"), "regression"),
        ("path;age;by\na.png;3,5;Ann\nb.png;4,5;Bob\nc.png;1,5;Cem\nd.png;2;Dan\n", ("age",), "regression"),
    ],
)
def test_the_task_follows_from_the_content(tmp_path: Path, text: str, targets: tuple[str, ...], task: str) -> None:
    facts = describe_table(written(tmp_path, text))
    assert (facts.target_columns, facts.task) == (targets, task)
    assert facts.path_column in ("path", "file")


def test_the_mark_between_labels_is_found(tmp_path: Path) -> None:
    assert describe_table(written(tmp_path, "path,tags\na.png,x|y\nb.png,y\n")).label_mark == "|"


def test_chosen_columns_say_their_task(tmp_path: Path) -> None:
    facts = describe_table(written(tmp_path, "path,kind,tags,age\na.png,x,u;v,1\nb.png,x,u,2\n"))
    assert [task_of(facts, [name]) for name in ("kind", "tags", "age")] == ["single_label", "multi_label", "regression"]


def test_a_table_without_paths_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"line 1: none of the columns colour, x holds names of images"):
        describe_table(written(tmp_path, "colour,x\na,1\nb,2\n"))


def test_a_table_of_paths_alone_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no column of labels or numbers beside 'path'"):
        describe_table(written(tmp_path, "path,empty\na.png,\nb.png,\n"))
