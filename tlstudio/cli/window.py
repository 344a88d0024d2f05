"""The commands that open the window: the only place where the command line knows of it."""

import os
import sys
from pathlib import Path

import typer
import typer.core

from tlstudio.engine.errors import StorageError, StudioError, did_you_mean
from tlstudio.engine.project import SUFFIX


def open_(project: Path | None = typer.Argument(None, help="A project file.", metavar="[PROJECT]")) -> int:
    """Open the window."""
    if project is not None and not project.is_file():
        hint = did_you_mean(str(project), _commands()) if project.suffix != SUFFIX else ""
        raise StorageError(
            "There is no project file at {project}{hint}. `tlstudio --help` lists the commands.",
            project=project,
            hint=hint,
        )
    return _window(project)


def _commands() -> list[str]:
    from tlstudio.cli.main import app  # which lists this module, too

    command = typer.main.get_command(app)
    assert isinstance(command, typer.core.TyperGroup)
    return [name for name in command.commands if name != "open"]


def demo() -> int:
    """Open the window on the sample project, ready to train."""
    return _window(None, demo=True)


def _window(project: Path | None, *, demo: bool = False) -> int:
    _check_display()
    from tlstudio.gui.app import run

    return run(project, with_sample=demo)


def _check_display() -> None:
    """Qt ends the program without a word to us where there is no screen."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(os.environ.get(name) for name in variables):
        raise StudioError(
            "There is no screen to open a window on. Everything works on the command line: tlstudio --help."
        )


COMMANDS = (open_, demo)
