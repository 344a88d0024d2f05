"""The settings of training: where each stands in the project, what it is called, and why it is as recommended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import MAX_EPOCHS, MAX_VIEWS, ProjectSpec

translate = QCoreApplication.translate  # the name that lupdate looks for
Group = Literal["training", "objective", "augment"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One field. `range` is of whole numbers; `choices` gives values their words; else it is a decimal number."""

    group: Group
    name: str
    title: str
    why: str
    is_simple: bool = False
    range: tuple[int, int] | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    is_used: Callable[[ProjectSpec], bool] = lambda spec: True

    def value(self, spec: ProjectSpec) -> int | float | str:
        return getattr(getattr(spec, self.group), self.name)

    @property
    def recommended(self) -> int | float | str:
        return self.value(ProjectSpec())

    def changed(self, spec: ProjectSpec, value: object) -> ProjectSpec:
        """The project with another value. Raises ProjectError, whose sentence says what would fit."""
        if not isinstance(value, (int, float)) and not self.choices:
            raise ProjectError(f"{value!r} is not a number.")
        group = replace(getattr(spec, self.group), **{self.name: value})
        return replace(spec, **{self.group: group})


@dataclass(frozen=True, slots=True)
class Quality:
    """A choice between speed and quality, in words: what it sets, and what that means."""

    key: str
    title: str
    epochs: int
    augment: Literal["off", "light", "strong"]
    label_smoothing: float
    effect: str

    def applied(self, spec: ProjectSpec) -> ProjectSpec:
        return replace(
            spec,
            training=replace(spec.training, epochs=self.epochs),
            augment=replace(spec.augment, intensity=self.augment),
            objective=replace(spec.objective, label_smoothing=self.label_smoothing),
        )


def qualities() -> tuple[Quality, ...]:
    return (
        Quality(
            "fast",
            translate("Train", "Fast"),
            3,
            "off",
            0.0,
            translate("Train", "3 epochs, images as they are. A first look."),
        ),
        Quality(
            "balanced",
            translate("Train", "Balanced"),
            10,
            "off",
            0.0,
            translate("Train", "10 epochs, images as they are. Recommended."),
        ),
        Quality(
            "best",
            translate("Train", "Best"),
            30,
            "light",
            0.1,
            translate("Train", "30 epochs on lightly varied images. Takes longer, copes better with few images."),
        ),
    )


def quality_of(spec: ProjectSpec) -> Quality | None:
    """The choice that the project amounts to, or None for settings of one's own."""
    return next((quality for quality in qualities() if quality.applied(spec) == spec), None)


def settings() -> tuple[Setting, ...]:
    return (*_length(), *_steps(), *_objective())


def _length() -> tuple[Setting, ...]:
    return (
        Setting(
            "training",
            "epochs",
            translate("Train", "Epochs"),
            translate(
                "Train",
                "In one epoch the model sees every training image once. The best epoch is kept, so too many cost "
                "only time; if the validation loss still falls at the end, add some.",
            ),
            is_simple=True,
            range=(1, MAX_EPOCHS),
            is_used=lambda spec: spec.head.solver == "steps",
        ),
        Setting(
            "training",
            "batch_size",
            translate("Train", "Batch size"),
            translate(
                "Train",
                "Images per step. Larger batches are steadier and take more memory; 32 fits nearly every machine.",
            ),
            range=(1, 4096),
        ),
        Setting(
            "training",
            "patience",
            translate("Train", "Patience"),
            translate(
                "Train",
                "Ends the run after so many epochs without a better one; 0 trains them all. The best is kept anyway.",
            ),
            range=(0, MAX_EPOCHS),
        ),
        Setting(
            "training",
            "seed",
            translate("Train", "Seed"),
            translate(
                "Train",
                "Decides every random choice. The same seed gives the same run; another shows how much is luck.",
            ),
            range=(0, 2**31 - 1),
        ),
        Setting(
            "augment",
            "views",
            translate("Train", "Prepared views"),
            translate(
                "Train",
                "Augmentation prepares so many views of every image, which the epochs take in turn, so what is frozen "
                "runs once for each of them: faster, but less varied than 0, which is fresh augmentation each epoch.",
            ),
            range=(0, MAX_VIEWS),
            is_used=lambda spec: spec.augment.is_on,
        ),
    )


