"""Answers as the grid shows them: of the rows of a report, and of files that nobody has labelled."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np

from tlstudio.engine.predict import Answer as Predicted
from tlstudio.engine.project import Task
from tlstudio.engine.tasks.multi_label import given_labels
from tlstudio.engine.tasks.report import Report, Row
from tlstudio.gui.answers.answer_grid import Answer
from tlstudio.gui.answers.class_bars import label_bars, number_bars
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.language.say import say

Ranges = tuple[tuple[float, float], ...]  # of each number


def class_answer(row: Row) -> Answer:
    return Answer(row.path, row.scores, int(row.target))


def label_answer(row: Row, names: tuple[str, ...]) -> Answer:
    bars = tuple(label_bars(row.scores, row.target, names))
    has = ", ".join(bar.name for bar in bars if bar.mark == "label") or "–"
    words = say("Labelled {labels}.").format(labels=has)
    return Answer(row.path, row.scores, bars=bars, words=words)


def number_answer(row: Row, names: tuple[str, ...], ranges: Ranges, output: int) -> Answer:
    """Show the numbers of an image; the words are about the one that is looked at."""
    bars = tuple(number_bars(row.scores, names, ranges))
    text = say("{name}: the model says {said}, the table {true}.")
    said, true = (value_text("mae", float(values[output])) for values in (row.scores, row.target))
    return Answer(row.path, row.scores, bars=bars, words=text.format(name=names[output], said=said, true=true))


def ranges_of(report: Report) -> Ranges:
    """From the least to the most of each number, true or said."""
    return _ranges([values for row in report.rows for values in (row.target, row.scores)])


def tried_answers(found: Sequence[Predicted], names: tuple[str, ...]) -> list[Answer]:
    """Answers to images that nobody has labelled."""
    ranges = _ranges([_values(one) for one in found if not one.error])
    return [
        Answer(one.path, np.zeros(len(names)), problem=one.error) if one.error else _TRIED[one.task](one, names, ranges)
        for one in found
    ]


def _tried_class(answer: Predicted, _names: tuple[str, ...], _ranges: Ranges) -> Answer:
    return Answer(answer.path, _values(answer))


def _tried_labels(answer: Predicted, names: tuple[str, ...], _ranges: Ranges) -> Answer:
    scores = _values(answer)
    said = ", ".join(given_labels(answer.scores)) or say("no label")
    words = say("The model says {said}.").format(said=said)
    return Answer(answer.path, scores, bars=tuple(label_bars(scores, None, names)), words=words)


def _tried_numbers(answer: Predicted, names: tuple[str, ...], ranges: Ranges) -> Answer:
    values = _values(answer)
    bars = tuple(number_bars(values, names, ranges))
    return Answer(answer.path, values, bars=bars, words=", ".join(f"{bar.name} {bar.text}" for bar in bars))


_TRIED: Mapping[Task, Callable[[Predicted, tuple[str, ...], Ranges], Answer]] = {
    "single_label": _tried_class,
    "multi_label": _tried_labels,
    "regression": _tried_numbers,
}


def _values(answer: Predicted) -> np.ndarray:
    return np.array(list(answer.scores.values()))


def _ranges(values: Sequence[np.ndarray]) -> Ranges:
    """The least and the most of each column; nothing where there are no values."""
    if not values:
        return ()
    stacked = np.stack(values)
    return tuple(zip(stacked.min(0).tolist(), stacked.max(0).tolist(), strict=True))
