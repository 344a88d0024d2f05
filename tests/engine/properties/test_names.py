"""Paths in an arena behave as a list of texts does."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.support.strategies import PATHS
from tlstudio.engine.data.names import names_of

LISTS = st.lists(PATHS, unique=True, max_size=30)


@given(LISTS, st.data())
def test_names_are_a_list_of_their_paths(paths: list[str], data: st.DataObject) -> None:
    names = names_of(paths)
    rows = data.draw(st.lists(st.sampled_from(range(len(paths))), max_size=9)) if paths else []
    assert list(names) == paths
    assert [names[row] for row in range(len(paths))] == paths
    assert list(names.take(np.array(rows, np.int64))) == [paths[row] for row in rows]
    assert names[1:-1] == paths[1:-1]


@given(LISTS, PATHS)
def test_a_path_is_found_where_it_stands_and_no_other(paths: list[str], other: str) -> None:
    names = names_of(paths)
    assert [names.index(path) for path in paths] == list(range(len(paths)))
    assert names.rows_of([*paths, other]) == {path: row for row, path in enumerate(paths)}
    assert (other in names) == (other in paths)


@given(LISTS, st.text(max_size=2))
def test_text_is_found_as_in_texts(paths: list[str], text: str) -> None:
    found = [row for row, path in enumerate(paths) if text.casefold() in path.casefold()]
    assert names_of(paths).containing(text).tolist() == found


@given(st.lists(st.text("aAb1.-", min_size=1, max_size=4), unique=True, max_size=20), st.text("aAb1./", max_size=2))
def test_text_is_found_in_plain_names_too(names: list[str], text: str) -> None:
    """Such names are searched as bytes, in one go."""
    paths = [f"{name[0]}/{name}" for name in names]
    found = [row for row, path in enumerate(paths) if text.casefold() in path.casefold()]
    assert names_of(paths).containing(text).tolist() == found
