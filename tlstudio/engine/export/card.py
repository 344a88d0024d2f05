"""The model card of an export: what the model is, what it was made from, how good it is, where its limits are."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tlstudio.engine.backbones.catalogue import catalogue
from tlstudio.engine.data.image.preprocessing import Preprocessing
from tlstudio.engine.data.image.reading import Framing
from tlstudio.engine.export.certificate import Accuracy
from tlstudio.engine.export.formats import FormatInfo
from tlstudio.engine.project import AugmentSpec, FreezeSpec, LayerSpec, PhaseSpec, ProjectSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.engine.tasks.methods import TaskMethods
from tlstudio.engine.tasks.registry import METHODS

_FRAMINGS = {
    "squash": "the whole image, squashed to a square",
    "crop": "the centre square of the image",
    "pad": "the whole image, with borders to make it square",
}
_BATCHNORM = {
    "still": "nothing of it changes anywhere in the backbone",
    "affine": "its statistics change nowhere in the backbone, scale and shift with their part",
}
_POOLS = {
    "avg": "average pooling",
    "max": "max pooling",
    "avgmax": "average and max pooling",
    "gem": "GeM pooling",
    "own": "the backbone's own pooling",
}
_READ = {
    "rgb": "RGB, first frame, transparency laid on {}",
    "grey": "grey (luma of ITU-R 601), first frame, transparency laid on {}",
    "rgba": "RGBA, first frame, the fourth channel as the file has it, or 255",
}
_FLATTERED = (
    "The validation images were not trained on, but they chose the best epoch, which flatters the number a little."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the card says. `images` counts each class in each part of the split: {"train": {"cats": 70}, …}."""

    name: str  # of the run
    project: ProjectSpec
    class_names: tuple[str, ...]
    images: Mapping[str, Mapping[str, int]]
    weights: str  # where the backbone's weights come from, in words
    parameters: int
    trainable: int
    epochs: int  # ended
    best_epoch: int
    accuracy: Accuracy | None  # of a task with classes
    validated: int  # images of the validation part
    metrics: Mapping[str, float]  # of the best epoch: "val_map", "val_rmse", …
    framing: Framing
    preprocessing: Preprocessing
    formats: tuple[FormatInfo, ...]

    @property
    def task(self) -> TaskMethods:
        return METHODS[self.project.objective.task]


def model_card(facts: Facts) -> str:
    """The card in Markdown."""
    sections = {
        "What it is": _what(facts),
        "How good it is": _quality(facts),
        f"{facts.task.info.nouns.capitalize()} and images": _classes(facts),
        "Backbone": _backbone(facts),
        "Training": _training(facts.project, facts.epochs, facts.best_epoch),
        "What happens to an image": _preprocessing(facts),
        "How to run it": _running(facts.formats),
        "Limits": _limits(facts),
    }
    body = "\n\n".join(f"## {title}\n\n" + "\n".join(lines) for title, lines in sections.items())
    return f"# Model card: {safe(facts.name)}\n\n{body}\n"


def safe(text: str) -> str:
    """Text that Markdown and HTML show as it is: names come from folders, which may be called anything."""
    text = " ".join(text.split())
    return "".join(f"\\{char}" if char in "\\`*_[]<>|#&!" else char for char in text)


def _what(facts: Facts) -> list[str]:
    return [
        f"{facts.task.exporting.kind.format(_outputs(facts))}, trained in Transfer Learning Studio.",
        f"It has {facts.parameters:,} parameters, of which {facts.trainable:,} were trained on the images below.",
    ]


def _outputs(facts: Facts) -> str:
    return facts.task.info.counted(len(facts.class_names))


def _quality(facts: Facts) -> list[str]:
    accuracy, metrics = facts.accuracy, facts.metrics
    if f"val_{facts.task.info.key}" not in metrics or not facts.validated:
        return ["Its accuracy is not known: no epoch was judged on validation images."]
    interval = {} if accuracy is None else {"low": accuracy.low, "high": accuracy.high}
    return [facts.task.exporting.quality.format(**metrics, **interval, n=facts.validated), _FLATTERED]


def _classes(facts: Facts) -> list[str]:
    parts = tuple(facts.images)
    rows = [(safe(name), *(str(facts.images[part].get(name, 0)) for part in parts)) for name in facts.class_names]
    return _table((facts.task.info.noun.capitalize(), *parts), rows)


