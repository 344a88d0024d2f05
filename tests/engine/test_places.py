"""Everything the app keeps lies below TLSTUDIO_HOME; where nothing can be kept, a sentence says so."""

import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from tlstudio.engine import places

PLACES = (
    places.settings_file,
    places.projects_folder,
    places.heads_file,
    places.recovery_folder,
    places.log_file,
    places.indexes_folder,
    places.features_folder,
    places.weights_folder,
)


@pytest.fixture(autouse=True)
def no_other_caches(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TLSTUDIO_FEATURES", "TLSTUDIO_WEIGHTS"):
        monkeypatch.delenv(name, raising=False)


def test_all_places_lie_below_the_home_that_is_chosen(app_home: Path) -> None:
    assert all(place().is_relative_to(app_home) for place in PLACES)
    assert places.measured_file("precision") == app_home / "cache" / "precision.json"
    assert places.problem() == ""


def test_projects_lie_among_the_documents_where_there_are_some(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("TLSTUDIO_HOME")
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path / "Documents")
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_names, **_options: tmp_path / "data")
    assert places.projects_folder() == tmp_path / "data" / "projects"
    (tmp_path / "Documents").mkdir()
    assert places.projects_folder() == tmp_path / "Documents" / "Transfer Learning Studio"


def test_the_large_caches_can_lie_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("TLSTUDIO_WEIGHTS", str(tmp_path / "w"))
    monkeypatch.setenv("TLSTUDIO_FEATURES", str(tmp_path / "f"))
    assert (places.weights_folder(), places.features_folder()) == (tmp_path / "w", tmp_path / "f")


def test_a_home_that_cannot_be_written_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TLSTUDIO_HOME", str(tmp_path / "file" / "home"))
    assert places.problem().startswith(f"Nothing can be written to {tmp_path / 'file' / 'home'}")
    assert not places.make(places.log_file().parent)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system always knows a home")
def test_without_a_home_things_lie_among_temporary_files() -> None:
    """A user without a name and a home, as in a container that runs under a number nobody has."""
    code = (
        "import os, pwd\n"
        "os.environ.clear()\n"
        "def nobody(number): raise KeyError(number)\n"
        "pwd.getpwuid = nobody\n"
        "from tlstudio.engine import places\n"
        "print(places.weights_folder().is_absolute(), places.problem())"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.startswith("True No home folder is known here, so settings, logs and caches go to ")
