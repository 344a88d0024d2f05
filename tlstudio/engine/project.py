"""What the user asked for, as small frozen specs, and the project file they are kept in.

A spec holds what changes the trained model. What suits a machine (device, threads, cache budget) never enters it.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.storage import read_bytes, write_text_durably

FORMAT = 1
SUFFIX = ".tlstudio"
MAX_EPOCHS = 100_000
MAX_VIEWS = 32  # of one image
LABEL_THRESHOLD = 0.5  # from this score on an image is given a label
MAX_WIDTH = 65_536  # units of one hidden layer

ALL = "all"  # the name of the whole backbone in a freeze

Resize = Literal["squash", "crop", "pad"]
SplitPart = Literal["train", "val", "test"]
Grouping = Literal["none", "near_duplicates", "folder", "pattern"]
Intensity = Literal["off", "light", "strong"]
LayerKind = Literal["linear", "relu", "gelu", "silu", "tanh", "dropout", "batchnorm", "layernorm"]
Pool = Literal["avg", "max", "avgmax", "gem", "own"]
BatchNorm = Literal["follow", "still", "affine"]
Output = Literal["linear", "cosine"]
Source = Literal["none", "l2sp"]
Solver = Literal["steps", "ridge", "logistic", "nearest_mean"]
Task = Literal["single_label", "multi_label", "regression"]


def _check(condition: bool, sentence: str) -> None:
    if not condition:
        raise ProjectError(sentence)


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ProjectError(f"group_pattern: {pattern!r} is not a regular expression: {error}.") from error
    # (a+)+ and the like may take for ever on a name of thirty letters.
    nested = re.search(r"[+*}][^()]*\)+[+*{]", pattern)
    _check(nested is None, f"group_pattern: {pattern!r} repeats what repeats already. Take one + or * away.")


@dataclass(frozen=True, slots=True)
class DataSpec:
    folder: str = ""  # images, one folder per class; relative to the project file where it lies below it
    resize: Resize = "squash"  # squash: the whole image; crop: the centre; pad: the whole image with borders
    background: str = "#000000"  # under transparent pixels and in the borders of `pad`
    val_share: float = 0.15
    test_share: float = 0.15
    split_seed: int = 0
    excluded: tuple[str, ...] = ()  # paths below the folder that the user left out
    table: str = (
        ""  # a CSV or TSV file that says what each image shows, in place of class folders; relative as `folder`
    )
    path_column: str = ""  # of the table; "": the one that looks like it
    target_columns: tuple[str, ...] = ()  # of the table; none: those that suit the task
    label_mark: str = ";"  # between the labels of one image
    relabelled: dict[str, str] = field(default_factory=dict)  # path below the folder → its class, as it is called now
    pinned: dict[str, SplitPart] = field(default_factory=dict)  # path below the folder → the part it stays in
    class_names: dict[str, str] = field(default_factory=dict)  # class of a folder → what it is called; alike: merged
    groups: Grouping = "none"  # images of a group are never in two parts
    group_pattern: str = ""  # of `pattern`: a regular expression; file names in which it finds the same are a group

    def __post_init__(self) -> None:
        _check(len(self.label_mark) == 1, f"label_mark: {self.label_mark!r} is not one character.")
        _check(0 < self.val_share < 1, f"val_share: {self.val_share} is not between 0 and 1.")
        _check(0 <= self.test_share < 1, f"test_share: {self.test_share} is not between 0 and 1.")
        _check(self.val_share + self.test_share < 1, "val_share and test_share leave nothing to train on.")
        _check(self.split_seed >= 0, f"split_seed: {self.split_seed} is below 0.")
        _check(_is_colour(self.background), f"background: {self.background!r} is not a colour such as #FFFFFF.")
        _check(all(self.class_names.values()), "class_names: a class needs a name.")
        _check(all(self.relabelled.values()), "relabelled: a class needs a name.")
        _check_pattern(self.group_pattern)


@dataclass(frozen=True, slots=True)
class AugmentSpec:
    intensity: Intensity = "off"
    views: int = 0  # prepared views of each training image that the epochs take in turn; 0: fresh in each epoch

    def __post_init__(self) -> None:
        _check(0 <= self.views <= MAX_VIEWS, f"views: {self.views} is not in 0–{MAX_VIEWS}.")


@dataclass(frozen=True, slots=True)
class BackboneSpec:
    name: str = "tlstudio/efficientnet_lite0"
    weights: str = "pretrained"  # or "random", or the path of a .safetensors / .pth file
    input_px: int | None = None  # None: what the weights were trained with

    def __post_init__(self) -> None:
        _check(bool(self.name), "name: name a backbone.")
        _check(bool(self.weights), "weights: say 'pretrained', 'random' or name a file.")
        _check(self.input_px is None or 16 <= self.input_px <= 2048, f"input_px: {self.input_px} is not in 16–2048.")


@dataclass(frozen=True, slots=True)
class LrScaleSpec:
    """The learning rate of a part and all below it, unless one of those has its own."""

    part: str
    scale: float  # share of the head's

    def __post_init__(self) -> None:
        _check(self.part != ALL, "part: the whole backbone has its scale in training.backbone_lr_scale.")
        _check(0 <= self.scale <= 10, f"scale: {self.scale:g} is not in 0–10.")


@dataclass(frozen=True, slots=True)
class PhaseSpec:
    """The first epochs of a run, or the next ones, in which less trains than in the end."""

    epochs: int
    from_part: str = ""  # the first part that trains; "" is the head alone
    lr: float | None = None  # peak learning rate of the head; None: that of the training

    def __post_init__(self) -> None:
        _check(1 <= self.epochs <= MAX_EPOCHS, f"epochs: {self.epochs} is not in 1–{MAX_EPOCHS:,}.")
        _check(self.lr is None or 0 < self.lr <= 100, f"lr: {self.lr} is not above 0 and at most 100.")


@dataclass(frozen=True, slots=True)
class FreezeSpec:
    """What never trains, and how the rest begins."""

    parts: tuple[str, ...] = (ALL,)  # names of frozen parts, shortest form; ("all",) is the whole backbone
    # follow: as the part it is in; still: no BatchNorm of the backbone changes; affine: their statistics do not
    batchnorm: BatchNorm = "follow"
    lr_scales: tuple[LrScaleSpec, ...] = ()  # of parts that do not learn at training.backbone_lr_scale
    phases: tuple[PhaseSpec, ...] = ()  # what comes before all that is not frozen trains

    def __post_init__(self) -> None:
        named = [own.part for own in self.lr_scales]
        twice = next((name for name in named if named.count(name) > 1), None)
        _check(twice is None, f"lr_scales: {twice} stands there twice. Remove one of them.")


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of a head. `width` belongs to linear layers, `p` (a share) to dropout."""

    kind: LayerKind
    width: int | None = None
    p: float | None = None

    def __post_init__(self) -> None:
        if self.kind == "linear":
            width = self.width
            _check(width is not None, "width: a linear layer needs a number of units.")
            _check(width is None or 1 <= width <= MAX_WIDTH, f"width: {width} is not in 1–{MAX_WIDTH:,}.")
        else:
            _check(self.width is None, f"width: a {self.kind} layer has none.")
        if self.kind == "dropout":
            _check(self.p is not None and 0 <= self.p < 1, f"p: {self.p} is not a share from 0 to below 1.")
        else:
            _check(self.p is None, f"p: a {self.kind} layer has none.")


