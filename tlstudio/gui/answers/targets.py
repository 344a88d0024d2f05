"""What Inspect shows of labels and numbers, as pure functions of a report."""

from dataclasses import dataclass

import numpy as np

from tlstudio.engine.evaluation.report import Report
from tlstudio.engine.evaluation.target_report import AnyReport, Interval, LabelReport, NumberReport, TargetRow
from tlstudio.engine.predict import Answer as Predicted
from tlstudio.engine.predict import Labelled, Measured, Prediction, Unreadable
from tlstudio.gui.answers.answer_grid import Answer
from tlstudio.gui.answers.class_bars import Bar, label_bars, number_bars
from tlstudio.gui.answers.scores import value_text
from tlstudio.gui.language.say import say

Ranges = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Metric:
    name: str
    value: float
    interval: Interval


def key_metric(report: AnyReport) -> Metric:
    """The one number of a report."""
    if isinstance(report, Report):
        return Metric("accuracy", report.accuracy, report.accuracy_interval)
    if isinstance(report, LabelReport):
        return Metric("map", report.map, report.map_interval)
    return Metric("rmse", report.rmse, report.rmse_interval)


def names_of(report: AnyReport) -> tuple[str, ...]:
    if isinstance(report, Report):
        return report.classes
    return report.labels if isinstance(report, LabelReport) else report.outputs


def ranges_of(report: NumberReport) -> Ranges:
    """From the least to the most of each number, true or said."""
    values = np.array([[row.targets, row.scores] for row in report.rows])  # (images, 2, outputs)
    return tuple(zip(values.min((0, 1)).tolist(), values.max((0, 1)).tolist(), strict=True))


def label_answer(row: TargetRow, names: tuple[str, ...]) -> Answer:
    bars = tuple(label_bars(row.scores, row.targets, names))
    has = ", ".join(bar.name for bar in bars if bar.mark == "label") or "–"
    words = say("Labelled {labels}.").format(labels=has)
    return Answer(row.path, row.scores, bars=bars, words=words)


def number_answer(row: TargetRow, names: tuple[str, ...], ranges: Ranges, output: int) -> Answer:
    """The numbers of an image; the words are about the one that is looked at."""
    bars = tuple(number_bars(row.scores, names, ranges))
    text = say("{name}: the model says {said}, the table {true}.")
    said, true = (value_text("mae", float(values[output])) for values in (row.scores, row.targets))
    return Answer(row.path, row.scores, bars=bars, words=text.format(name=names[output], said=said, true=true))


def tried_answers(found: list[Predicted], names: tuple[str, ...]) -> list[Answer]:
    """Answers to images that nobody has labelled."""
    values = np.array([list(one.values.values()) for one in found if isinstance(one, Measured)])
    ranges = tuple(zip(values.min(0).tolist(), values.max(0).tolist(), strict=True)) if len(values) else ()
    return [_tried(one, names, ranges) for one in found]


def _tried(answer: Predicted, names: tuple[str, ...], ranges: Ranges) -> Answer:
    match answer:
        case Unreadable():
            return Answer(answer.path, np.zeros(len(names)), problem=answer.error)
        case Prediction():
            return Answer(answer.path, np.array(list(answer.scores.values())))
        case Labelled():
            scores = np.array(list(answer.scores.values()))
            said = ", ".join(answer.labels) or say("no label")
            words = say("The model says {said}.").format(said=said)
            return Answer(answer.path, scores, bars=tuple(label_bars(scores, None, names)), words=words)
        case Measured():
            scores = np.array(list(answer.values.values()))
            bars: tuple[Bar, ...] = tuple(number_bars(scores, names, ranges))
            words = ", ".join(f"{bar.name} {bar.text}" for bar in bars)
            return Answer(answer.path, scores, bars=bars, words=words)
