"""`find-batch`: how many images one step can take."""

from dataclasses import replace
from pathlib import Path

import typer

from tlstudio.cli.output import print_json, say, tell
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.cli.projects import JSON, SETTINGS, load_with
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.project import load_project, save_project
from tlstudio.engine.runs.environment import DeviceName


def find_batch(
    project: Path = typer.Argument(help="A project file."),
    device: DeviceName = typer.Option("auto", help="What to train on."),
    settings: list[str] = SETTINGS,
    take: bool = typer.Option(False, "--take", help="Write it into the project."),
    json: bool = JSON,
) -> None:
    """Find the largest batch that fits into memory, from a few images through a network of random weights."""
    from tlstudio.engine.training.before import batch_finder

    spec = load_with(project, settings)
    with reporting() as reporter, interruptible() as interrupt:
        index = read_samples(spec.data, spec.objective.task, reporter.callback("Reading images"), interrupt)
        found = batch_finder.find_batch(spec, index, device=device, should_stop=interrupt)
    if take:
        saved = load_project(project)
        save_project(replace(saved, training=replace(saved.training, batch_size=found.batch_size)), project)
    if json:
        print_json(found)
    else:
        say(f"batch size: {found.batch_size}")
        tell(found.sentence)


COMMANDS = (find_batch,)
