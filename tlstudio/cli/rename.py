"""`rename`: another name for a class of a finished run, without training again."""

from pathlib import Path

import typer

from tlstudio.cli.output import say
from tlstudio.engine.errors import RunError, did_you_mean
from tlstudio.engine.runs.runs import open_run


def rename(
    run: Path = typer.Argument(help="The folder of a run."),
    old: str = typer.Argument(help="What the class is called now."),
    new: str = typer.Argument(help="What it shall be called in evaluate, predict and export."),
) -> None:
    """Call a class of a run something else; the model stays as it is."""
    found = open_run(run)
    names = found.class_names
    if old not in names:
        raise RunError(
            "The run has no class {old!r}{hint}. It has: {names}.",
            old=old,
            hint=did_you_mean(old, names),
            names=", ".join(names),
        )
    found.rename([new if name == old else name for name in names])
    say(f"{run}: {', '.join(found.class_names)}")


COMMANDS = (rename,)
