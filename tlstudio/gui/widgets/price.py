"""What a choice of frozen parts costs, as far as it can be computed without training a step."""

from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.model.freezing import Leaves, hold, trainable_parameters
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BatchNorm, TrainingSpec
from tlstudio.gui.widgets.freeze_state import Cut, cut_of

FLOAT_BYTES = 4
Reach = Literal["all", "none", "clean", "scattered"]


@dataclass(frozen=True, slots=True)
class Price:
    trainable: int  # parameters, of backbone and head
    total: int
    frozen: int
    cut: Cut | None
    reach: Reach  # all of the backbone frozen, none, what is before the cut, or also parts after it
    optimizer: str
    values: int  # that the optimizer remembers for each trainable parameter
    batchnorm: BatchNorm = "follow"

    @property
    def weights_bytes(self) -> int:
        return self.total * FLOAT_BYTES

    @property
    def gradients_bytes(self) -> int:
        return self.trainable * FLOAT_BYTES

    @property
    def optimizer_bytes(self) -> int:
        return self.trainable * self.values * FLOAT_BYTES


def price_of(
    tree: Part, frozen: Leaves, head_parameters: int, training: TrainingSpec, batchnorm: BatchNorm = "follow"
) -> Price:
    """The price of freezing these leaves. The head always trains; BatchNorm that is kept still never does."""
    trains = trainable_parameters(tree, hold(tree, frozen, batchnorm).weights)
    return Price(
        trainable=trains + head_parameters,
        total=tree.parameters + head_parameters,
        frozen=tree.parameters - trains,
        cut=cut_of(tree, frozen),
        reach=_reach(tree, frozen),
        optimizer=training.optimizer,
        values=_values_per_parameter(training),
        batchnorm=batchnorm,
    )


def _values_per_parameter(training: TrainingSpec) -> int:
    """Adam keeps a mean and a variance of each gradient, SGD its momentum."""
    if training.optimizer == "sgd":
        return 1 if training.momentum else 0
    return 2


def _reach(tree: Part, frozen: Leaves) -> Reach:
    leaves = [leaf.name in frozen for leaf in tree.leaves()]
    if all(leaves):
        return "all"
    if not any(leaves):
        return "none"
    first = leaves.index(False)
    return "scattered" if any(leaves[first:]) else "clean"
