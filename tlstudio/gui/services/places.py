"""Where the window keeps its own files: settings, projects without a place yet, recovery copies, logs.

The environment variable TLSTUDIO_HOME puts all of them below one folder; tests and portable installations use it.
"""

import os
from collections.abc import Callable
from pathlib import Path

import platformdirs
from PySide6.QtCore import QStandardPaths

APP = "tlstudio"


def settings_file() -> Path:
    return _place("config", platformdirs.user_config_path) / "settings.ini"


def projects_folder() -> Path:
    """Where a project lives until the user saves it elsewhere."""
    return _place("data", platformdirs.user_data_path) / "projects"


def heads_file() -> Path:
    """Heads that were saved by name."""
    return _place("data", platformdirs.user_data_path) / "heads.json"


def recovery_folder() -> Path:
    return _place("state", platformdirs.user_state_path) / "recovery"


def pictures_folder() -> Path:
    """Where most people keep their photos."""
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation))


def log_file() -> Path:
    return _place("log", platformdirs.user_log_path) / "tlstudio.log"


def _place(name: str, system: Callable[..., Path]) -> Path:
    home = os.environ.get("TLSTUDIO_HOME")
    return Path(home) / name if home else system(APP, appauthor=False)