@dataclass(frozen=True, slots=True)
class HeadSpec:
    """Pooling, then `layers`, then an output layer as wide as the data has classes."""

    pool: Pool = "avg"  # "own": as the backbone pools itself
    layers: tuple[LayerSpec, ...] = ()
    output: Output = "linear"  # cosine: only the direction of the features counts
    solver: Solver = "steps"  # of the optimizer; the others solve one linear layer from the features, without epochs

    def __post_init__(self) -> None:
        _check(len(self.layers) <= 32, f"layers: {len(self.layers)} are more than 32.")


@dataclass(frozen=True, slots=True)
class ObjectiveSpec:
    """What the targets mean, and how far from them the answers are."""

    task: Task = "single_label"  # one class of an image; any number of labels; one or several numbers
    regression_loss: Literal["huber", "mse"] = "huber"
    label_smoothing: float = 0.0
    class_weights: Literal["none", "balanced"] = "none"  # balanced: rare classes and labels count as much as others
    source: Source = "none"  # l2sp: what trains of the backbone stays near its pretrained weights
    source_weight: float = 0.01  # λ of L_T + λ·L_S

    def __post_init__(self) -> None:
        _check(0 <= self.label_smoothing < 1, f"label_smoothing: {self.label_smoothing} is not from 0 to below 1.")
        _check(0 <= self.source_weight <= 1e6, f"source_weight: {self.source_weight:g} is not in 0–1,000,000.")


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    epochs: int = 10
    batch_size: int = 32
    optimizer: Literal["adamw", "adam", "sgd"] = "adamw"
    lr: float = 3e-3  # peak learning rate of the head
    backbone_lr_scale: float = 0.1  # learning rate of the backbone's trainable parts, as a share of `lr`
    weight_decay: float = 1e-2  # not on 1-D parameters
    momentum: float = 0.9  # of SGD
    schedule: Literal["cosine", "constant", "step", "one_cycle"] = "cosine"
    warmup_steps: int = 0  # linear, from lr / 100
    clip_norm: float = 0.0  # the gradient of all that trains is made no longer than this; 0: as it is
    patience: int = 0  # epochs without a better one before the run ends; 0: all epochs
    seed: int = 0

    def __post_init__(self) -> None:
        _check(1 <= self.epochs <= MAX_EPOCHS, f"epochs: {self.epochs} is not in 1–{MAX_EPOCHS:,}.")
        _check(1 <= self.batch_size <= 4096, f"batch_size: {self.batch_size} is not in 1–4096.")
        _check(0 < self.lr <= 100, f"lr: {self.lr} is not above 0 and at most 100.")
        _check(0 <= self.backbone_lr_scale <= 10, f"backbone_lr_scale: {self.backbone_lr_scale} is not in 0–10.")
        _check(0 <= self.weight_decay <= 10, f"weight_decay: {self.weight_decay} is not in 0–10.")
        _check(0 <= self.momentum < 1, f"momentum: {self.momentum} is not from 0 to below 1.")
        _check(self.warmup_steps >= 0, f"warmup_steps: {self.warmup_steps} is below 0.")
        _check(self.clip_norm >= 0, f"clip_norm: {self.clip_norm:g} is below 0.")
        _check(0 <= self.patience <= MAX_EPOCHS, f"patience: {self.patience} is not in 0–{MAX_EPOCHS:,}.")
        _check(0 <= self.seed < 2**32, f"seed: {self.seed} is not in 0–4,294,967,295.")


