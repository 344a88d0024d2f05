"""`relink`: say where the images of a project or a run lie now."""

from pathlib import Path

import typer

from tlstudio.cli.output import say
from tlstudio.engine.project import SUFFIX
from tlstudio.engine.runs.places import Match
from tlstudio.engine.runs.relink import relink_project, relink_run
from tlstudio.engine.runs.runs import open_run


def relink(
    place: Path = typer.Argument(metavar="RUN_OR_PROJECT", help="The folder of a run, or a project file."),
    data: Path = typer.Option(..., metavar="FOLDER", help="Where the images lie now, under the same names."),
) -> None:
    """Say where the images of a run, or of a project and its runs, lie now."""
    if place.suffix != SUFFIX:
        say(f"{place}: {_words(relink_run(open_run(place), data))}")
        return
    for name, found in relink_project(place, data).items():
        say(f"run {name}: {_words(found) if found.matching else 'none of its images is there; it stays as it was'}")
    say(f"{place}: images in {data}")


def _words(found: Match) -> str:
    """How many images match, such as "34 of 36 images match, 1 has another size, 1 is missing"."""
    missing = found.total - found.there
    words = [f"{found.matching:,} of {found.total:,} images match"]
    for count, singular, plural in (
        (found.other_size, "has another size", "have another size"),
        (missing, "is missing", "are missing"),
    ):
        words += [f"{count:,} {singular if count == 1 else plural}"] if count else []
    return ", ".join(words)


COMMANDS = (relink,)
