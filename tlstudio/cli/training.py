"""`train` and `change`."""

import sys
from collections.abc import Callable, Generator
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any, Literal

import typer

from tlstudio.cli.output import INTERRUPTED, percent, say, tell
from tlstudio.cli.progress import Interrupt, Reporter, interruptible, reporting
from tlstudio.cli.projects import SETTINGS, load_with
from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.backbones.download import fetch
from tlstudio.engine.errors import ProjectError, RunError, StudioError
from tlstudio.engine.project import ALL, ProjectSpec, runs_folder
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.environment import DeviceName, Precision
from tlstudio.engine.runs.events import (
    Changed,
    EpochEnded,
    Event,
    PhaseBegan,
    Progress,
    RunEnded,
    RunStarted,
    StepEnded,
    Warned,
    encode,
)
from tlstudio.engine.runs.live_edits import LiveEdit, ask, check_edit, parse_edit
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import open_run, runs_of
from tlstudio.engine.runs.start import start_again, start_run
from tlstudio.engine.settings import LIVE

EDITS_HELP = f"{', '.join(LIVE)}, or freeze.phase_ends (0: with the running epoch)."


def train(
    project: Path = typer.Argument(help="A project file."),
    run: Path | None = typer.Option(None, help="The run's folder; by default the next number beside the project."),
    resume: bool = typer.Option(
        False, "--resume", help="Resume the last run, or the one of --run. --set makes live edits to it."
    ),
    more: int = typer.Option(0, min=0, help="Continue training a complete run for so many epochs more."),
    stay_low: bool = typer.Option(
        False, "--stay-low", help="With --more: the learning rate goes on from where it was, and rises no more."
    ),
    replay: Path | None = typer.Option(None, help="A run to train again: its samples, settings and live edits."),
    device: DeviceName = typer.Option("auto", help="What to train on."),
    settings: list[str] = SETTINGS,
    precision: Precision = typer.Option(
        "auto", help="What the network computes in; auto tries both where the run is long enough."
    ),
    events: Literal["jsonl"] | None = typer.Option(None, help="Print every event as a JSON line."),
    download: bool = typer.Option(False, "--download", help="Fetch the backbone's weights if they are not here."),
    trust_weights: bool = typer.Option(
        False, "--trust-weights", help="Open a .pth file of weights. Only for files from someone you trust."
    ),
) -> int:
    """Train a project. The last line of the output names the run."""
    # A run that goes on has its own project, in which the settings are live edits.
    spec = load_with(project, [] if resume or more or replay else settings)
    edits: tuple[LiveEdit, ...] = ()
    with reporting() as reporter, interruptible() as interrupt:
        if resume or more:
            resume, target = True, _run_to_resume(project, run)
            spec = target.project()
            edits = _edits(target, more, settings)
        elif replay:
            target = _again(open_run(replay), run or runs_folder(project), settings, is_numbered=run is None)
            spec = target.project()
        else:
            if download:
                _download(spec, reporter, interrupt)
            reading = reporter.callback("Reading images")
            target = start_run(
                spec,
                run or runs_folder(project),
                progress=reading,
                should_stop=interrupt,
                is_numbered=run is None,
            )
        going = partial(
            _fit,
            target,
            should_stop=interrupt,
            device=device,
            resume=resume,
            edits=edits,
            stays_low=stay_low,
            trust_weights=trust_weights,
            precision=precision,
        )
        ended = _train(spec, target, going, reporter, interrupt, is_new=not resume, as_json=events == "jsonl")
    if events is None and target.folder.is_dir():
        say(f"run: {target.folder}")
    return INTERRUPTED if ended.status == "stopped" else 0


def change(
    run: Path = typer.Argument(help="A run's folder."),
    edits: list[str] = typer.Argument(
        metavar="KEY=VALUE…",
        help=EDITS_HELP,
    ),
) -> None:
    """Make live edits to a run: while it trains from its next step on, else when it is resumed."""
    target = open_run(run)
    for edit in [parse_edit(text) for text in edits]:
        ask(target, edit)


def _fit(run: Run, **settings: Any) -> Generator[Event]:
    from tlstudio.engine.training.fit import fit  # imports torch

    return fit(run, **settings)


