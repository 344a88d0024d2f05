"""Where the app keeps its own files on this computer. Needs neither NumPy nor Qt.

TLSTUDIO_HOME puts all of them below one folder; tests and portable installations use it. TLSTUDIO_FEATURES and
TLSTUDIO_WEIGHTS name other folders for the two caches that grow large.
"""

import getpass
import os
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import platformdirs

from tlstudio.engine.sentences import sentence

APP, TITLE = "tlstudio", "Transfer Learning Studio"


def settings_file() -> Path:
    return _place("config", platformdirs.user_config_path) / "settings.ini"


def projects_folder() -> Path:
    """Where a project lives until the user saves it elsewhere: among their documents, where they look for it."""
    if not os.environ.get("TLSTUDIO_HOME"):
        documents = _of_system(lambda *_names, **_options: platformdirs.user_documents_path())
        if documents and documents.is_dir() and _can_be_written(documents):
            return documents / TITLE
    return _place("data", platformdirs.user_data_path) / "projects"


def heads_file() -> Path:
    """Heads that were saved by name."""
    return _place("data", platformdirs.user_data_path) / "heads.json"


def recovery_folder() -> Path:
    """Copies of projects that have no file yet, for the window after a crash."""
    return _place("state", platformdirs.user_state_path) / "recovery"


def log_file(name: str = "tlstudio.log") -> Path:
    return _place("log", platformdirs.user_log_path) / name


def indexes_folder() -> Path:
    """What is known of folders of samples, so that they open quickly."""
    return _cache() / "indexes"


def features_folder() -> Path:
    """The feature cache on disk."""
    chosen = os.environ.get("TLSTUDIO_FEATURES")
    return Path(chosen) if chosen else _cache() / "features"


def measured_file(name: str) -> Path:
    """What was measured of this machine, beside the feature cache."""
    return features_folder().with_name(f"{name}.json")


def weights_folder() -> Path:
    """Where downloaded weights go."""
    return _weights_folder(os.environ.get("TLSTUDIO_WEIGHTS"), os.environ.get("TLSTUDIO_HOME"))


def make(folder: Path) -> bool:
    """Make the folder if need be; whether it is there."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return True


def problem() -> str:
    """Say why settings, logs and caches will not last, in a sentence; "" if they will. Makes nothing."""
    remedy = sentence("Set TLSTUDIO_HOME to a folder of yours.")
    if not os.environ.get("TLSTUDIO_HOME") and _of_system(platformdirs.user_cache_path) is None:
        return sentence(
            "No home folder is known here, so settings, logs and caches go to {folder}. {remedy}",
            folder=_without_home(),
            remedy=remedy,
        )
    for folder in (settings_file().parent, log_file().parent, features_folder()):
        if not _can_be_written(folder):
            return sentence(
                "Nothing can be written to {folder}, so settings, logs and caches are not kept. {remedy}",
                folder=folder,
                remedy=remedy,
            )
    return ""


def _place(name: str, system: Callable[..., Path]) -> Path:
    home = os.environ.get("TLSTUDIO_HOME")
    return Path(home) / name if home else _of_system(system) or _without_home() / name


def _of_system(system: Callable[..., Path]) -> Path | None:
    """Where the system wants such files; None where it knows no home of the user."""
    try:
        folder = system(APP, appauthor=False)
    except RuntimeError:
        return None
    return folder if folder.is_absolute() else None  # older versions of platformdirs leave a "~" as it is


def _cache() -> Path:
    return _place("cache", platformdirs.user_cache_path)


@cache  # asked for each of a thousand backbones
def _weights_folder(chosen: str | None, home: str | None) -> Path:
    del home  # a part of the key: `_cache` reads it
    return Path(chosen) if chosen else _cache() / "weights"


def _without_home() -> Path:
    return Path(tempfile.gettempdir(), f"{APP}-{_user()}")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # no name for this number of a user, as in a bare container
        return str(os.getuid()) if hasattr(os, "getuid") else "user"


def _can_be_written(folder: Path) -> bool:
    existing = next(path for path in (folder.absolute(), *folder.absolute().parents) if path.exists())
    return existing.is_dir() and os.access(existing, os.W_OK)
