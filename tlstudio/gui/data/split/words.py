"""How the images are divided, in words."""

from tlstudio.engine.data.split.report import Leak, Short, SplitReport
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count


def noun_of(report: SplitReport) -> str:
    return {
        "class": say("Class"),
        "label": say("Label"),
        "range": say("Range"),
    }[report.by]


def how(report: SplitReport, seed: int) -> str:
    """What decided which image is where."""
    if report.is_given:
        return say("The folders, or a column of the table, say which image trains.")
    if report.folds:
        words = say("Fold {0} of {1} validates. The test images are the same for every fold.")
        return words.format(report.fold + 1, report.folds)
    words = {
        "class": say("Divided by chance (seed {0}); each class keeps its share in every part."),
        "label": say("Divided by chance (seed {0}); each label keeps its share in every part."),
        "range": say("Divided by chance (seed {0}); each range of numbers keeps its share."),
    }[report.by]
    return words.format(seed)


def short_words(short: Short, report: SplitReport) -> str:
    """What is missing where, and how many images there are."""
    name, images = short.name, count(short.images)
    match short.kind:
        case "empty":
            text = say("{0} has no usable image, so it is not trained.")
        case "no_train":
            text = say("{0} has no image to train on.")
        case "no_val":
            text = say("{0} has no validation image: it has only {1}.")
        case "no_test":
            text = say("{0} has no test image: it has only {1}.")
        case "fewer_than_folds":
            text = say("{0} has only {1} images for {2} folds; some of them validate without it.")
    return text.format(f"{noun_of(report)} “{name}”", images, report.folds)


def kept_words(report: SplitReport) -> str:
    """What stays together, and what would be if it did not; "" where nothing does."""
    if report.grouping == "none":
        return ""
    if not report.groups:
        no_twins = say("No two images look alike.")
        return no_twins if report.grouping == "near_duplicates" else say("No two images belong together.")
    words = say("{0} images stay together in {1} groups.")
    text = words.format(count(report.grouped), count(report.groups))
    leak = report.random_leak
    return f"{text} {_random(report, leak)}" if leak and leak.groups else text


def leak_words(report: SplitReport) -> str:
    """What a given split leaks; "" where it leaks nothing, or nobody knows."""
    if not report.leak.groups:
        return ""
    words = say("{0} validation and {1} test images have one of their group in train. Scores will look too good.")
    return words.format(count(report.leak.val), count(report.leak.test))


def _random(report: SplitReport, leak: Leak) -> str:
    if report.grouping == "near_duplicates":
        words = say("A random split would put {0} near-duplicates of training images into validation, {1} into test.")
    else:
        words = say("A random split would put {0} images into validation and {1} into test whose group trains, too.")
    return words.format(count(leak.val), count(leak.test))