def _train(
    spec: ProjectSpec,
    run: Run,
    begin: Callable[[], Generator[Event]],
    reporter: Reporter,
    interrupt: Interrupt,
    *,
    is_new: bool,
    as_json: bool,
) -> RunEnded:
    """Show the events until the run ends. Ctrl-C before the first step ends it at once and leaves no new run."""
    ended = None
    interrupt.ends_at_once = True  # there is no checkpoint to save, and nobody asks while torch is imported
    try:
        with closing(begin()) as events:
            for event in events:
                interrupt.ends_at_once &= not isinstance(event, StepEnded)
                _show(event, reporter, spec.epochs, as_json=as_json)
                ended = event if isinstance(event, RunEnded) else ended
    except KeyboardInterrupt:
        if not interrupt.ends_at_once:
            raise
        if is_new:
            run.discard()
        ended = RunEnded("stopped", str(run.folder), {}, "Stopped before the first step.")
        _show(ended, reporter, spec.epochs, as_json=as_json)
        tell(ended.reason)
    assert ended is not None
    return ended


def _show(event: Event, reporter: Reporter, epochs: int, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(encode(event) + "\n")
        sys.stdout.flush()
    show_event(event, reporter, epochs, is_quiet=as_json)


def show_event(event: Event, reporter: Reporter, epochs: int, *, is_quiet: bool) -> None:
    """One event for a person, on standard error."""
    match event:
        case Progress():
            reporter.update(event.phase, event.done, event.total)
        case StepEnded():
            reporter.update(f"Epoch {event.epoch} of {epochs}, loss {event.loss:.3f}, step", event.step, None)
        case Warned():
            tell(f"warning: {event.message}")
        case RunStarted() if not is_quiet:
            tell(_plan(event))
        case EpochEnded() if not is_quiet:
            tell(
                f"epoch {event.epoch}: train loss {event.train_loss:.4f}, val loss {event.val_loss:.4f}, "
                f"{_metrics(event)}{_source(event)}, {event.images_per_s:,.0f} images/s"
                + (" (best)" if event.is_best else "")
            )
        case RunEnded(status="completed") if event.reason and not is_quiet:
            tell(event.reason)
        case PhaseBegan() if not is_quiet:
            what = "all that is not frozen" if event.from_part == ALL else f"all from {event.from_part} on"
            tell(f"From epoch {event.epoch} on, {what} trains: {event.trainable:,} parameters.")
        case Changed() if not is_quiet:
            tell(f"After step {event.step}, {event.key} is {event.new:g}; it was {event.old:g}.")
        case _:
            pass


def _metrics(event: EpochEnded) -> str:
    if event.val_accuracy is not None:
        return f"val accuracy {percent(event.val_accuracy)}"
    return ", ".join(f"val {name} {value:.4f}" for name, value in event.metrics.items())


def _source(event: EpochEnded) -> str:
    """How much of the source task is still known, where it is rehearsed."""
    known = event.source_metrics.get("accuracy")
    return "" if known is None else f", source accuracy {percent(known)}"


def _plan(event: RunStarted) -> str:
    share = percent(event.trainable / event.parameters)
    images = ", ".join(f"{number:,} {part}" for part, number in event.images.items())
    return (
        f"{event.device}. Weights: {event.weights}. Images: {images}.\n"
        f"{event.trainable:,} of {event.parameters:,} parameters train ({share}). {event.plan}"
    )


def _edits(run: Run, more: int, settings: list[str]) -> tuple[LiveEdit, ...]:
    """What changes in the run with its first step; nobody else can train it from here on. Raises RunError."""
    run.own()
    try:
        edits = tuple(parse_edit(text) for text in settings)
        for edit in edits:
            check_edit(run, edit)
        return (*(continue_training(Continuation(run, more)) if more else ()), *edits)
    except StudioError:
        run.close()
        raise


def _again(run: Run, folder: Path, settings: list[str], *, is_numbered: bool) -> Run:
    if settings:
        raise ProjectError("A run is trained again as it was: --set and --replay exclude each other.")
    return start_again(run, folder, is_numbered=is_numbered)


def _run_to_resume(project: Path, folder: Path | None) -> Run:
    if folder is not None:
        return open_run(folder)
    found = runs_of(project)
    if not found:
        raise RunError("{project} has no run to resume. Train it without --resume first.", project=project)
    return found[-1]


def _download(spec: ProjectSpec, reporter: Reporter, interrupt: Interrupt) -> None:
    info = find(spec.backbone.name)
    if spec.backbone.weights != "pretrained" or weights_state(info) != "download":
        return
    tell(f"Downloading the weights of {info.title}: {info.size_mb:,.0f} MB, licence {info.licence}, {info.urls[0]}")
    fetch(info, reporter.callback("Downloading bytes"), interrupt)


COMMANDS = (train, change)