def _steps() -> tuple[Setting, ...]:
    return (
        Setting(
            "training",
            "optimizer",
            translate("Train", "Optimizer"),
            translate(
                "Train",
                "AdamW finds a step for every weight by itself. SGD needs a tuned learning rate, about 10 × larger.",
            ),
            choices={"adamw": "AdamW", "adam": "Adam", "sgd": "SGD"},
        ),
        Setting(
            "training",
            "lr",
            translate("Train", "Learning rate"),
            translate("Train", "How far one step moves the head, at its peak. Halve it if the loss jumps or grows."),
        ),
        Setting(
            "training",
            "backbone_lr_scale",
            translate("Train", "Backbone ×"),
            translate(
                "Train", "What trains in the backbone learns this share as fast as the head: refined, not overwritten."
            ),
        ),
        Setting(
            "training",
            "momentum",
            translate("Train", "Momentum"),
            translate("Train", "How much of the last step SGD carries on. 0.9 suits nearly everything."),
            is_used=lambda spec: spec.training.optimizer == "sgd",
        ),
        Setting(
            "training",
            "weight_decay",
            translate("Train", "Weight decay"),
            translate(
                "Train", "Pulls weights towards zero, which helps with few images. Biases and BatchNorm are left alone."
            ),
        ),
        Setting(
            "training",
            "schedule",
            translate("Train", "Schedule"),
            translate(
                "Train", "How the learning rate falls. Cosine ends in ever smaller steps, which settles the result."
            ),
            choices={
                "cosine": translate("Train", "Cosine"),
                "constant": translate("Train", "Constant"),
                "step": translate("Train", "In steps"),
                "one_cycle": translate("Train", "One cycle"),
            },
        ),
        Setting(
            "training",
            "warmup_steps",
            translate("Train", "Warm-up steps"),
            translate(
                "Train",
                "The learning rate rises over so many steps. Only needed if the first steps make the loss jump.",
            ),
            range=(0, 1_000_000),
        ),
        Setting(
            "training",
            "clip_norm",
            translate("Train", "Clip gradients"),
            translate("Train", "Shortens a step's gradient to this length; 0 leaves it. 1 helps if the loss jumps."),
        ),
    )


def _objective() -> tuple[Setting, ...]:
    return (
        Setting(
            "objective",
            "label_smoothing",
            translate("Train", "Smoothing"),
            translate(
                "Train",
                "Label smoothing: asks for a little less than full certainty. 0.1 helps if some labels are wrong.",
            ),
        ),
        Setting(
            "objective",
            "class_weights",
            translate("Train", "Class weights"),
            translate(
                "Train",
                "Balanced: a rare class counts as much as a common one. Finds more of it, with more false alarms.",
            ),
            choices={"none": translate("Train", "None"), "balanced": translate("Train", "Balanced")},
        ),
        Setting(
            "objective",
            "source",
            translate("Train", "Source task"),
            translate(
                "Train",
                "Stay near: what trains of the backbone is drawn back to its pretrained weights, so that less of what "
                "it knew is forgotten (L2-SP, Li et al. 2018). The loss is L_T + λ · L_S.",
            ),
            choices={"none": translate("Train", "May be forgotten"), "l2sp": translate("Train", "Stay near")},
        ),
        Setting(
            "objective",
            "source_weight",
            translate("Train", "λ"),
            translate("Train", "How much the source loss counts. Ten times more keeps the weights clearly nearer."),
            is_used=lambda spec: spec.objective.source != "none",
        ),
    )
