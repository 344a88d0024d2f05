"""`health`: what is wrong, or odd, about the images."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import typer

from tlstudio.cli.output import FORCE, count, print_json, print_table, say
from tlstudio.cli.progress import Reporter, interruptible, reporting
from tlstudio.cli.projects import JSON
from tlstudio.engine.csv_files import check_target
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.image.health import Finding, Health, write_csv
from tlstudio.engine.data.image.health import health as health_of
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.errors import TooFewImages
from tlstudio.engine.project import SUFFIX, BackboneSpec, DataSpec, ProjectSpec, load_project

NAMES = {
    "unreadable": "cannot be used",
    "two_labels": "duplicates in two classes",
    "leaks": "duplicates in train and in another part",
    "exact_duplicates": "exact duplicates",
    "near_duplicates": "near-duplicates",
    "alike": "unusually similar to the backbone",
    "tiny": "very small",
    "extreme": "very long or very high",
    "blank": "mostly blank",
    "mixed_sizes": "much larger or smaller than most",
    "mixed_modes": "stored unlike most",
    "imbalance": "uneven classes",
    "small_classes": "small classes",
    "empty_classes": "empty classes",
}


def health(
    images: Path = typer.Argument(help="A folder of images, or a project file."),
    features: bool = typer.Option(False, "--features", help="Look closer, with the backbone: takes longer."),
    csv: Path | None = typer.Option(None, help="Write every image of the report to this file."),
    force: bool = FORCE,
    json: bool = JSON,
) -> None:
    """Look at every image: duplicates, blank and odd ones, and what the split would leak."""
    if csv:
        check_target(csv, may_replace=force)
    spec = load_project(images) if images.suffix == SUFFIX else ProjectSpec(data=DataSpec(folder=str(images)))
    data = spec.data
    with reporting() as reporter, interruptible() as interrupt:
        index = read_samples(data, spec.objective.task, reporter.callback("Reading images"), interrupt)
        seen = _features(index, spec.backbone, reporter, interrupt) if features else None
        looking = reporter.callback("Looking at images")
        found = health_of(index, _split(index, data), progress=looking, should_stop=interrupt, features=seen)
    if csv:
        write_csv(found, csv)
    if json:
        print_json(found)
    else:
        _print(found)


def _features(
    index: Index, backbone: BackboneSpec, reporter: Reporter, interrupt: Callable[[], bool]
) -> dict[str, np.ndarray]:
    from tlstudio.engine.evaluation.similarity import features_of  # torch, which the report does without

    progress = reporter.callback("Running the backbone")
    return features_of(index, backbone, progress=progress, should_stop=interrupt)


def _split(index: Index, data: DataSpec) -> Split | None:
    try:
        return split(index, data)
    except TooFewImages:  # stands in the report
        return None


def _print(found: Health) -> None:
    say(f"{count(found.found, 'image')}: {found.used:,} used, {found.left_out:,} left out")
    rows = [[NAMES[item.kind], f"{len(item.paths):,}" if item.paths else "", _detail(item)] for item in found.findings]
    if rows:
        print_table(["finding", "images", ""], rows, ["images"])
    else:
        say("Nothing is wrong with these images.")


def _detail(finding: Finding) -> str:
    if finding.kind == "leaks":
        return f"{count(finding.pairs, 'pair')} in {count(len(finding.groups), 'group')}"
    if finding.groups:
        return f"in {count(len(finding.groups), 'group')}"
    if finding.kind == "imbalance":
        return f"{finding.names[0]} has {finding.times:.1f} times as many images as {finding.names[1]}"
    return ", ".join(finding.names or finding.paths[:3])


COMMANDS = (health,)
