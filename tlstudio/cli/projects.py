"""`new`, `scan` and `samples`: projects and their images."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import typer

from tlstudio.cli.output import count, print_json, print_table, say, tell
from tlstudio.cli.progress import interruptible, reporting
from tlstudio.engine import codec
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.layout import NO_LABEL
from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.data.sample_sets import samples as sample_sets
from tlstudio.engine.data.split.split import split
from tlstudio.engine.data.tables.columns import check_columns, facts_of, ranges, task_of, with_table
from tlstudio.engine.data.tables.table import read_table
from tlstudio.engine.errors import ProjectError, StorageError, did_you_mean
from tlstudio.engine.model.freezing import shortest
from tlstudio.engine.model.heads import FORMER_PRESETS, PRESETS, HeadPreset, with_preset
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS as FREEZES
from tlstudio.engine.project import (
    ALL,
    SUFFIX,
    DataSpec,
    FreezeSpec,
    HeadSpec,
    Kind,
    ObjectiveSpec,
    ProjectSpec,
    Task,
    load_project,
    save_project,
)
from tlstudio.engine.recipe import is_untouched, needs_tree, recipe_for, with_recipe
from tlstudio.engine.runs.start import check_task
from tlstudio.engine.tasks.info import OF_A_FOLDER, TASKS
from tlstudio.engine.templates import TEMPLATES, template_named

SETTINGS = typer.Option(
    [], "--set", metavar="KEY.PATH=VALUE", help="Change a setting, as often as needed; `tlstudio settings` lists them."
)
DATA_HELP = "A folder with one folder of samples per class, or with the samples of a table."
FREEZE_HELP = f"all, none, a preset ({', '.join(FREEZES)}), or names of parts from `tlstudio parts`, with commas."
TABLE = typer.Option(None, help="A CSV or TSV file that says what each image shows, by its path below the folder.")
TARGET = typer.Option(None, metavar="COLUMN,COLUMN…", help="The columns of the table to learn.")
JSON = typer.Option(False, "--json", help="Print JSON.")


def new(
    project: Path = typer.Argument(help="The project file to write, ending in .tlstudio."),
    data: Path | None = typer.Option(None, help=DATA_HELP),
    kind: Kind | None = typer.Option(None, help="What one sample is; by default an image."),
    images: Path | None = typer.Option(None, help="The same as --data PATH --kind image."),
    table: Path | None = TABLE,
    target: str | None = TARGET,
    task: Task | None = typer.Option(None, help="What to learn; by default what the table looks like."),
    backbone: str | None = typer.Option(None, help="A name from `tlstudio backbones`."),
    freeze: str | None = typer.Option(None, help=FREEZE_HELP),
    head: str | None = typer.Option(None, help=f"A preset: {', '.join(PRESETS)}."),
    template: str | None = typer.Option(None, help=f"Begin with a recipe: {', '.join(TEMPLATES)}."),
    settings: list[str] = SETTINGS,
    force: bool = typer.Option(False, "--force", help="Replace an existing project file."),
) -> None:
    """Write a project file for a folder of samples."""
    _check_target(project, force)
    found, task = _data(_folder(data, images, kind), table, target, task)
    spec = ProjectSpec(data=replace(found, kind=kind or "image"), objective=ObjectiveSpec(task))
    if template is not None:
        spec = template_named(template).apply(spec)
    spec = _with_backbone(spec, backbone)
    if head is not None:
        spec = replace(spec, head=with_preset(spec.head, _preset(head)))
    if freeze is not None:
        spec = replace(spec, freeze=_freeze(freeze))
    spec = _with_checked_parts(with_settings(spec, settings))
    _check_kind(spec.data.kind)
    with reporting() as reporter, interruptible() as interrupt:
        reading = reporter.callback("Reading images")
        index = read_samples(spec.data, spec.objective.task, reading, interrupt)
    check_task(spec.objective, index)
    parts = split(index, spec.data)
    says_how = freeze is not None or template is not None or _say_how(settings)
    spec, why = (spec, "") if says_how else _recommended(spec, index, len(parts.train))
    save_project(spec, project)
    say(f"{project}: {_in_words(index)}, {find(spec.backbone.name).title}.")
    if why:
        say(why)


def scan(
    folder: Path = typer.Argument(help="A folder of images."),
    table: Path | None = TABLE,
    target: str | None = TARGET,
    json: bool = JSON,
) -> None:
    """Say what images a folder or a table holds, what is left out, and why."""
    data, task = _data(folder, table, target, None)
    with reporting() as reporter, interruptible() as interrupt:
        index = read_samples(data, task, reporter.callback("Reading images"), interrupt)
    if json:
        print_json(_counts(index))
        return
    say(_in_words(index))
    if TASKS[index.task].has_units:
        rows = [[name, *(f"{value:g}" for value in facts.values())] for name, facts in ranges(index).items()]
        print_table(["number", "least", "mean", "most"], rows, ["least", "mean", "most"])
    else:
        rows = [[name, f"{number:,}"] for name, number in index.counts().items()]
        print_table(["class" if index.targets is None else "label", "images"], rows, ["images"])
    for item in index.excluded:
        if item.reason != NO_LABEL:
            say(f"left out: {item.path}: {item.reason}" if item.path else f"left out: {item.reason}")


def samples(json: bool = JSON) -> None:
    """Name the sample sets of images and their folders."""
    found = sample_sets()
    if json:
        print_json([{**codec.to_json(sample), "folder": str(sample.folder)} for sample in found])
        return
    print_table(
        ["name", "title", "images", "classes", "licence", "folder"],
        [[s.name, s.title, f"{s.images:,}", ", ".join(s.classes), s.licence, str(s.folder)] for s in found],
        ["images"],
    )


def _data(images: Path, table: Path | None, target: str | None, task: Task | None) -> tuple[DataSpec, Task]:
    """Where the images are and what they show; what is not said is found in the table."""
    data = DataSpec(folder=str(images.absolute()))
    if table is None:
        if target is not None:
            raise ProjectError("--target names columns of a table: name the table with --table.")
        return data, task or OF_A_FOLDER
    content = read_table(table.absolute())
    facts = facts_of(content)
    if facts.note:
        tell(f"note: {facts.note}")
    if facts.split_column:
        tell(f"note: The column {facts.split_column!r} says which row trains, validates and tests.")
    columns = tuple(name.strip() for name in (target or "").split(",") if name.strip())
    check_columns(content, columns)
    found = replace(with_table(data, facts, table.absolute()), target_columns=columns or facts.target_columns)
    return found, task or (task_of(facts, columns) if columns else facts.task)


def _counts(index: Index) -> codec.Json:
    found = {"found": index.found, "used": len(index.paths), "excluded": codec.to_json(list(index.excluded))}
    if waiting := len(index.unlabelled):
        found["unlabelled"] = waiting
    if TASKS[index.task].has_one_class:
        return {**found, "classes": index.counts()}
    what = {"labels": index.counts()} if TASKS[index.task].has_labels else {"numbers": codec.to_json(ranges(index))}
    return {**found, "task": index.task, **what}


def load_with(project: Path, settings: list[str]) -> ProjectSpec:
    """The project of a file, with the settings of the command line. Raises ProjectError."""
    return with_settings(load_project(project), settings)


def with_settings(spec: ProjectSpec, settings: list[str]) -> ProjectSpec:
    """The project with each "key.path=value". Raises ProjectError."""
    for setting in settings:
        spec = codec.with_value(spec, setting)
    return spec


def _folder(data: Path | None, images: Path | None, kind: Kind | None) -> Path:
    """Where the samples are, said as --data or as --images."""
    if images is not None and (data is not None or kind not in (None, "image")):
        raise ProjectError("--images PATH is the same as --data PATH --kind image: leave one of them out.")
    _check_kind(kind or "image")
    folder = images or data
    if folder is None:
        raise ProjectError("Say where the samples are: --data FOLDER, or --images FOLDER for images.")
    return as_path(folder)


def as_path(text: Path) -> Path:
    """The place that was meant: quotes that were pasted along, file:// and ~ are not part of it."""
    if text.exists():
        return text
    bare = str(text).strip("\"' ")
    bare = unquote(urlsplit(bare).path) if bare.startswith("file:") else bare
    return Path(bare).expanduser()