def _backbone(facts: Facts) -> list[str]:
    spec = facts.project.backbone
    info = catalogue().get(spec.name)
    lines = [f"- Network: {info.title if info else spec.name} (`{spec.name}`)", f"- Weights: {safe(facts.weights)}"]
    if info and spec.weights == "pretrained":
        lines.append(f"- Licence of the weights: {info.licence}; trained on: {info.trained_on}")
    return [*lines, *freeze_lines(facts.project.freeze)]


def freeze_lines(freeze: FreezeSpec) -> list[str]:
    """What was frozen, and how the rest began to train."""
    lines = [f"- Frozen: {', '.join(f'`{part}`' for part in freeze.parts) if freeze.parts else 'nothing'}"]
    if freeze.batchnorm != "follow":
        lines.append(f"- BatchNorm: {_BATCHNORM[freeze.batchnorm]}")
    if freeze.lr_scales:
        shares = ", ".join(f"`{own.part}` × {own.scale:g}" for own in freeze.lr_scales)
        lines.append(f"- Learning rates of parts: {shares}")
    if freeze.phases:
        stages = [_phase(phase) for phase in freeze.phases]
        lines.append(f"- Staged unfreezing: {', then '.join(stages)}, then all that is not frozen")
    return lines


def _phase(phase: PhaseSpec) -> str:
    what = f"from `{phase.from_part}` on" if phase.from_part else "the head alone"
    rate = "" if phase.lr is None else f" at learning rate {phase.lr:g}"
    return f"{what} for {phase.epochs} epoch{'' if phase.epochs == 1 else 's'}{rate}"


def _training(project: ProjectSpec, epochs: int, best_epoch: int) -> list[str]:
    spec, head = project.training, project.head
    layers = [
        _POOLS[head.pool],
        *(_layer(layer) for layer in head.layers),
        f"linear to the {TASKS[project.objective.task].nouns}",
    ]
    return [
        f"- Head: {', '.join(layers)}",
        f"- {epochs} of {spec.epochs} epochs, batches of {spec.batch_size}; weights of epoch {best_epoch}",
        f"- {spec.optimizer}, learning rate {spec.lr:g} (backbone × {spec.backbone_lr_scale:g}), "
        f"{spec.schedule} schedule, {spec.warmup_steps} warm-up steps, weight decay {spec.weight_decay:g}",
        f"- Augmentation: {_augmentation(project.augment)}; label smoothing {project.objective.label_smoothing:g}; "
        f"class weights: {project.objective.class_weights}; sampling: {spec.sampling}",
        f"- Seeds: {spec.seed} for training, {project.data.split_seed} for the split",
    ]


def _augmentation(spec: AugmentSpec) -> str:
    changes = [f"{change.kind} (p {change.p:g}, strength {change.strength:g})" for change in spec.custom]
    how = ", ".join(changes) if spec.intensity == "custom" else spec.intensity
    return f"{how or 'off'}; mixing: {spec.mix}" + (f" (α {spec.mix_alpha:g})" if spec.mix != "none" else "")


def _layer(layer: LayerSpec) -> str:
    value = layer.width if layer.width is not None else layer.p
    return layer.kind if value is None else f"{layer.kind} {value:g}"


def _preprocessing(facts: Facts) -> list[str]:
    framing, wanted = facts.framing, facts.preprocessing
    return [
        f"1. Decoded to upright {_READ[framing.channels].format(framing.background)}.",
        f"2. {_FRAMINGS[framing.resize].capitalize()}: {framing.size_px} × {framing.size_px} pixels, "
        f"{framing.interpolation} interpolation.",
        "3. Inside the model: scaled to 0–1, mean "
        f"{_numbers(wanted.mean)} taken off, divided by {_numbers(wanted.std)}; "
        f"{facts.task.exporting.ending} at the end.",
    ]


def _running(formats: Sequence[FormatInfo]) -> list[str]:
    lines = [f"- `{info.file}`: {info.title.lower()}; needs {', '.join(info.needs)}." for info in formats]
    if any(info.runs_alone for info in formats):
        lines.append("- `python predict.py IMAGE…` says what each image shows; `--json` gives all scores.")
    return lines


def _limits(facts: Facts) -> list[str]:
    return [
        *(line.format(_outputs(facts)) for line in facts.task.exporting.limits),
        "- It was judged on images from the same collection it was trained on. Expect less on others "
        "(another camera, light, place or time), and check before relying on it.",
    ]


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---", *("---:" for _ in head[1:])], *rows]
    return [f"| {' | '.join(line)} |" for line in lines]


def _numbers(values: Iterable[float]) -> str:
    return "(" + ", ".join(f"{value:g}" for value in values) + ")"
