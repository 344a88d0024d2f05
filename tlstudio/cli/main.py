"""The commands of `tlstudio`, and how an error becomes an exit status.

0 done; 1 a run, check or export that failed; 2 a wrong call or bad input; 130 stopped by Ctrl-C.
"""

import logging
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from typing import cast

import typer
from typer.core import TyperGroup

from tlstudio import __version__
from tlstudio.cli import (
    catalogue,
    compare,
    find_batch,
    find_lr,
    health,
    models,
    probe,
    projects,
    rename,
    runs,
    settings,
    split,
    sweep,
    training,
    window,
)
from tlstudio.cli.output import BAD_INPUT, FAILED, INTERRUPTED, say, tell
from tlstudio.engine import places
from tlstudio.engine.errors import Failed, StudioError

app = typer.Typer(
    name="tlstudio",
    help="Train image models by transfer learning. Without a command, open the window.",
    no_args_is_help=False,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


@app.callback(invoke_without_command=True)
def _options(
    version: bool = typer.Option(False, "--version", help="Print the version.", is_eager=True),
) -> None:
    if version:
        say(f"Transfer Learning Studio {__version__}")
        raise typer.Exit
    if problem := places.problem():
        tell(f"note: {problem}")


MODULES = (
    window,
    projects,
    settings,
    split,
    health,
    probe,
    find_batch,
    find_lr,
    training,
    sweep,
    runs,
    rename,
    models,
    compare,
    catalogue,
)

for module in MODULES:
    for command in module.COMMANDS:
        app.command(command.__name__.rstrip("_").replace("_", "-"), hidden=command is window.open_)(command)


def run(arguments: Sequence[str]) -> int:
    """Carry out one call; the exit status. Never shows a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(
                errors="backslashreplace"
            )  # names that the terminal's encoding lacks must not end a call
    command = typer.main.get_command(app)
    assert isinstance(command, TyperGroup)
    try:
        result = command.main(_with_command(arguments, command), prog_name="tlstudio", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except typer.Exit as leaving:
        return leaving.exit_code
    except StudioError as error:
        tell(f"tlstudio: {error}")
        return FAILED if isinstance(error, Failed) else BAD_INPUT
    except (KeyboardInterrupt, typer.Abort):
        return INTERRUPTED
    except BrokenPipeError:
        return FAILED
    except Exception as error:  # noqa: BLE001 -- a wrong call, or a mistake of ours: a sentence; the log has the traceback
        if _is_wrong_call(error):
            cast(typer.BadParameter, error).show()
            return BAD_INPUT
        tell(f"tlstudio: something went wrong inside the program ({type(error).__name__}: {error}). {_log(error)}")
        return FAILED


def _is_wrong_call(error: Exception) -> bool:
    """The base of wrong calls is click's in older versions of typer, and typer's own copy of it in newer ones."""
    return any(kind.__name__ == "ClickException" for kind in type(error).__mro__)


def _with_command(arguments: Sequence[str], group: TyperGroup) -> list[str]:
    """`tlstudio` and `tlstudio PROJECT` mean to open the window."""
    given = list(arguments)
    first = given[0] if given else ""
    if first in group.commands or first.startswith("-"):
        return given
    return ["open", *given]


def _log(error: Exception) -> str:
    """Write the traceback to the log, and say where that is."""
    path = places.log_file("command-line.log")
    if not places.make(path.parent):
        return f"No log can be written to {path}."
    logger = logging.getLogger("tlstudio.cli")
    logger.addHandler(RotatingFileHandler(path, maxBytes=1_000_000, backupCount=1, encoding="utf-8"))
    logger.error("tlstudio %s", " ".join(sys.argv[1:]), exc_info=error)
    return f"Log: {path}"
