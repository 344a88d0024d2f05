"""`find-lr`: which learning rate to try."""

from dataclasses import replace
from pathlib import Path

import typer

from tlstudio.cli.output import print_json, say, tell
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.cli.projects import JSON, SETTINGS, load_with
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.project import load_project, save_project
from tlstudio.engine.runs.environment import DeviceName


def find_lr(
    project: Path = typer.Argument(help="A project file."),
    device: DeviceName = typer.Option("auto", help="What to train on."),
    settings: list[str] = SETTINGS,
    take: bool = typer.Option(False, "--take", help="Write the suggestion into the project."),
    trust_weights: bool = typer.Option(
        False, "--trust-weights", help="Open a .pth file of weights. Only for files from someone you trust."
    ),
    json: bool = JSON,
) -> None:
    """Suggest a learning rate: up to a hundred steps at a rising one, on a network of their own (Smith 2017)."""
    from tlstudio.engine.training.before import lr_finder

    spec = load_with(project, settings)
    with reporting() as reporter, interruptible() as interrupt:
        index = read_samples(spec.data, spec.objective.task, reporter.callback("Reading images"), interrupt)
        found = lr_finder.find_lr(
            spec,
            index,
            device=device,
            trust_weights=trust_weights,
            should_stop=interrupt,
            tell=reporter.update,
        )
    if take and found.suggestion:
        saved = load_project(project)
        save_project(replace(saved, training=replace(saved.training, lr=found.suggestion)), project)
    if json:
        print_json(found)
    elif found.suggestion:
        say(f"learning rate: {found.suggestion:g}")
    else:
        tell("The loss did not fall at any learning rate, so none is suggested.")


COMMANDS = (find_lr,)
