"""What each task is called and judged by. Needs no NumPy, so that the first paint and the list of runs need none."""

from collections.abc import Mapping
from dataclasses import dataclass

from tlstudio.engine.project import Task
from tlstudio.engine.sentences import mark, sentence


@dataclass(frozen=True, slots=True)
class MetricInfo:
    short: str  # its name beside a value: "mAP"
    is_share: bool = False  # of 1, shown in per cent
    sign: int = 1  # -1 where less is better


@dataclass(frozen=True, slots=True)
class TaskInfo:
    name: Task
    noun: str  # of an output: "class"
    nouns: str
    has_one_class: bool  # of each sample: classes can be balanced, mixed and told apart
    has_units: bool  # the outputs are numbers in the units of the targets, not scores
    metrics: Mapping[str, MetricInfo]
    key: str  # the metric that chooses the best epoch and stands for a run

    @property
    def has_labels(self) -> bool:
        """Any number of them for each sample."""
        return not self.has_one_class and not self.has_units

    @property
    def key_metric(self) -> MetricInfo:
        return self.metrics[self.key]

    def goodness(self, value: float) -> float:
        """A value of the key metric, so that more is better."""
        return self.key_metric.sign * value

    def counted(self, outputs: int) -> str:
        """Such as "3 classes" or "1 number"."""
        return sentence("{n} {noun}", n=outputs, noun=self.noun if outputs == 1 else self.nouns)


TASKS: Mapping[Task, TaskInfo] = {
    "single_label": TaskInfo(
        "single_label",
        sentence("class"),
        sentence("classes"),
        has_one_class=True,
        has_units=False,
        metrics={"accuracy": MetricInfo(mark("accuracy"), is_share=True)},
        key="accuracy",
    ),
    "multi_label": TaskInfo(
        "multi_label",
        sentence("label"),
        sentence("labels"),
        has_one_class=False,
        has_units=False,
        metrics={"macro_f1": MetricInfo(mark("macro F1"), is_share=True), "map": MetricInfo("mAP", is_share=True)},
        key="map",
    ),
    "regression": TaskInfo(
        "regression",
        sentence("number"),
        sentence("numbers"),
        has_one_class=False,
        has_units=True,
        metrics={"mae": MetricInfo("MAE", sign=-1), "rmse": MetricInfo("RMSE", sign=-1), "r2": MetricInfo("R²")},
        key="rmse",
    ),
}
OF_A_FOLDER: Task = "single_label"  # what a folder of classes teaches
METRICS: Mapping[str, MetricInfo] = {name: metric for task in TASKS.values() for name, metric in task.metrics.items()}
