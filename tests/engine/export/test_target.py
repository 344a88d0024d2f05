"""Where an export may go, and that a failed one leaves everything as it was."""

from pathlib import Path

import pytest

from tlstudio.engine.errors import ExportFailed, StorageError
from tlstudio.engine.export.target import find_target, replacing


def test_a_new_and_an_empty_folder_are_fine(tmp_path: Path) -> None:
    assert find_target(tmp_path / "new" / "deep", replace=False) == tmp_path.resolve() / "new" / "deep"
    (tmp_path / "empty").mkdir()
    with replacing(find_target(tmp_path / "empty", replace=False)) as folder:
        (folder / "labels.json").write_text("[]")
    assert [path.name for path in tmp_path.rglob("*")] == ["empty", "labels.json"]


def test_a_file_is_no_place_for_an_export(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(StorageError, match="out is a file"):
        find_target(tmp_path / "out", replace=True)


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StorageError, match="file"):
        find_target(tmp_path / "file" / "out", replace=False)


def test_a_name_that_cannot_be_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="Choose another folder"):
        find_target(tmp_path / "a\0b", replace=False)


@pytest.mark.parametrize("replace", [False, True])
def test_a_folder_of_other_files_is_never_replaced(tmp_path: Path, replace: bool) -> None:
    (tmp_path / "thesis.tex").write_text("years of work")
    with pytest.raises(StorageError, match="is not empty"):
        find_target(tmp_path, replace)


def test_an_earlier_export_is_replaced_only_where_that_is_allowed(own_export: Path) -> None:
    with pytest.raises(StorageError, match="holds an earlier export"):
        find_target(own_export, replace=False)
    assert find_target(own_export, replace=True) == own_export.resolve()


def test_a_stranger_in_an_earlier_export_is_not_lost(own_export: Path) -> None:
    (own_export / "notes.txt").write_text("mine")
    with pytest.raises(StorageError, match=r"'notes\.txt', which is no part"):
        find_target(own_export, replace=True)


def test_a_damaged_export_is_not_replaced(own_export: Path) -> None:
    (own_export / "certificate.json").write_text("{")
    with pytest.raises(StorageError, match="is damaged"):
        find_target(own_export, replace=True)


def test_replacing_leaves_only_the_new_export(own_export: Path) -> None:
    with replacing(own_export) as folder:
        (folder / "new").write_text("new")
    assert [path.name for path in own_export.parent.rglob("*")] == [own_export.name, "new"]


def test_a_failure_leaves_the_earlier_export_as_it_was(own_export: Path) -> None:
    before = sorted(path.name for path in own_export.iterdir())
    with pytest.raises(ExportFailed), replacing(own_export):
        raise ExportFailed("no")
    assert sorted(path.name for path in own_export.iterdir()) == before
    assert list(own_export.parent.iterdir()) == [own_export]