def _check_kind(kind: Kind) -> None:
    if kind not in MODALITIES:
        here = ", ".join(f"--kind {known}" for known in MODALITIES)
        raise ProjectError(
            "This version cannot learn from samples of the kind {kind!r} yet. It can from: {here}.",
            kind=kind,
            here=here,
        )


def _check_target(project: Path, force: bool) -> None:
    if project.suffix != SUFFIX:
        raise ProjectError(
            "A project file ends in {suffix}: call it {project}{suffix}.", suffix=SUFFIX, project=project.name
        )
    if project.exists() and not force:
        raise StorageError(
            "{project} already exists. Choose another name, or replace it with --force.",
            project=project,
        )
    if not project.absolute().parent.is_dir():
        raise StorageError(
            "There is no folder {parent} to write {project} into.",
            parent=project.absolute().parent,
            project=project.name,
        )


def _with_backbone(spec: ProjectSpec, name: str | None) -> ProjectSpec:
    """The spec with the backbone, and the pooling that suits it."""
    info = find(name or spec.backbone.name)
    pool = "own" if info.pools_itself else spec.head.pool
    return replace(spec, backbone=replace(spec.backbone, name=info.name), head=replace(spec.head, pool=pool))


def _say_how(settings: list[str]) -> bool:
    """Whether one of them says how to train, be it what is usual."""
    others = ("data.", "backbone.", "objective.task", "training.seed")
    return not all(setting.startswith(others) for setting in settings)


