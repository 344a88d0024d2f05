"""The findings of a health report in words."""

from PySide6.QtCore import QCoreApplication, QLocale

from tlstudio.engine.data.image.health import SMALL_BELOW, TINY_BELOW_PX, Finding

translate = QCoreApplication.translate  # the name that lupdate looks for

GRAVE = ("unreadable", "two_labels", "leaks")


def name_of(finding: Finding) -> str:
    """A heading of a few words."""
    names = {
        "unreadable": translate("Health", "Cannot be used"),
        "two_labels": translate("Health", "One image, two classes"),
        "leaks": translate("Health", "Leaks of the split"),
        "exact_duplicates": translate("Health", "Exact duplicates"),
        "near_duplicates": translate("Health", "Near-duplicates"),
        "alike": translate("Health", "Alike to the backbone"),
        "tiny": translate("Health", "Very small"),
        "extreme": translate("Health", "Very long or high"),
        "blank": translate("Health", "Mostly blank"),
        "mixed_sizes": translate("Health", "Unusual size"),
        "mixed_modes": translate("Health", "Unusual colours"),
        "imbalance": translate("Health", "Uneven classes"),
        "small_classes": translate("Health", "Small classes"),
        "empty_classes": translate("Health", "Empty classes"),
    }
    return names[finding.kind]


def count_of(finding: Finding) -> str:
    """The figure beside the heading."""
    if finding.kind == "imbalance":
        return f"{QLocale().toString(finding.times, 'f', 1)} ×"
    return _number(finding.pairs or len(finding.paths) or len(finding.names))


def line_of(finding: Finding) -> str:
    """What the figure counts, in half a line."""
    if finding.kind == "leaks":
        return translate("Health", "pairs straddle its parts")
    if finding.groups:
        one, many = translate("Health", "images in one group"), translate("Health", "images in {0} groups")
        return one if len(finding.groups) == 1 else many.format(_number(len(finding.groups)))
    lines = {
        "unreadable": translate("Health", "left out, with a reason each"),
        "tiny": translate("Health", "less than {0} pixels").format(TINY_BELOW_PX),
        "extreme": translate("Health", "far from square"),
        "blank": translate("Health", "almost one colour"),
        "mixed_sizes": translate("Health", "far larger or smaller than most"),
        "mixed_modes": ", ".join(finding.names),
        "imbalance": " : ".join(finding.names),
        "small_classes": translate("Health", "fewer than {0} images").format(SMALL_BELOW),
        "empty_classes": ", ".join(finding.names),
    }
    return lines[finding.kind]


def sentence(finding: Finding, is_given: bool) -> str:
    """What was found and why it matters. `is_given`: the folders say which image trains."""
    number, groups = _number(len(finding.paths)), _number(len(finding.groups))
    names = ", ".join(finding.names)
    match finding.kind:
        case "unreadable":
            text = translate("Health", "{0} files cannot be used. They stay out.")
        case "two_labels":
            text = translate("Health", "{0} images look the same as one in another class. One of the two is wrong.")
        case "leaks":
            return _leaks(finding, is_given)
        case "exact_duplicates":
            text = translate("Health", "{0} images in {1} groups are the same file. One of each group is enough.")
        case "near_duplicates":
            text = translate("Health", "{0} images in {1} groups look the same. One of each group may be enough.")
        case "alike":
            text = translate(
                "Health", "{0} images in {1} groups are far more alike to the backbone than images here usually are."
            )
        case "tiny":
            text = translate("Health", "{0} images are so small that the network sees them blurred.")
        case "extreme":
            text = translate("Health", "{0} images are far from square; squashing them distorts what they show.")
        case "blank":
            text = translate("Health", "{0} images are almost one colour. There is little to learn from them.")
        case "mixed_sizes":
            text = translate("Health", "{0} images are much larger or smaller than most; what they show may look it.")
        case "mixed_modes":
            text = translate("Health", "{0} images are stored unlike most ({2}). Check that colour is no clue.")
        case "imbalance":
            text = translate("Health", "{2}: the first has far more images than the second.")
        case "small_classes":
            text = translate("Health", "Few images: {2}. Scores of these classes will be uncertain.")
        case "empty_classes":
            text = translate("Health", "No usable images: {2}. These classes are not trained.")
    return text.format(number, groups, names)


def _leaks(finding: Finding, is_given: bool) -> str:
    if is_given:
        text = translate(
            "Health",
            "{0} near-duplicate pairs stand in the given train part and in another. Scores will look too good.",
        )
    else:
        text = translate(
            "Health", "{0} near-duplicate pairs straddle train and validation or test. Scores will look too good."
        )
    return text.format(_number(finding.pairs))


def _number(value: int) -> str:
    return QLocale().toString(value)
