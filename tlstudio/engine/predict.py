"""Answers of a run or of an exported model to image files: what `tlstudio predict` and the window's "Try it" show."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.csv_cell import csv_cell
from tlstudio.engine.data.modality import Modality
from tlstudio.engine.data.walk import sample_files
from tlstudio.engine.errors import DataError, RunError
from tlstudio.engine.project import LABEL_THRESHOLD, Task
from tlstudio.engine.runs.runs import is_run, open_run
from tlstudio.engine.storage import write_durably


@dataclass(frozen=True, slots=True)
class Prediction:
    path: Path
    label: str
    confidence: float
    scores: dict[str, float]  # of every class, in the order of the classes


@dataclass(frozen=True, slots=True)
class Labelled:
    path: Path
    labels: list[str]  # those whose score reaches the threshold; there may be none
    scores: dict[str, float]  # of every label


@dataclass(frozen=True, slots=True)
class Measured:
    path: Path
    values: dict[str, float]  # in the units of the table


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file without an answer; `error` is a clause."""

    path: Path
    error: str


Answer = Prediction | Labelled | Measured | Unreadable


class NoSample(Protocol):
    """Why a file gives no sample, as a clause."""

    @property
    def reason(self) -> str: ...


class Model(Protocol):
    """What gives confidences for image files, in their order: a run's network or an exported one."""

    @property
    def class_names(self) -> Sequence[str]: ...

    @property
    def task(self) -> Task: ...

    @property
    def modality(self) -> Modality: ...

    def scores(self, paths: Sequence[Path]) -> "Iterator[np.ndarray | NoSample]":
        """For each file its scores (outputs,), or why it cannot be read."""
        ...


class Predictor:
    """A model that answers with names."""

    def __init__(self, model: Model) -> None:
        self.class_names = tuple(model.class_names)
        self.task: Task = model.task
        self.modality = model.modality
        self._model = model

    def predict(self, paths: Sequence[Path]) -> Iterator[Answer]:
        """An answer for each file, in order, as they come."""
        for path, scores in zip(paths, self._model.scores(paths), strict=True):
            if isinstance(scores, np.ndarray):
                yield self._answer(path, scores)
            else:
                yield Unreadable(path, scores.reason)

    def _answer(self, path: Path, scores: np.ndarray) -> Answer:
        named = dict(zip(self.class_names, scores.tolist(), strict=True))
        if self.task == "regression":
            return Measured(path, named)
        if self.task == "multi_label":
            return Labelled(path, [name for name, score in named.items() if score >= LABEL_THRESHOLD], named)
        best = int(scores.argmax())
        return Prediction(path, self.class_names[best], float(scores[best]), named)


def open_predictor(folder: Path) -> Predictor:
    """The best checkpoint of a run, or an exported model. Raises RunError if the folder is neither.

    An ONNX export answers without torch being imported.
    """
    if not folder.is_dir():
        raise RunError("There is no run and no exported model at {folder}.", folder=folder)
    return Predictor(_model_of_run(folder) if is_run(folder) else _model_of_export(folder))


def _model_of_run(folder: Path) -> Model:
    from tlstudio.engine.training.trained import load_trained  # torch, which an ONNX export does not need

    return load_trained(open_run(folder))


def _model_of_export(folder: Path) -> Model:
    from tlstudio.engine.export.reader import open_export  # onnxruntime, which a run does not need

    return open_export(folder)


def expand(paths: Iterable[Path], modality: Modality) -> list[Path]:
    """Files as they are, folders as the samples inside. Raises DataError for a folder without any."""
    files: list[Path] = []
    for path in paths:
        inside = sample_files(path, modality) if path.is_dir() else [path]
        if not inside:
            raise DataError("{path} holds no {plural}.", path=path, plural=modality.plural)
        files += inside
    return files


def to_json(answer: Answer) -> codec.Json:
    """The contract of `tlstudio predict --json`: path, then label, confidence, scores; or labels, scores; or values; or
    error.
    """
    return {**codec.to_json(answer), "path": str(answer.path)}


def in_words(answer: Answer) -> str:
    """The answer on one line."""
    match answer:
        case Prediction():
            return f"{answer.label} ({100 * answer.confidence:.1f} %)"
        case Labelled():
            return ", ".join(f"{name} ({100 * answer.scores[name]:.1f} %)" for name in answer.labels) or "no label"
        case Measured():
            return ", ".join(f"{name} {value:.4g}" for name, value in answer.values.items())
        case Unreadable():
            return answer.error


def write_csv(target: Path, answers: Iterable[Answer], class_names: Sequence[str], task: Task = "single_label") -> None:
    """One line for each answer: path, what it is in one or two columns, error, then every score or number.

    Labels are separated by semicolons. Raises StorageError.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    said = {"single_label": ["label", "confidence"], "multi_label": ["labels"], "regression": []}[task]
    writer.writerow(["path", *said, "error", *map(csv_cell, class_names)])
    for answer in answers:
        writer.writerow(_line(answer, class_names, len(said)))
    write_durably(target, text.getvalue().encode("utf-8", "surrogateescape"))


def _line(answer: Answer, class_names: Sequence[str], said: int) -> list[str | float]:
    path = csv_cell(str(answer.path))
    match answer:
        case Unreadable():
            return [path, *[""] * said, csv_cell(answer.error), *[""] * len(class_names)]
        case Prediction():
            named, words = answer.scores, [csv_cell(answer.label), answer.confidence]
        case Labelled():
            named, words = answer.scores, [csv_cell(";".join(answer.labels))]
        case Measured():
            named, words = answer.values, []
    return [path, *words, "", *(named[name] for name in class_names)]
