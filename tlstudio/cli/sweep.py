"""`sweep`: the same project trained with several values of a few settings."""

import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Literal

import typer

from tlstudio.cli.output import INTERRUPTED, print_json, tell
from tlstudio.cli.progress import Interrupt, interruptible, reporting
from tlstudio.cli.projects import JSON, SETTINGS, load_with
from tlstudio.cli.runs import show_table
from tlstudio.cli.training import show_event
from tlstudio.engine.errors import ProjectError, RunError
from tlstudio.engine.project import load_project
from tlstudio.engine.runs.environment import DeviceName, Precision
from tlstudio.engine.runs.events import Event, RunEnded, encode
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.table import as_json, differences, facts_of
from tlstudio.engine.sweep.spec import Search, SweepSpec
from tlstudio.engine.sweep.sweep import Sweep, create_sweep, sweeps_of, train_sweep

VARY_HELP = "KEY.PATH=VALUE,VALUE… or KEY.PATH=LOW..HIGH, in a grid with :POINTS; as often as needed."


def sweep(
    project: Path = typer.Argument(help="A project file."),
    vary: list[str] = typer.Option([], metavar="KEY.PATH=VALUES", help=VARY_HELP),
    search: Search = typer.Option("grid", help="All combinations, at random, or near good ones (optuna)."),
    trials: int = typer.Option(0, help="How many runs; by default the whole grid, or ten."),
    seed: int = typer.Option(0, help="Of the search."),
    settings: list[str] = SETTINGS,
    resume: bool = typer.Option(False, "--resume", help="Resume the last sweep."),
    device: DeviceName = typer.Option("auto", help="What to train on."),
    precision: Precision = typer.Option("auto", help="What the network computes in."),
    events: Literal["jsonl"] | None = typer.Option(None, help="Print every event as a JSON line."),
    json: bool = JSON,
) -> int:
    """Train a project several times, with other values of a few settings, one run after the other."""
    if resume and (vary or settings):
        raise ProjectError("A sweep is resumed with what it began with: --vary, --set and --resume exclude each other.")
    wanted = _last(project) if resume else _new(project, SweepSpec(tuple(vary), search, trials, seed), settings)
    with reporting() as reporter, interruptible() as interrupt:
        fit = partial(_fit, should_stop=interrupt, device=device, precision=precision)
        for event in train_sweep(wanted, fit, should_stop=interrupt):
            if events:
                sys.stdout.write(encode(event) + "\n")
                sys.stdout.flush()
            show_event(event, reporter, wanted.project.epochs, is_quiet=bool(events))
            if isinstance(event, RunEnded):
                tell(f"{wanted.name}: {wanted.done()} of {wanted.spec.count} runs, {event.run} {event.status}")
    if not events:
        _show(wanted, json)
    return 0 if wanted.is_over() else INTERRUPTED


def _new(path: Path, spec: SweepSpec, settings: list[str]) -> Sweep:
    return create_sweep(path, load_with(path, settings), spec)


def _last(path: Path) -> Sweep:
    load_project(path)
    found = sweeps_of(path)
    if not found:
        raise RunError("{path} has no sweep to resume. Begin one with --vary.", path=path)
    return found[-1]


def _fit(run: Run, resume: bool, *, should_stop: Interrupt, device: str, precision: Precision) -> Iterator[Event]:
    from tlstudio.engine.training.fit import fit  # imports torch

    return fit(run, should_stop=should_stop, device=device, resume=resume, precision=precision)


def _show(done: Sweep, as_list: bool) -> None:
    rows = [facts_of(run) for _, run in sorted(done.trials().items())]
    keys = differences(rows)
    if as_list:
        print_json([as_json(row, keys) for row in rows])
    else:
        show_table(rows, keys)


COMMANDS = (sweep,)
