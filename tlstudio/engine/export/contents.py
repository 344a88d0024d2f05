"""The texts that stand beside the models in an export. None of them holds a path of this machine."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

from tlstudio.engine import codec
from tlstudio.engine.data.added import without_elsewhere
from tlstudio.engine.data.image.preprocessing import framing_of
from tlstudio.engine.data.image.reading import Framing
from tlstudio.engine.errors import RunError
from tlstudio.engine.export.card import Facts, model_card
from tlstudio.engine.export.formats import PROJECT, FormatInfo
from tlstudio.engine.export.quality import Quality
from tlstudio.engine.export.script import predict_script, requirements
from tlstudio.engine.project import ProjectSpec, encode_project
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.storage import write_text_durably
from tlstudio.engine.tasks.registry import METHODS
from tlstudio.engine.training.trained import Trained

CARD, LABELS, PREPROCESSING, SCRIPT = "model card.md", "labels.json", "preprocessing.json", "predict.py"
REQUIREMENTS = "requirements.txt"
CHANNELS = {"rgb": "RGB", "grey": "grey", "rgba": "RGBA"}
PLAIN_WEIGHTS = ("pretrained", "random")


def write_texts(folder: Path, trained: Trained, infos: Sequence[FormatInfo]) -> None:
    """What the models need to run: labels, preprocessing, the project and predict.py. Raises StorageError."""
    needs = " or ".join(", ".join(info.needs) for info in infos if info.runs_alone)
    texts = {
        LABELS: codec.dumps(list(trained.class_names)),
        PREPROCESSING: codec.dumps(_preprocessing(trained)),
        PROJECT: encode_project(_portable(trained.project), folder / PROJECT),
        SCRIPT: predict_script(needs),
        REQUIREMENTS: requirements(name for info in infos if info.runs_alone for name in info.needs),
    }
    for name, text in texts.items():
        write_text_durably(folder / name, text)


def write_card(folder: Path, trained: Trained, good: tuple[FormatInfo, ...], quality: Quality) -> None:
    """The model card; `good` are the formats that were verified. Raises StorageError, or RunError for a damaged run."""
    write_text_durably(folder / CARD, model_card(_facts(trained, good, quality)))


def _preprocessing(trained: Trained) -> codec.Json:
    framing, wanted, task = framing_of_run(trained), trained.preprocessing, trained.task
    activation = METHODS[task].exporting.activation
    return {
        "task": task,
        "framing": codec.to_json(framing),
        "input": {
            "name": "pixels",
            "type": "uint8",
            "shape": ["batch", *framing.shape],
            "channels": CHANNELS[framing.channels],
        },
        "output": {"name": "confidences", "type": "float32", "shape": ["batch", len(trained.class_names)]},
        "inside_the_model": {
            "mean": list(wanted.mean),
            "std": list(wanted.std),
            "at_the_end": activation,
        },
    }


def framing_of_run(trained: Trained) -> Framing:
    return framing_of(trained.project.data, trained.preprocessing)


def _portable(project: ProjectSpec) -> ProjectSpec:
    """The project without paths of this machine."""
    weights, data = project.backbone.weights, without_elsewhere(project.data)
    return replace(
        project,
        data=replace(data, folder="", table=Path(data.table).name),
        objective=replace(project.objective, rehearsal_folder=Path(project.objective.rehearsal_folder).name),
        backbone=replace(project.backbone, weights=weights if weights in PLAIN_WEIGHTS else Path(weights).name),
    )


def _facts(trained: Trained, good: tuple[FormatInfo, ...], quality: Quality) -> Facts:
    run, state = trained.run, trained.run.state()
    started = run.started()
    if started is None:
        raise RunError("The run {folder} is damaged: metrics.jsonl does not say how it began.", folder=run.folder)
    return Facts(
        name=title_of(run),
        project=_portable(trained.project),
        class_names=tuple(trained.class_names),
        images={part: _counts(run, part) for part in get_args(SplitName)},
        weights=started.weights,
        parameters=started.parameters,
        trainable=started.trainable,
        epochs=state.epoch,
        best_epoch=quality.epoch,
        accuracy=quality.accuracy,
        validated=quality.n,
        unread=len(run.split().val) - quality.n,
        metrics=quality.metrics,
        framing=framing_of_run(trained),
        preprocessing=trained.preprocessing,
        formats=good,
    )


def _counts(run: Run, part: SplitName) -> Mapping[str, int]:
    """Images of each class or label; of each number all."""
    task, names = run.project().objective.task, run.class_names
    counts = METHODS[task].count(run.split().targets_of(part, task), len(names))
    return dict(zip(names, map(int, counts), strict=True))


def title_of(run: Run) -> str:
    """The run's name for people: "textile, run 001"."""
    project = run.folder.parent.name.removesuffix(".runs")
    return f"{project}, run {run.name}" if run.folder.parent.suffix == ".runs" else run.name
