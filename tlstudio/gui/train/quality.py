"""The choice between speed and quality, for images to which certain settings are recommended."""

from dataclasses import dataclass, replace
from typing import Literal

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.language.say import say


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


def qualities(base: ProjectSpec) -> tuple[Quality, ...]:
    """The choices for images to which the settings of `base` are recommended."""
    epochs = base.training.epochs
    return (
        Quality(
            "fast",
            say("Fast"),
            3,
            "off",
            0.0,
            say("3 epochs, images as they are. A first look."),
        ),
        Quality(
            "balanced",
            say("Balanced"),
            epochs,
            "off",
            0.0,
            say("{count} epochs, images as they are. Recommended.").format(count=epochs),
        ),
        Quality(
            "best",
            say("Best"),
            most := max(30, epochs),
            "light",
            0.1,
            say("{count} epochs on lightly varied images. Takes longer, copes better with few.").format(count=most),
        ),
    )


def quality_of(spec: ProjectSpec, base: ProjectSpec) -> Quality | None:
    """The choice that the project amounts to, or None for settings of one's own."""
    return next((quality for quality in qualities(base) if quality.applied(spec) == spec), None)
