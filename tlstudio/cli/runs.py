"""`runs`, `note` and `trash`: the runs of a project beside each other, and notes on them."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import typer

from tlstudio.cli.output import FORCE, count, percent, print_json, print_table, say, tell
from tlstudio.cli.projects import JSON
from tlstudio.engine.csv_files import check_target
from tlstudio.engine.errors import RunError
from tlstudio.engine.project import SUFFIX, load_project
from tlstudio.engine.runs.curves import curve_csv, write_events
from tlstudio.engine.runs.notes import notes_of, save_notes
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import empty_trash, open_run, restore, runs_of, trash, trashed_runs
from tlstudio.engine.runs.table import RunFacts, as_json, differences, facts_of, words_of
from tlstudio.engine.storage import write_durably

FIGURES = ("epochs", "val accuracy", "95 %", "val loss", "seconds")


def runs(
    project: Path | None = typer.Argument(None, help="A project file; by default all in this folder."),
    trashed: bool = typer.Option(False, "--trashed", help="List the deleted ones instead."),
    tensorboard: Path | None = typer.Option(
        None, metavar="DIR", help="Write the curves as event files of TensorBoard."
    ),
    csv: Path | None = typer.Option(
        None, metavar="DIR", help="Write the curves into this folder as CSV, a file for each run."
    ),
    per_class: bool = typer.Option(
        False, "--per-class", help="Write the curve of each class too: its recall, or the error of each number."
    ),
    force: bool = FORCE,
    json: bool = JSON,
) -> None:
    """List the runs of a project, with the settings that differ among them."""
    if project is not None:
        load_project(project)
    projects = [project] if project is not None else sorted(Path().glob(f"*{SUFFIX}"))
    found = [run for path in projects for run in (trashed_runs(path) if trashed else runs_of(path))]
    rows = [facts_of(run) for run in found]
    if tensorboard is not None:
        tell(f"{count(write_events(found, tensorboard, per_class=per_class), 'run')} written to {tensorboard}")
    if csv is not None:
        write_tables(found, csv, per_class, may_replace=force)
        tell(f"{count(len(found), 'run')} written to {csv}")
    keys = differences(rows)
    if json:
        print_json([as_json(row, keys) for row in rows])
    else:
        show_table(rows, keys)


def write_tables(found: Sequence[Run], folder: Path, per_class: bool, *, may_replace: bool) -> None:
    """Write the curves of each run into the folder, which is made if need be."""
    files = {folder / f"{run.folder.parent.stem}-{run.name}.csv": run for run in found}
    for path in files:
        check_target(path, may_replace=may_replace)
    with suppress(OSError):  # the write says what is in the way
        folder.mkdir(parents=True, exist_ok=True)
    for path, run in files.items():
        write_durably(path, curve_csv(run.events(), per_class=per_class).encode())


def note(
    run: Path = typer.Argument(help="The folder of a run."),
    name: str | None = typer.Option(None, help="Its name; empty: its number."),
    text: str | None = typer.Option(None, "--text", help="A note."),
    star: bool | None = typer.Option(None, "--star/--no-star", help="Mark it as one that matters."),
) -> None:
    """Name a run, write a note on it, or give it a star."""
    target = open_run(run)
    said = notes_of(target)
    said = replace(said, name=said.name if name is None else name, note=said.note if text is None else text)
    save_notes(target, said if star is None else replace(said, is_starred=star))


def trash_(
    run: list[Path] = typer.Argument(None, help="Folders of runs."),
    restore_: bool = typer.Option(False, "--restore", help="Bring the runs back."),
    empty: Path | None = typer.Option(
        None, metavar="PROJECT", help="Delete what is in the trash of a project for good."
    ),
) -> None:
    """Move runs to the trash of their project, bring them back, or empty it."""
    if empty is not None:
        say(f"{count(empty_trash(empty), 'run')} deleted for good")
    elif not run:
        raise RunError("Name the runs to delete, or a project with --empty.")
    for folder in run or ():
        moved = restore(open_run(folder)) if restore_ else trash(open_run(folder))
        say(f"run: {moved.folder}")


def show_table(rows: Sequence[RunFacts], keys: Sequence[str]) -> None:
    """The runs as a table for a person."""
    columns = ["run", "name", "status", "epochs", "val accuracy", "95 %", "val loss", "seconds", *keys, "note"]
    print_table(columns, [_cells(row, keys) for row in rows], FIGURES)


def _cells(row: RunFacts, keys: Sequence[str]) -> list[str]:
    state, said = row.state, row.notes
    name = f"{'* ' if said.is_starred else ''}{said.name}"
    if state is None:
        return [str(row.run.folder), name, "damaged", *[""] * (5 + len(keys)), row.problem]
    metrics = state.metrics
    return [
        str(row.run.folder),
        name,
        state.status,
        f"{state.epoch} of {state.epochs}",
        percent(metrics.get("val_accuracy")),
        "–".join(f"{100 * end:.1f}" for end in row.interval) if row.interval else "",
        f"{metrics['val_loss']:.4f}" if "val_loss" in metrics else "–",
        f"{state.seconds:,.1f}",
        *(words_of(row, key) for key in keys),
        said.note,
    ]


COMMANDS = (runs, note, trash_)
