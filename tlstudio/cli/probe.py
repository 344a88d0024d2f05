"""`probe`: the leaderboard of backbones on a project's images, before any training."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Literal

import typer

from tlstudio.cli.output import FAILED, percent, print_json, print_table, say, tell
from tlstudio.cli.progress import Interrupt, Reporter, interruptible, reporting
from tlstudio.cli.projects import JSON
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.split.split import split
from tlstudio.engine.errors import BackboneError
from tlstudio.engine.evaluation.ranking import SAMPLES, Question, Standing, as_row, candidates, ranked, verdict
from tlstudio.engine.evaluation.saved_leaderboard import place_of
from tlstudio.engine.project import BackboneSpec, ProjectSpec, load_project

MOST = 2_000  # images: the pixels of all of them are kept in memory


def probe(
    project: Path = typer.Argument(help="A project file."),
    backbone: list[str] = typer.Option(
        [], help="A name from `tlstudio backbones`, as often as needed; by default all whose weights are here."
    ),
    images: int = typer.Option(SAMPLES, min=5, max=MOST, help="At most so many images, of train and val."),
    device: Literal["auto", "cpu", "cuda", "mps"] = typer.Option("auto", help="What to run on."),
    trust_weights: bool = typer.Option(
        False, "--trust-weights", help="Open a .pth file of weights. Only for files from someone you trust."
    ),
    json: bool = JSON,
) -> int:
    """Rank backbones on a project's images, before any training: a leaderboard of ridge heads on frozen features."""
    spec = load_project(project)
    specs = _backbones(spec, backbone)
    with reporting() as reporter, interruptible() as interrupt:
        question = replace(
            _question(project, spec, reporter, interrupt), samples=images, device=device, trust_weights=trust_weights
        )
        standings = _compare(question, specs, reporter, interrupt)
    order = [*ranked(standings), *(one for one in standings if one.error)]
    if json:
        print_json({"rows": [as_row(one) for one in order], "sentence": verdict(order)})
    else:
        _print(order)
    return 0 if ranked(order) else FAILED


def _backbones(spec: ProjectSpec, names: Sequence[str]) -> tuple[BackboneSpec, ...]:
    """Those named, each once; the project's own as the project has it."""
    own = spec.backbone
    named = {find(name).name: own if name == own.name else BackboneSpec(name) for name in names}
    specs = tuple(named.values()) if names else candidates(own)
    if not specs:
        raise BackboneError("The weights of no backbone are on this computer. Name one with --backbone.")
    return specs


def _question(project: Path, spec: ProjectSpec, reporter: Reporter, interrupt: Interrupt) -> Question:
    progress = reporter.callback("Reading images")
    index = read_samples(spec.data, spec.objective.task, progress, interrupt)
    return Question(spec, index, split(index, spec.data), kept=place_of(project))


def _compare(
    question: Question, backbones: Sequence[BackboneSpec], reporter: Reporter, interrupt: Interrupt
) -> list[Standing]:
    from tlstudio.engine.evaluation.leaderboard import compare  # imports torch

    standings = []
    for event in compare(question, backbones, should_stop=interrupt):
        if isinstance(event, Standing):
            standings.append(event)
        else:
            reporter.update(event.phase, event.done, event.total)
    return standings


def _print(standings: Sequence[Standing]) -> None:
    print_table(
        ["backbone", "accuracy", "95 % interval", "images", "ms/image", "MB"],
        [_line(one) for one in standings if not one.error],
        ["accuracy", "95 % interval", "images", "ms/image", "MB"],
    )
    say(verdict(standings))
    tell("Each image was answered by a ridge head that had not seen it (5 folds of train and val, never test).")
    for one in standings:
        if one.error:
            tell(f"{one.backbone.name}: {one.error}")


def _line(standing: Standing) -> list[str]:
    low, high = standing.accuracy_interval
    return [
        standing.backbone.name,
        percent(standing.accuracy),
        f"{100 * low:.1f}–{100 * high:.1f}",
        f"{standing.n:,}",
        f"{1000 * standing.seconds_per_image:.1f}",
        f"{standing.info.size_mb:,.0f}",
    ]


COMMANDS = (probe,)
