"""Answers of a run or of an exported model to image files: what `tlstudio predict` and the window's "Try it" show."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np

from tlstudio.engine import codec
from tlstudio.engine.csv_files import guarded, own_columns
from tlstudio.engine.data.modality import Modality
from tlstudio.engine.data.walk import sample_files
from tlstudio.engine.errors import DataError, RunError
from tlstudio.engine.project import Task
from tlstudio.engine.runs.runs import is_run, open_run
from tlstudio.engine.storage import write_durably
from tlstudio.engine.tasks.registry import METHODS


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says of one file, or why it says nothing."""

    path: Path
    task: Task
    scores: dict[str, float]  # of every output, in their order; numbers are in the units of the table
    error: str = ""  # a clause

    @property
    def contents(self) -> dict[str, codec.Json]:
        """What the task says of the scores: label, confidence, scores; or labels, scores; or values."""
        return METHODS[self.task].answering.contents(self.scores)


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
                yield Answer(path, self.task, dict(zip(self.class_names, scores.tolist(), strict=True)))
            else:
                yield Answer(path, self.task, {}, scores.reason)


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
    """The contract of `tlstudio predict --json`: path, then the contents of the answer, or error."""
    return {"path": str(answer.path), **({"error": answer.error} if answer.error else answer.contents)}


def in_words(answer: Answer) -> str:
    """The answer on one line."""
    return answer.error or METHODS[answer.task].answering.words(answer.scores)


def write_csv(
    target: Path,
    answers: Iterable[Answer],
    class_names: Sequence[str],
    task: Task,
    *,
    for_spreadsheet: bool = False,
) -> None:
    """One line for each answer: path, what it is in one or two columns, error, then every score or number.

    Labels are separated by semicolons. Names come out as themselves, or so that no spreadsheet takes one for a formula.
    Raises StorageError.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    columns = METHODS[task].answering.columns
    header = own_columns(["path", *columns, "error"], class_names)
    for row in (header, *(_line(answer, class_names, columns) for answer in answers)):
        writer.writerow([guarded(cell) if for_spreadsheet and isinstance(cell, str) else cell for cell in row])
    write_durably(target, text.getvalue().encode("utf-8", "surrogateescape"))


def _line(answer: Answer, class_names: Sequence[str], columns: Sequence[str]) -> list[str | float]:
    if answer.error:
        return [str(answer.path), *[""] * len(columns), answer.error, *[""] * len(class_names)]
    words = (answer.contents[column] for column in columns)
    return [str(answer.path), *map(_cell, words), "", *(answer.scores[name] for name in class_names)]


def _cell(value: codec.Json) -> str | float:
    if isinstance(value, float):
        return value
    return ";".join(map(str, value)) if isinstance(value, list) else str(value)
