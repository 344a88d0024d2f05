"""What the user asked for of the network: backbone, freeze and head."""

from dataclasses import dataclass
from typing import Annotated, Literal

from tlstudio.engine.project.checks import Within, check, check_ranges

MAX_EPOCHS = 100_000
MAX_WIDTH = 65_536  # units of one hidden layer

ALL = "all"  # the name of the whole backbone in a freeze

LayerKind = Literal["linear", "relu", "gelu", "silu", "tanh", "dropout", "batchnorm", "layernorm"]
Pool = Literal["avg", "max", "avgmax", "gem", "own"]
BatchNorm = Literal["follow", "still", "affine"]
Output = Literal["linear", "cosine"]
Solver = Literal["steps", "ridge", "logistic", "nearest_mean"]


@dataclass(frozen=True, slots=True)
class BackboneSpec:
    name: str = "tlstudio/efficientnet_lite0"
    weights: str = "pretrained"  # or "random", or the path of a .safetensors / .pth file
    input_px: Annotated[int | None, Within(16, 2048)] = None  # None: what the weights were trained with

    def __post_init__(self) -> None:
        check(bool(self.name), "name: name a backbone.")
        check(bool(self.weights), "weights: say 'pretrained', 'random' or name a file.")
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class LrScaleSpec:
    """The learning rate of a part and all below it, unless one of those has its own."""

    part: str
    scale: Annotated[float, Within(0, 10)]  # share of the head's

    def __post_init__(self) -> None:
        check(self.part != ALL, "part: the whole backbone has its scale in training.backbone_lr_scale.")
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class PhaseSpec:
    """The first epochs of a run, or the next ones, in which less trains than in the end."""

    epochs: Annotated[int, Within(1, MAX_EPOCHS)]
    from_part: str = ""  # the first part that trains; "" is the head alone
    lr: Annotated[float | None, Within(0, 100, above=True)] = (
        None  # peak learning rate of the head; None: that of the training
    )

    def __post_init__(self) -> None:
        check_ranges(self)


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
        check(twice is None, "lr_scales: {twice} stands there twice. Remove one of them.", twice=twice)


@dataclass(frozen=True, slots=True)
class LayerSpec:
    """One layer of a head. `width` belongs to linear layers, `p` (a share) to dropout."""

    kind: LayerKind
    width: Annotated[int | None, Within(1, MAX_WIDTH)] = None
    p: Annotated[float | None, Within(0, 1, below=True)] = None

    def __post_init__(self) -> None:
        if self.kind == "linear":
            check(self.width is not None, "width: a linear layer needs a number of units.")
        else:
            check(self.width is None, "width: a {kind} layer has none.", kind=self.kind)
        if self.kind == "dropout":
            check(self.p is not None, "p: a dropout layer needs a share from 0 to below 1.")
        else:
            check(self.p is None, "p: a {kind} layer has none.", kind=self.kind)
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class HeadSpec:
    """Pooling, then `layers`, then an output layer as wide as the data has classes."""

    pool: Pool = "avg"  # "own": as the backbone pools itself
    layers: tuple[LayerSpec, ...] = ()
    output: Output = "linear"  # cosine: only the direction of the features counts
    solver: Solver = "steps"  # of the optimizer; the others solve one linear layer from the features, without epochs

    def __post_init__(self) -> None:
        check(len(self.layers) <= 32, "layers: {count} are more than 32.", count=len(self.layers))
