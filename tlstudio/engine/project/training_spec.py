"""What the user asked for of the training: its objective, optimizer and schedule."""

from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.project.checks import check
from tlstudio.engine.project.model_spec import MAX_EPOCHS

LABEL_THRESHOLD = 0.5  # from this score on an image is given a label

Source = Literal["none", "l2sp"]
Sampling = Literal["all", "balanced"]
Task = Literal["single_label", "multi_label", "regression"]


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
        check(0 <= self.label_smoothing < 1, f"label_smoothing: {self.label_smoothing} is not from 0 to below 1.")
        check(0 <= self.source_weight <= 1e6, f"source_weight: {self.source_weight:g} is not in 0–1,000,000.")


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
    sampling: Sampling = "all"  # balanced: an epoch has as many images, of each class equally often

    def __post_init__(self) -> None:
        check(1 <= self.epochs <= MAX_EPOCHS, f"epochs: {self.epochs} is not in 1–{MAX_EPOCHS:,}.")
        check(1 <= self.batch_size <= 4096, f"batch_size: {self.batch_size} is not in 1–4096.")
        check(0 < self.lr <= 100, f"lr: {self.lr} is not above 0 and at most 100.")
        check(0 <= self.backbone_lr_scale <= 10, f"backbone_lr_scale: {self.backbone_lr_scale} is not in 0–10.")
        check(0 <= self.weight_decay <= 10, f"weight_decay: {self.weight_decay} is not in 0–10.")
        check(0 <= self.momentum < 1, f"momentum: {self.momentum} is not from 0 to below 1.")
        check(self.warmup_steps >= 0, f"warmup_steps: {self.warmup_steps} is below 0.")
        check(self.clip_norm >= 0, f"clip_norm: {self.clip_norm:g} is below 0.")
        check(0 <= self.patience <= MAX_EPOCHS, f"patience: {self.patience} is not in 0–{MAX_EPOCHS:,}.")
        check(0 <= self.seed < 2**32, f"seed: {self.seed} is not in 0–4,294,967,295.")
