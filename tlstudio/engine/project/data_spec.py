"""What the user asked for of the images: which, how they are divided and framed."""

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project.checks import Within, check, check_ranges

MAX_FOLDS = 20

Kind = Literal["image", "text", "sound"]
Resize = Literal["squash", "crop", "pad"]
Channels = Literal["rgb", "grey", "rgba"]
SplitPart = Literal["train", "val", "test"]
Grouping = Literal["none", "near_duplicates", "folder", "pattern", "column"]
LabelSource = Literal["auto", "folders", "hand", "elsewhere"]


@dataclass(frozen=True, slots=True)
class DataSpec:
    kind: Kind = field(default="image", kw_only=True)  # what one sample is
    folder: str = ""  # one folder of samples per class; relative to the project file where it lies below it
    resize: Resize = "squash"  # squash: the whole image; crop: the centre; pad: the whole image with borders
    background: str = "#000000"  # under transparent pixels and in the borders of `pad`
    channels: Channels = "rgb"  # that are read, and that the network takes; rgba: the fourth as in the file
    val_share: Annotated[float, Within(0, 1, above=True, below=True)] = 0.15
    test_share: Annotated[float, Within(0, 1, below=True)] = 0.15
    split_seed: Annotated[int, Within(0)] = 0
    excluded: tuple[str, ...] = ()  # paths below the folder that the user left out
    table: str = (
        ""  # a CSV or TSV file that says what each image shows, in place of class folders; relative as `folder`
    )
    path_column: str = ""  # of the table; "": the one that looks like it
    target_columns: tuple[str, ...] = ()  # of the table; none: those that suit the task
    label_mark: str = ";"  # between the labels of one image
    relabelled: dict[str, str] = field(default_factory=dict)  # path below the folder → its class, as it is called now
    pinned: dict[str, SplitPart] = field(default_factory=dict)  # path below the folder → the part it stays in
    class_names: dict[str, str] = field(default_factory=dict)  # class of a folder → what it is called; alike: merged
    groups: Grouping = "none"  # images of a group are never in two parts
    group_pattern: str = ""  # of `pattern`: a regular expression; file names in which it finds the same are a group
    group_level: Annotated[int, Within(0)] = (
        0  # of `folder`: how many folders below the class count, from the top; 0: all of them
    )
    group_column: str = ""  # of the table, for `column`: rows that say the same are a group, empty ones stand alone
    split_column: str = ""  # of the table: says train, val or test of each row
    folds: int = 0  # that the images outside of test are divided into, one of them for validation; 0: by `val_share`
    fold: int = 0  # the one that validates, from 0
    labels: LabelSource = "auto"  # auto: by class folders, or by hand where there are none; elsewhere: only `added`
    classes: tuple[str, ...] = ()  # named by hand, in the order of their keys; some may have no image yet
    added: dict[str, str] = field(default_factory=dict)  # folder or image that lies elsewhere → its class

    def __post_init__(self) -> None:
        check(len(self.label_mark) == 1, "label_mark: {label_mark!r} is not one character.", label_mark=self.label_mark)
        check_ranges(self)
        check(self.val_share + self.test_share < 1, "val_share and test_share leave nothing to train on.")
        check(
            _is_colour(self.background),
            "background: {background!r} is not a colour such as #FFFFFF.",
            background=self.background,
        )
        check(all(self.class_names.values()), "class_names: a class needs a name.")
        check(all(self.relabelled.values()), "relabelled: a class needs a name.")
        check(all(self.classes), "classes: a class needs a name.")
        check(all(self.added) and all(self.added.values()), "added: a folder and its class need a name.")
        _check_pattern(self.group_pattern)
        _check_folds(self.folds, self.fold)


def _check_folds(folds: int, fold: int) -> None:
    check(
        folds == 0 or 2 <= folds <= MAX_FOLDS,
        "folds: {folds} is neither 0 nor in 2–{most}.",
        folds=folds,
        most=MAX_FOLDS,
    )
    if not folds:
        check(fold == 0, "fold: there are no folds to take fold {fold} of. Set folds first.", fold=fold)
    check(
        0 <= fold < max(1, folds),
        "fold: {fold} is not in 0–{last}, the numbers of {count} folds.",
        fold=fold,
        last=folds - 1,
        count=folds,
    )


def _check_pattern(pattern: str) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ProjectError(
            "group_pattern: {pattern!r} is not a regular expression: {error}.", pattern=pattern, error=error
        ) from error
    # (a+)+ and the like may take for ever on a name of thirty letters.
    nested = re.search(r"[+*}][^()]*\)+[+*{]", pattern)
    check(
        nested is None,
        "group_pattern: {pattern!r} repeats what repeats already. Take one + or * away.",
        pattern=pattern,
    )


def _is_colour(text: str) -> bool:
    digits = text.removeprefix("#")
    return len(text) == 7 and len(digits) == 6 and all(digit in "0123456789abcdefABCDEF" for digit in digits)