@dataclass(frozen=True, slots=True)
class ProjectSpec:
    data: DataSpec = field(default_factory=DataSpec)
    augment: AugmentSpec = field(default_factory=AugmentSpec)
    backbone: BackboneSpec = field(default_factory=BackboneSpec)
    freeze: FreezeSpec = field(default_factory=FreezeSpec)
    head: HeadSpec = field(default_factory=HeadSpec)
    objective: ObjectiveSpec = field(default_factory=ObjectiveSpec)
    training: TrainingSpec = field(default_factory=TrainingSpec)

    @property
    def epochs(self) -> int:
        """A head that is solved takes one."""
        return self.training.epochs if self.head.solver == "steps" else 1


def load_project(path: Path) -> ProjectSpec:
    """The project in the file, its image folder and table made absolute. Raises ProjectError or StorageError."""
    return decode_project(read_bytes(path, "project file"), path)


def decode_project(text: bytes, path: Path) -> ProjectSpec:
    """The project in `text`, read as the content of the file at `path`."""
    data = codec.parse(text, path.name)
    if not isinstance(data, dict):
        raise ProjectError(f"{path.name} is not a project: it holds no JSON object.")
    version = data.pop("format", None)
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ProjectError(f'{path.name} is not a project: its "format" is missing or is no number.')
    if version > FORMAT:
        raise ProjectError(f"{path.name} has format {version}; this version reads up to {FORMAT}. Update the app.")
    try:
        spec = codec.from_json(ProjectSpec, data)
    except ProjectError as error:
        raise ProjectError(f"{path.name}: {error}") from error
    return _with_places(spec, lambda place: _absolute(place, path))


def encode_project(spec: ProjectSpec, path: Path) -> str:
    """The text of the project file, as it stands at `path`."""
    stored = _with_places(spec, lambda place: _relative(place, path))
    return codec.dumps({"format": FORMAT, **codec.to_json(stored)})


def save_project(spec: ProjectSpec, path: Path) -> None:
    """Write the project file durably. Raises StorageError."""
    write_text_durably(path, encode_project(spec, path))


def runs_folder(project: Path) -> Path:
    """Where the runs of a project file lie: beside it."""
    return project.with_name(f"{project.stem}.runs")


def _with_places(spec: ProjectSpec, change: Callable[[str], str]) -> ProjectSpec:
    data = spec.data
    return replace(spec, data=replace(data, folder=change(data.folder), table=change(data.table)))


def _absolute(place: str, project: Path) -> str:
    return str(project.absolute().parent / place) if place else ""


def _relative(place: str, project: Path) -> str:
    parent = project.absolute().parent
    path = Path(place)
    return path.relative_to(parent).as_posix() if place and path.is_relative_to(parent) else place


def _is_colour(text: str) -> bool:
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
