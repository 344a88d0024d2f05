"""What is written is read back as it was: projects, settings, tables."""

import csv
import io
import json
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import TEXTS, cells, projects
from tlstudio.engine import codec
from tlstudio.engine.csv_files import FORMULA_STARTS, guarded
from tlstudio.engine.data.tables.table import DELIMITERS, read_table
from tlstudio.engine.project import ProjectSpec, decode_project, encode_project
from tlstudio.engine.settings import settings_of


@given(projects())
def test_any_project_survives_its_json(spec: ProjectSpec) -> None:
    assert codec.from_json(ProjectSpec, codec.parse(codec.dumps(spec), "project")) == spec


@given(projects())
def test_a_project_that_was_read_is_written_as_it_stood(spec: ProjectSpec) -> None:
    path = Path("/somewhere/p.tlstudio")
    text = encode_project(spec, path)
    assert encode_project(decode_project(text.encode(), path), path) == text


@given(projects(), projects(), st.data())
def test_any_setting_can_be_given_as_text(spec: ProjectSpec, other: ProjectSpec, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(list(settings_of(spec))))
    text = json.dumps(codec.to_json(settings_of(other)[key]))
    alone = codec.with_value(ProjectSpec(), f"{key}={text}") if key != "data.fold" else other
    assert settings_of(alone)[key] == settings_of(other)[key]
    assert codec.with_value(other, f"{key}={text}") == other


@given(TEXTS)
def test_a_guarded_cell_says_its_text_and_is_no_formula(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell == text or (cell == f"'{text}" and text.startswith(FORMULA_STARTS))


@given(st.sampled_from(list(DELIMITERS)), st.lists(st.tuples(cells(), cells()), min_size=1, max_size=6))
def test_a_table_says_what_was_written_into_it(
    tmp_path_factory: pytest.TempPathFactory, delimiter: str, rows: list[tuple[str, str]]
) -> None:
    lines = [(f"{number}.png", *cells) for number, cells in enumerate(rows)]
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([("path", "first", "second"), *lines])
    path = tmp_path_factory.mktemp("table") / "t.csv"
    path.write_bytes(text.getvalue().encode())
    table = read_table(path)
    assert table.delimiter == delimiter
    assert [line.cells for line in table.lines] == lines


def test_the_projects_that_are_drawn_differ_in_every_group() -> None:
    """The tests above would prove little if the strategy kept to the defaults."""
    groups = {field.name for field in fields(ProjectSpec)}
    seen = set[str]()

    @given(projects())
    def draw(spec: ProjectSpec) -> None:
        seen.update(name for name in groups if getattr(spec, name) != getattr(ProjectSpec(), name))

    draw()
    assert seen == groups
