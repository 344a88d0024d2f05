"""What augmentation does to images, and sampling to classes, in words."""

from collections.abc import Mapping
from dataclasses import replace

from tlstudio.engine.project import MOST, AugmentSpec, ChangeKind, ChangeSpec, Intensity, Mix
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count, fixed

FIRST = ChangeSpec("horizontal_flip"), ChangeSpec("crop", 1.0, 0.2), ChangeSpec("brightness", 0.5, 0.2)


def policies() -> dict[str, str]:
    return {
        "off": say("Off"),
        "light": say("Light"),
        "strong": say("Strong"),
        "randaugment": "RandAugment",
        "trivialaugment": "TrivialAugment",
        "custom": say("My own list"),
    }


def policy_words(spec: AugmentSpec) -> str:
    """What a policy does to single images."""
    sentences: dict[Intensity, str] = {
        "off": say("Training sees every image as it is."),
        "light": say(
            "Mirrors, turns by up to 5°, zooms and tints a little; one image in four stays as it is. Suits most "
            "photos.",
        ),
        "strong": say(
            "Mirrors, turns by up to 15°, zooms into parts, tints, and covers a spot now and then; one image in four "
            "stays as it is.",
        ),
        "randaugment": say(
            "Two of 14 changes for each image, at a fixed strength (Cubuk et al. 2019). Does not mirror."
        ),
        "trivialaugment": say(
            "One of 14 changes for each image, at any strength (Müller and Hutter 2021). Does not mirror."
        ),
        "custom": say("The changes below, one after the other."),
    }
    return sentences[spec.intensity]


def with_policy(spec: AugmentSpec, intensity: Intensity) -> AugmentSpec:
    """A list of one's own begins with a few usual changes."""
    is_first = intensity == "custom" and not spec.custom
    return replace(spec, intensity=intensity, custom=FIRST if is_first else spec.custom)


def mixes() -> dict[str, str]:
    return {"none": say("Off"), "mixup": "Mixup", "cutmix": "CutMix"}


def mix_words(mix: Mix) -> str:
    sentences: dict[Mix, str] = {
        "none": "",
        "mixup": say("Two images shine through each other, and the answer is shared likewise (Zhang et al. 2018)."),
        "cutmix": say("A box of one image covers part of another; the answer is shared by area (Yun et al. 2019)."),
    }
    return sentences[mix]


def change_titles() -> dict[ChangeKind, str]:
    return {
        "horizontal_flip": say("Flip left and right"),
        "vertical_flip": say("Flip up and down"),
        "rotation": say("Rotation"),
        "crop": say("Crop and zoom"),
        "brightness": say("Brightness"),
        "contrast": say("Contrast"),
        "saturation": say("Saturation"),
        "hue": say("Hue"),
        "blur": say("Blur"),
        "grayscale": say("Grayscale"),
        "erasing": say("Erasing"),
    }


def effect_words(change: ChangeSpec) -> str:
    """How far a change goes at most: "±9°"; empty for one that is done or not."""
    if change.kind not in MOST:
        return ""
    most = MOST[change.kind] * change.strength
    texts: dict[ChangeKind, tuple[str, float, int]] = {
        "rotation": ("±{0}°", most, 0),
        "hue": ("±{0}°", 360 * most, 0),
        "crop": (say("to {0} %"), 100 * (1 - most), 0),
        "blur": (say("to {0} %"), 100 * most, 1),
        "erasing": (say("to {0} %"), 100 * most, 0),
    }
    text, value, digits = texts.get(change.kind, ("±{0} %", 100 * most, 0))
    return text.format(fixed(value, digits))


def samplings() -> dict[str, str]:
    return {"all": say("Every image once"), "balanced": say("Classes equally")}


def sampling_words(counts: Mapping[str, int], *, is_balanced: bool, is_weighted: bool) -> str:
    """What an epoch draws of classes with so many training images."""
    counts = {name: images for name, images in counts.items() if images}
    if len(counts) < 2:
        return ""
    smallest, largest = min(counts, key=counts.__getitem__), max(counts, key=counts.__getitem__)
    if not is_balanced:
        text = say("Each image comes once in an epoch: {0} of {1}, {2} of {3}.")
        return text.format(count(counts[largest]), largest, count(counts[smallest]), smallest)
    each = sum(counts.values()) / len(counts)
    text = say("An epoch draws about {0} of each class: an image of {1} comes {2} times, one of {3} {4} times.")
    words = text.format(
        count(round(each)),
        smallest,
        fixed(each / counts[smallest], 1),
        largest,
        fixed(each / counts[largest], 1),
    )
    twice = say("With balanced class weights as well, nothing is left for those to even out.")
    return f"{words} {twice}" if is_weighted else words


def resizes() -> dict[str, str]:
    return {
        "squash": say("Squash"),
        "crop": say("Cut the middle"),
        "pad": say("Add borders"),
    }
