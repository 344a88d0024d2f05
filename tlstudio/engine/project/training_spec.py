"""What the user asked for of the training: its objective, optimizer and schedule."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.project.checks import check
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
    label_smoothing: float = 0.0
    class_weights: Literal["none", "balanced"] = "none"  # balanced: rare classes and labels count as much as others
    focal_gamma: float = 0.0  # of classes and labels: how much less an answer counts that is nearly right; 0: all alike
    # l2sp: what trains of the backbone stays near its pretrained weights; distill: the original classifier still
    # answers as before behind it; rehearse: images of the source task train along
    source: Source = "none"
    source_weight: float = 0.01  # λ of L_T + λ·L_S
    rehearsal_folder: str = (
        ""  # of `rehearse`: images of the source task, one folder per class; relative as data.folder
    )
    rehearsal_share: float = 0.25  # of the images of each step

    def __post_init__(self) -> None:
        check(0 <= self.label_smoothing < 1, f"label_smoothing: {self.label_smoothing} is not from 0 to below 1.")
        check(0 <= self.focal_gamma <= 10, f"focal_gamma: {self.focal_gamma:g} is not in 0–10.")
        check(0 < self.rehearsal_share < 1, f"rehearsal_share: {self.rehearsal_share:g} is not between 0 and 1.")
        check(0 <= self.source_weight <= 1e6, f"source_weight: {self.source_weight:g} is not in 0–1,000,000.")


@dataclass(frozen=True, slots=True)
class TrainingSpec:
    epochs: int = 10
    batch_size: int = 32
    optimizer: OptimizerName = "adamw"
    lr: float = 3e-3  # peak learning rate of the head
    backbone_lr_scale: float = 0.1  # learning rate of the backbone's trainable parts, as a share of `lr`
    weight_decay: float = 1e-2  # not on 1-D parameters
    momentum: float = 0.9  # of SGD and RMSprop
    schedule: Literal["cosine", "constant", "step", "one_cycle", "plateau"] = "cosine"
    warmup_steps: int = 0  # linear, from lr / 100
    clip_norm: float = 0.0  # the gradient of all that trains is made no longer than this; 0: as it is
    patience: int = 0  # epochs without a better one before the run ends; 0: all epochs
    ema_decay: float = 0.0  # share of itself that the average of the weights keeps in a step; 0: no average
    minutes: float = 0.0  # of training, after which the run ends whatever epoch it is in; 0: all epochs
    seed: int = 0
    sampling: Sampling = "all"  # balanced: an epoch has as many images, of each class equally often

    def __post_init__(self) -> None:
        check(1 <= self.epochs <= MAX_EPOCHS, f"epochs: {self.epochs} is not in 1–{MAX_EPOCHS:,}.")
        check(1 <= self.batch_size <= 4096, f"batch_size: {self.batch_size} is not in 1–4096.")
        check(0 < self.lr <= 100, f"lr: {self.lr} is not above 0 and at most 100.")
        check(self.lr >= SMALLEST_LR, f"lr: {self.lr:g} is below {SMALLEST_LR:g}, which changes no weight.")
        check(0 <= self.backbone_lr_scale <= 10, f"backbone_lr_scale: {self.backbone_lr_scale} is not in 0–10.")
        check(0 <= self.weight_decay <= 10, f"weight_decay: {self.weight_decay} is not in 0–10.")
        check(0 <= self.momentum < 1, f"momentum: {self.momentum} is not from 0 to below 1.")
        check(self.warmup_steps >= 0, f"warmup_steps: {self.warmup_steps} is below 0.")
        check(self.clip_norm >= 0, f"clip_norm: {self.clip_norm:g} is below 0.")
        check(0 <= self.patience <= MAX_EPOCHS, f"patience: {self.patience} is not in 0–{MAX_EPOCHS:,}.")
        check(0 <= self.ema_decay < 1, f"ema_decay: {self.ema_decay:g} is not from 0 to below 1.")
        check(0 <= self.minutes <= 1e6, f"minutes: {self.minutes:g} is not in 0–1,000,000.")
        check(0 <= self.seed < 2**32, f"seed: {self.seed} is not in 0–4,294,967,295.")
