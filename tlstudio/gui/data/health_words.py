"""The findings of a health report in words."""

from tlstudio.engine.data.image.health import SMALL_BELOW, TINY_BELOW_PX, Finding
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count, fixed

GUESSED = ("tiny", "extreme", "blank")  # a person looks at each before it is left out
GRAVE = ("unreadable", "two_labels", "leaks")


def name_of(finding: Finding) -> str:
    """A heading of a few words."""
    names = {
        "unreadable": say("Cannot be used"),
        "two_labels": say("One image, two classes"),
        "leaks": say("Leaks of the split"),
        "exact_duplicates": say("Exact duplicates"),
        "near_duplicates": say("Near-duplicates"),
        "alike": say("Alike to the backbone"),
        "tiny": say("Very small"),
        "extreme": say("Very long or high"),
        "blank": say("Look empty"),
        "mixed_sizes": say("Unusual size"),
        "mixed_modes": say("Unusual colours"),
        "imbalance": say("Uneven classes"),
        "small_classes": say("Small classes"),
        "empty_classes": say("Empty classes"),
    }
    return names[finding.kind]


def count_of(finding: Finding) -> str:
    """The figure beside the heading."""
    if finding.kind == "imbalance":
        return f"{fixed(finding.times, 1)} ×"
    return count(finding.pairs or len(finding.paths) or len(finding.names))


def line_of(finding: Finding) -> str:
    """What the figure counts, in half a line."""
    if finding.kind == "leaks":
        return say("pairs straddle its parts")
    if finding.groups:
        one, many = say("images in one group"), say("images in {0} groups")
        return one if len(finding.groups) == 1 else many.format(count(len(finding.groups)))
    lines = {
        "unreadable": say("left out, with a reason each"),
        "tiny": say("less than {0} pixels").format(TINY_BELOW_PX),
        "extreme": say("far from square"),
        "blank": say("one colour and no edges"),
        "mixed_sizes": say("far larger or smaller than most"),
        "mixed_modes": ", ".join(finding.names),
        "imbalance": " : ".join(finding.names),
        "small_classes": say("fewer than {0} images").format(SMALL_BELOW),
        "empty_classes": ", ".join(finding.names),
    }
    return lines[finding.kind]


def sentence(finding: Finding, is_given: bool) -> str:
    """What was found and why it matters. `is_given`: the folders say which image trains."""
    number, groups = count(len(finding.paths)), count(len(finding.groups))
    names = ", ".join(finding.names)
    match finding.kind:
        case "unreadable":
            text = say("{0} files cannot be used. They stay out.")
        case "two_labels":
            text = say("{0} images look the same as one in another class. One of the two is wrong.")
        case "leaks":
            return _leaks(finding, is_given)
        case "exact_duplicates":
            text = say("{0} images in {1} groups are the same file. One of each group is enough.")
        case "near_duplicates":
            text = say("{0} images in {1} groups look the same. One of each group may be enough.")
        case "alike":
            text = say("{0} images in {1} groups are far more alike to the backbone than images here usually are.")
        case "tiny":
            text = say("{0} images are so small that the network sees them blurred.")
        case "extreme":
            text = say("{0} images are far from square; squashing them distorts what they show.")
        case "blank":
            text = say("{0} images look empty: one colour and no edges. Keep what shows something; leave out the rest.")
        case "mixed_sizes":
            text = say("{0} images are much larger or smaller than most; what they show may look it.")
        case "mixed_modes":
            text = say("{0} images are stored unlike most ({2}). Check that colour is no clue.")
        case "imbalance":
            text = say("{2}: the first has far more images than the second.")
        case "small_classes":
            text = say("Few images: {2}. Scores of these classes will be uncertain.")
        case "empty_classes":
            text = say("No usable images: {2}. These classes are not trained.")
    return text.format(number, groups, names)


def _leaks(finding: Finding, is_given: bool) -> str:
    if is_given:
        text = say(
            "{0} near-duplicate pairs stand in the given train part and in another. Scores will look too good.",
        )
    else:
        text = say("{0} near-duplicate pairs straddle train and validation or test. Scores will look too good.")
    return text.format(count(finding.pairs))
