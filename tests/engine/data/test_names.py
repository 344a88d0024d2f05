"""Paths keep every byte in their arena, and are found in it."""

import os

import numpy as np
import pytest

from tlstudio.engine.data.names import BLOCK, Names, names_of

PATHS = ("1.png", "caf\u00e9/1.png", "cafe\u0301/1.png", "a/b/😀.png", os.fsdecode(b"x\xe9/caf\xe9.png"), "a/11.png")


def test_every_spelling_comes_back_as_it_was() -> None:
    names = names_of(PATHS)
    assert names == PATHS
    assert [names[row] for row in range(-6, 6)] == [*PATHS, *PATHS]
    assert names[1:-1] == PATHS[1:-1]
    assert names.take(np.array([4, 0])) == (PATHS[4], PATHS[0])


def test_names_are_equal_by_what_they_say() -> None:
    names = names_of(PATHS)
    again = Names((*names.folders[::-1], "unused"), len(names.folders) - 1 - names.places, names.arena)
    assert names == again
    assert names != PATHS[:-1]
    assert names != names_of(PATHS[::-1])
    assert names_of(()) == ()


def test_a_path_is_found_in_its_own_folder_alone() -> None:
    names = names_of(PATHS)
    assert [names.index(path) for path in PATHS] == list(range(6))
    assert [path in names for path in ("a/1.png", "a/b", "a", "", "b/😀.png", "a/11.pn")] == [False] * 6
    assert names.rows_of(["a/11.png", "gone.png", "1.png"]) == {"a/11.png": 5, "1.png": 0}
    with pytest.raises(ValueError, match="is not among the names"):
        names.index("gone.png")


def test_more_names_than_a_block_come_in_order() -> None:
    paths = [f"class {number % 300}/{number}.png" for number in range(2 * BLOCK + 1)]
    names = names_of(paths)
    assert list(names) == paths
    assert names.rows_of(paths) == {path: row for row, path in enumerate(paths)}
    assert names.nbytes < 20 * len(paths)


@pytest.mark.parametrize(
    ("text", "rows"), [("CAT", [0, 1]), ("1", [0, 2]), ("t/2", [1]), ("bird", []), ("png", [0, 1, 2])]
)
def test_text_is_found_in_folders_and_names(text: str, rows: list[int]) -> None:
    assert names_of(("Cat/1.png", "Cat/2.png", "dog/11.PNG")).containing(text).tolist() == rows


def test_text_is_found_in_names_of_any_script() -> None:
    assert names_of(("a/ÉTÉ.png", "b/STRASSE.png", "c/1.png")).containing("été").tolist() == [0]


def test_folders_that_do_not_fit_the_names_are_refused() -> None:
    with pytest.raises(ValueError, match="do not belong together"):
        Names(("a",), np.array([0, 0]), b"1.png\0")
