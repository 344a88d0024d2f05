"""The commands that open the window: the only place where the command line knows of it."""

from pathlib import Path

import typer

from tlstudio.engine.errors import StorageError, did_you_mean
from tlstudio.engine.project import SUFFIX

KNOWN = (
    "new",
    "train",
    "evaluate",
    "predict",
    "export",
    "runs",
    "scan",
    "backbones",
    "parts",
    "samples",
    "check",
    "demo",
)


def open_(project: Path | None = typer.Argument(None, help="A project file.", metavar="[PROJECT]")) -> int:
    """Open the window."""
    if project is not None and not project.is_file():
        hint = did_you_mean(str(project), KNOWN) if project.suffix != SUFFIX else ""
        raise StorageError(f"There is no project file at {project}{hint}. `tlstudio --help` lists the commands.")
    return _window(project)


def demo() -> int:
    """Open the window on the sample project, ready to train."""
    return _window(None, demo=True)


def _window(project: Path | None, *, demo: bool = False) -> int:
    from tlstudio.gui.app import run

    return run(project, with_sample=demo)


COMMANDS = (open_, demo)
