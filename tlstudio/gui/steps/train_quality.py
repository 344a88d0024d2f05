"""The choice between speed and quality, in words."""

from dataclasses import dataclass, replace
from typing import Literal

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.project import ProjectSpec

translate = QCoreApplication.translate  # the name that lupdate looks for


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
            augment=replace(spec.augment, intensity=self.augment, mix="none"),
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
