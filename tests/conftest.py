"""What every test stands on: no screen, and none of this person's own settings, projects or logs."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

pytest_plugins = ["tests.support.trained"]

# The same examples every time and everywhere: a failure is one of the code, not of chance.
settings.register_profile("tests", derandomize=True, deadline=None, max_examples=50, database=None)
settings.load_profile("tests")

os.environ["QT_QPA_PLATFORM"] = "offscreen"  # before Qt is imported
# The networks of the tests are tiny: sharing one out between threads costs many times what it saves.
os.environ["OMP_NUM_THREADS"] = "1"  # before torch is imported

HERE = Path(__file__).parent
FAST = ("cli", "engine/data", "engine/evaluation", "engine/model", "engine/properties", "engine/runs", "engine/sweep")
FAST_OF_WINDOW = ("gui/answers", "gui/curves", "gui/freeze", "gui/head", "gui/theme", "gui/widgets")
TRAINED = {"finished_run", "services", "window"}  # fixtures that train or open what does


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as fast what is logic alone: these folders, but for what trains, opens a window or is marked as slow."""
    for item in items:
        place = item.path.relative_to(HERE).parent.as_posix()
        is_logic = place == "engine" or place.startswith(FAST + FAST_OF_WINDOW)
        fixtures = set(getattr(item, "fixturenames", ()))
        if is_logic and not fixtures & TRAINED and not item.get_closest_marker("slow"):
            item.add_marker("fast")


@pytest.fixture(scope="session", autouse=True)
def home_of_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """For what is made once for all tests, before any of them has a home."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TLSTUDIO_HOME", str(tmp_path_factory.mktemp("session")))
        yield


@pytest.fixture(autouse=True)
def app_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the app keeps its own files during a test."""
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("TLSTUDIO_HOME", str(home))
    return home