def _recommended(spec: ProjectSpec, index: Index, images: int) -> tuple[ProjectSpec, str]:
    """The spec with the recipe for so many images, and why; as it is, and no word, if it says itself how to train."""
    if not is_untouched(spec):
        return spec, ""
    recipe = recipe_for(images, index.each_of(images))
    tree = None
    if needs_tree(recipe):
        from tlstudio.engine.model.describe import describe_backbone

        tree = describe_backbone(
            spec.backbone, spec.data.channels, own_pooling=spec.head.pool == "own", kind=spec.data.kind
        ).tree
    return with_recipe(spec, recipe, tree), recipe.sentence


def _preset(name: str) -> HeadPreset:
    name = FORMER_PRESETS.get(name, name)
    if name not in PRESETS:
        hint = did_you_mean(name, PRESETS)
        raise ProjectError(
            "There is no head preset {name!r}{hint}. There are: {presets}.",
            name=name,
            hint=hint,
            presets=", ".join(PRESETS),
        )
    return PRESETS[name]


def _freeze(text: str) -> FreezeSpec:
    """Presets that need no tree become what they mean; the others stay names until it is known."""
    whole = {"keep": (ALL,), "none": (), "everything": ()}
    return FreezeSpec(whole.get(text, tuple(name.strip() for name in text.split(",") if name.strip())))


def _with_checked_parts(spec: ProjectSpec) -> ProjectSpec:
    """The spec with the name of a preset replaced by the parts it freezes.

    Names of parts and the head's shapes are checked against the network, which takes building it.
    """
    freeze = spec.freeze
    names_nothing = freeze.parts in ((), (ALL,)) and not freeze.lr_scales and not freeze.phases
    if names_nothing and spec.head == HeadSpec():
        return spec
    from tlstudio.engine.model.checking import check_model
    from tlstudio.engine.model.describe import describe_backbone

    description = describe_backbone(
        spec.backbone, spec.data.channels, own_pooling=spec.head.pool == "own", kind=spec.data.kind
    )
    spec = replace(spec, freeze=_with_preset(freeze, description.tree))
    check_model(description.tree, description.feature_shape, spec, outputs=2)
    return spec


def _with_preset(freeze: FreezeSpec, tree: Part) -> FreezeSpec:
    parts = next((shortest(tree, FREEZES[name](tree)) for name in FREEZES if freeze.parts == (name,)), freeze.parts)
    return replace(freeze, parts=parts)


def _in_words(index: Index) -> str:
    used, waiting = len(index.paths), len(index.unlabelled)
    left_out = len(index.excluded) - waiting
    names = len(index.class_names)
    what = {
        "single_label": f"in {names} classes",
        "multi_label": f"with {count(names, 'label')}",
        "regression": f"with {count(names, 'number')} each",
    }
    words = f"{count(used, 'image')} {what[index.task]}"
    words = f"{used:,} of {used + waiting:,} images labelled, {words}" if waiting else words
    return f"{words}, {left_out:,} left out" if left_out else words


COMMANDS = (new, scan, samples)
