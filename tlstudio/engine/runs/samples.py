"""Which samples a run trains and is judged on."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tlstudio.engine.project import Task

if TYPE_CHECKING:
    from tlstudio.engine.tasks.methods import Targets

SplitName = Literal["train", "val", "test"]


@dataclass(frozen=True, slots=True)
class ClassNames:
    """What the classes of a run are called since they were renamed, in the order of its outputs."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SplitSamples:
    """Which samples a run trains and is judged on: paths below the project's folder, class numbers beside them.

    Where a sample has labels or numbers instead of one class, they stand in `targets`, a row for each sample, in the
    order of `class_names`; its class number then says nothing.
    """

    class_names: tuple[str, ...]
    train: tuple[str, ...]
    train_labels: tuple[int, ...]
    val: tuple[str, ...]
    val_labels: tuple[int, ...]
    test: tuple[str, ...] = ()
    test_labels: tuple[int, ...] = ()
    targets: dict[str, tuple[tuple[float, ...], ...]] = field(default_factory=dict)  # of "train", "val" and "test"

    def targets_of(self, name: SplitName, task: Task) -> "Targets":
        """What the images of one part teach, as the task reads it."""
        from tlstudio.engine.tasks.registry import METHODS  # numpy, so that runs can be listed without it

        numbers = [label for _, label in self.of(name)]
        return METHODS[task].read(numbers, self.targets.get(name, ()), len(self.class_names))

    def of(self, name: SplitName) -> list[tuple[str, int]]:
        paths, labels = {
            "train": (self.train, self.train_labels),
            "val": (self.val, self.val_labels),
            "test": (self.test, self.test_labels),
        }[name]
        return list(zip(paths, labels, strict=True))
