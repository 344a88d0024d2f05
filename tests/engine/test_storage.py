import os
from pathlib import Path

import pytest

from tlstudio.engine.errors import StorageError
from tlstudio.engine.storage import new_directory, read_bytes, write_durably


def test_a_write_replaces_the_content_and_keeps_the_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")
    file.chmod(0o640)
    write_durably(file, b"new")
    assert file.read_bytes() == b"new"
    assert file.stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_write_that_fails_keeps_the_old_content_and_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: str
) -> None:
    file = tmp_path / "a.json"
    file.write_bytes(b"old")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(StorageError, match="no space left on device"):
        write_durably(file, b"new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]
    assert file.read_bytes() == b"old"


def test_a_target_that_is_no_regular_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="not a regular file"):
        write_durably(tmp_path, b"")


def test_a_directory_appears_complete_or_not_at_all(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="half way"), new_directory(tmp_path / "d") as temporary:
        (temporary / "file").write_text("x")
        raise ValueError("half way")
    assert list(tmp_path.iterdir()) == []
    with new_directory(tmp_path / "d") as temporary:
        (temporary / "file").write_text("x")
    assert (tmp_path / "d" / "file").read_text() == "x"


def test_an_existing_directory_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "d").mkdir()
    with pytest.raises(StorageError, match="already exists"), new_directory(tmp_path / "d"):
        pass


def test_reading_what_is_not_there_names_it(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"There is no project file at .*nothing"):
        read_bytes(tmp_path / "nothing", "project file")
    with pytest.raises(StorageError, match="is not a file"):
        read_bytes(tmp_path, "project file")
