"""What a choice of frozen parts costs, as far as it can be computed without training a step.

What the price tag says beside its numbers, in sentences and lines of context.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tlstudio.engine.model.freezing import Leaves, hold, trainable_parameters
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BatchNorm, TrainingSpec
from tlstudio.gui.freeze.facts import Cut, cut_of
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.widgets.numbers import count, duration, joined, shape_text, size, times

if TYPE_CHECKING:
    from tlstudio.engine.training.before.timing import Timing


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


LEAST_GAIN = 1.15  # that is worth a word
OPTIMIZERS = {"adamw": "AdamW", "adam": "Adam", "sgd": "SGD"}


def freeze_words(price: Price) -> str:
    """Where the cut lies, and what the freeze means for the training."""
    return _sentences(_cut_words(price.cut), _reach_words(price))


def cache_words(price: Price, timing: "Timing", epochs: int) -> str:
    """Where the cut lies, whether what is before it runs once per image or why not, and what is kept and gained."""
    return _sentences(_cut_words(price.cut), say_sentence(timing.plan), _gain_words(timing.times_as_fast(epochs)))


def peak_words(timing: "Timing") -> str:
    """What the memory of a step is of: "batch of 32, of 16 GB", or "measured, of 16 GB"."""
    total = joined(size(timing.memory_bytes)) if timing.memory_bytes else ""
    if timing.is_peak_measured:
        return say("measured, of {total}").format(total=total) if total else say("measured")
    words = say("batch of {size}").format(size=count(timing.batch_size))
    return say("{how}, of {total}").format(how=words, total=total) if total else words


def memory_words(price: Price, timing: "Timing | None") -> str:
    """What the memory of one step is made of, a line each; the rest is known once there is a timing."""
    name = OPTIMIZERS[price.optimizer]
    known = say("Computed from the network, not measured.") if timing and not timing.is_peak_measured else ""
    lines = [
        (say("Weights"), price.weights_bytes),
        (say("Gradients"), price.gradients_bytes),
        (_optimizer_words(name, price.values), price.optimizer_bytes),
    ]
    if timing and timing.peak_bytes:
        rest = timing.peak_bytes - sum(number for _, number in lines)
        lines.append((say("Images, and what each layer keeps for the way back"), max(0, rest)))
    return "\n".join(filter(None, [*(f"{what}: {joined(size(number))}" for what, number in lines), known]))


def run_words(timing: "Timing") -> str:
    if not timing.features_s:
        return say("predicted from the step")
    return say("with {time} for the features").format(time=joined(duration(timing.features_s)))


def phases_words(timing: "Timing") -> str:
    """That the numbers are those of the last phase; empty without phases."""
    if not timing.phases_epochs:
        return ""
    words = say(
        "A step and an epoch of the last phase, in which all trains that is not frozen. "
        "The {count} epochs before it train less: about {time}. All epochs count them as such."
    )
    return words.format(count=count(timing.phases_epochs), time=joined(duration(timing.phases_s)))


def _gain_words(times_as_fast: float) -> str:
    if times_as_fast < LEAST_GAIN:
        return ""
    return say("With the kept features the run is about {gain} as fast.").format(gain=times(times_as_fast))


def _optimizer_words(name: str, values: int) -> str:
    if values == 2:
        return say("{optimizer}, 2 values for each weight that trains").format(optimizer=name)
    if values == 1:
        return say("{optimizer}, 1 value for each weight that trains").format(optimizer=name)
    return say("{optimizer} without momentum").format(optimizer=name)


def _reach_words(price: Price) -> str:
    if price.reach == "all":
        return say("The whole backbone stays as it was pretrained; only the head learns.")
    if price.reach == "none":
        if price.batchnorm == "still":
            return say("All weights but those of BatchNorm learn, which needs the most images and time.")
        return say("Nothing is held still: every weight learns, which needs the most images and time.")
    if price.reach == "clean":
        return say("Everything before it stays as it is, and no step runs backward through it.")
    if price.cut is None:
        return say("Steps run back through the frozen parts, since what comes before them trains.")
    return say("Steps run back through frozen parts after it, though not before it.")


def _cut_words(cut: Cut | None) -> str:
    if cut is None or not cut.path:
        return ""
    part = ", ".join(say_sentence(part.title) for part in cut.path[-2:])
    if not cut.shape:
        return say("The cut lies after {part}.").format(part=part)
    return say("The cut lies after {part} ({shape}).").format(part=part, shape=shape_text(cut.shape))


def _sentences(*sentences: str) -> str:
    return " ".join(filter(None, sentences))
