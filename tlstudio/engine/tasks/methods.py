"""What is done with the targets and answers of a task: read, judge, say and export them. Needs no torch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.tasks.info import TaskInfo
from tlstudio.engine.tasks.report import Interval, Report, Row

Targets = np.ndarray | Sequence[np.ndarray]  # one for each sample: rows of an array, or arrays of any length
TOLERANCE = 1e-3  # of an export: largest difference of any confidence, or of a number in deviations of its targets
TIE = 1e-6  # two confidences this close to each other may change places
Named = Mapping[str, float]  # a score or number of each output, by its name


@dataclass(frozen=True, slots=True)
class Judging:
    """How good answers are. Scores are (samples, outputs)."""

    measure: Callable[[np.ndarray, Targets], dict[str, float]]  # scores, targets → every metric
    intervals: Callable[[np.ndarray, Targets], dict[str, Interval]]  # 95 %, of every metric
    intervals_from: str  # how they were found, in words; "" where the metric says it
    by_output: Callable[[np.ndarray, Targets, Sequence[str]], dict[str, dict[str, float]]]  # name → its scores
    noted: Callable[[np.ndarray, Targets], np.ndarray]  # one value for each output, which every epoch notes
    compared: tuple[str, ...]  # what two runs on the same images are compared by; "loss" where that is comparable
    error: Callable[[Row], float]  # of one answer
    test: Literal["mcnemar", "permutation"]  # of such errors: whether two runs differ beyond chance
    confusion: Callable[[Report], np.ndarray] | None = None  # (classes, classes) counts: rows true, columns predicted


@dataclass(frozen=True, slots=True)
class Answering:
    """How the scores of one sample are said."""

    contents: Callable[[Named], dict[str, codec.Json]]  # of `tlstudio predict --json`, after the path
    columns: tuple[str, ...]  # those of the contents that have a column of their own in a CSV file
    words: Callable[[Named], str]  # on one line


@dataclass(frozen=True, slots=True)
class Exporting:
    """What an export says, and when its answers are those of the app."""

    activation: str  # at the end of the model
    is_same: Callable[[np.ndarray, np.ndarray], bool] | None  # of two answers (outputs,); None: the tolerance decides
    tolerance: Callable[[Targets], np.ndarray | float]  # targets of the training samples → how far scores may differ
    unit: str  # what these differences are of
    snippet: str  # what the example prints of `answer`
    kind: str  # "An image classifier for {}"
    ending: str  # the activation in words
    quality: str  # Markdown with the metrics of the best epoch as "val_…", and the number of images as `n`
    limits: tuple[str, ...]  # Markdown


@dataclass(frozen=True, slots=True)
class TaskMethods:
    """All that is done with targets and answers of a task; `training/losses/tasks.py` says how it is learned."""

    info: TaskInfo
    read: Callable[[Sequence[int], Sequence[Sequence[float]], int], Targets]  # class numbers, values, outputs
    stack: Callable[[Sequence[np.ndarray]], Targets]  # of single samples
    count: Callable[[Targets, int], np.ndarray]  # how many samples each output is taught by
    truth: Callable[[np.ndarray, Sequence[str]], str]  # a target in a word; "" where it takes more
    names_key: str  # what the outputs are called in a report's JSON, and their scores
    scores_key: str
    judging: Judging
    answering: Answering
    exporting: Exporting
