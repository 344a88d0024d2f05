"""What the user asked for of the training: its objective, optimizer and schedule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from tlstudio.engine.project.checks import Within, check, check_ranges
from tlstudio.engine.project.model_spec import MAX_EPOCHS

LABEL_THRESHOLD = 0.5  # from this score on an image is given a label
SMALLEST_LR = 1e-10  # below it a step is lost in the rounding of float32

Source = Literal["none", "l2sp", "distill", "rehearse"]
Sampling = Literal["all", "balanced"]
OptimizerName = Literal["adamw", "adam", "sgd", "rmsprop", "adafactor", "lion"]
SOURCE_WEIGHTS: Mapping[Source, float] = {"none": 0.01, "l2sp": 0.01, "distill": 1.0, "rehearse": 1.0}  # usual λ
Task = Literal["single_label", "multi_label", "regression"]


@dataclass(frozen=True, slots=True)
class ObjectiveSpec:
    """What the targets mean, and how far from them the answers are."""

    task: Task = "single_label"  # one class of an image; any number of labels; one or several numbers
    regression_loss: Literal["huber", "mse"] = "huber"
    label_smoothing: Annotated[float, Within(0, 1, below=True)] = 0.0
    class_weights: Literal["none", "balanced"] = "none"  # balanced: rare classes and labels count as much as others
    focal_gamma: Annotated[float, Within(0, 10)] = 0.0  # how much less a nearly right answer counts; 0: all alike
    # l2sp: what trains of the backbone stays near its pretrained weights; distill: the original classifier still
    # answers as before behind it; rehearse: images of the source task train along
    source: Source = "none"
    source_weight: Annotated[float, Within(0, 1e6)] = 0.01  # λ of L_T + λ·L_S
    rehearsal_folder: str = (
        ""  # of `rehearse`: images of the source task, one folder per class; relative as data.folder
    )
    rehearsal_share: Annotated[float, Within(0, 1, above=True, below=True)] = 0.25  # of the images of each step

    def __post_init__(self) -> None:
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    epochs: Annotated[int, Within(1, MAX_EPOCHS)] = 10
    batch_size: Annotated[int, Within(1, 4096)] = 32
    optimizer: OptimizerName = "adamw"
    lr: Annotated[float, Within(0, 100, above=True)] = 3e-3  # peak learning rate of the head
    backbone_lr_scale: Annotated[float, Within(0, 10)] = 0.1  # of what trains in the backbone, as a share of `lr`
    weight_decay: Annotated[float, Within(0, 10)] = 1e-2  # not on 1-D parameters
    momentum: Annotated[float, Within(0, 1, below=True)] = 0.9  # of SGD and RMSprop
    schedule: Literal["cosine", "constant", "step", "one_cycle", "plateau"] = "cosine"
    warmup_steps: Annotated[int, Within(0)] = 0  # linear, from lr / 100
    clip_norm: Annotated[float, Within(0)] = 0.0  # longest gradient of all that trains (L2); 0: as it is
    patience: Annotated[int, Within(0, MAX_EPOCHS)] = 0  # epochs without a better one that end the run; 0: never
    ema_decay: Annotated[float, Within(0, 1, below=True)] = 0.0  # of the EMA weights in a step; 0: no EMA weights
    minutes: Annotated[float, Within(0, 1e6)] = 0.0  # of training, which end the run in any epoch; 0: all epochs
    seed: Annotated[int, Within(0, 2**32 - 1)] = 0
    sampling: Sampling = "all"  # balanced: an epoch has as many images, of each class equally often

    def __post_init__(self) -> None:
        check_ranges(self)
        check(
            self.lr >= SMALLEST_LR,
            "lr: {lr:g} is below {least:g}, which changes no weight.",
            lr=self.lr,
            least=SMALLEST_LR,
        )
