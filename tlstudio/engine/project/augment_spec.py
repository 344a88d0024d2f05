"""What the user asked for of the variation of training images."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from tlstudio.engine.project.checks import Within, check, check_ranges

MAX_VIEWS = 32  # of one image
MAX_CHANGES = 16  # in one list

Intensity = Literal["off", "light", "strong", "randaugment", "trivialaugment", "custom"]
Mix = Literal["none", "mixup", "cutmix"]
ChangeKind = Literal[
    "horizontal_flip",
    "vertical_flip",
    "rotation",
    "crop",
    "brightness",
    "contrast",
    "saturation",
    "hue",
    "blur",
    "grayscale",
    "erasing",
]


# What a change does at strength 1; one that is not named is done or not.
MOST: Mapping[ChangeKind, float] = {
    "rotation": 180.0,  # degrees to either side
    "crop": 0.8,  # share of the side that is cut away
    "brightness": 1.0,  # share, more or less
    "contrast": 1.0,
    "saturation": 1.0,
    "hue": 0.5,  # of the circle of colours, to either side
    "blur": 1 / 40,  # standard deviation, as a share of the side
    "erasing": 0.6,  # side of the square, as a share of the image's
}


@dataclass(frozen=True, slots=True)
class ChangeSpec:
    """One change of a training image, which happens with the chance `p`."""

    kind: ChangeKind
    p: Annotated[float, Within(0, 1)] = 0.5
    strength: Annotated[float, Within(0, 1)] = 0.5  # share of the most it can do

    def __post_init__(self) -> None:
        check_ranges(self)


@dataclass(frozen=True, slots=True)
class AugmentSpec:
    intensity: Intensity = "off"  # the policy: how images are varied
    views: Annotated[int, Within(0, MAX_VIEWS)] = 0  # prepared of each image, taken in turn; 0: fresh in each epoch
    custom: tuple[ChangeSpec, ...] = ()  # of intensity "custom": one after the other
    mix: Mix = "none"  # mixup: two images shine through each other; cutmix: a box of one is put into the other
    mix_alpha: Annotated[float, Within(0, 10, above=True)] = 0.2  # α of the Beta(α, α) that shares are drawn from

    def __post_init__(self) -> None:
        check_ranges(self)
        check(
            len(self.custom) <= MAX_CHANGES,
            "custom: {count} are more than {most}.",
            count=len(self.custom),
            most=MAX_CHANGES,
        )

    @property
    def is_on(self) -> bool:
        """Whether single images are varied; mixing two of them is apart from that."""
        return bool(self.custom) if self.intensity == "custom" else self.intensity != "off"
