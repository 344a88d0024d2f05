"""What is said of a run follows from its curves."""

import pytest

from tlstudio.engine.runs.events import EpochEnded
from tlstudio.engine.runs.verdict import verdict

Curve = list[tuple[float, float]]  # the loss in training and in validation


def _epochs(losses: Curve, train: float | None = None, val: float | None = None) -> list[EpochEnded]:
    return [
        EpochEnded(number, number, train_loss, train, val_loss, val, 1.0, 1.0, is_best=False)
        for number, (train_loss, val_loss) in enumerate(losses, start=1)
    ]


FALLING: Curve = [(1.0, 1.0), (0.8, 0.85), (0.7, 0.75), (0.6, 0.68), (0.55, 0.62), (0.5, 0.57)]
FLAT: Curve = [(1.0, 1.0), (0.6, 0.6), (0.5, 0.52), (0.5, 0.51), (0.5, 0.51), (0.5, 0.51)]
PARTING: Curve = [(1.0, 1.0), (0.6, 0.7), (0.4, 0.6), (0.2, 0.65), (0.1, 0.7), (0.05, 0.8)]


@pytest.mark.parametrize(
    ("losses", "train", "val", "kind"),
    [
        (FALLING, 0.8, 0.78, "improving"),
        (FALLING, 1.0, 0.7, "improving"),  # what is new to it still gets better
        (FLAT, 0.8, 0.78, "settled"),
        (FLAT, None, None, "settled"),
        (FLAT, 0.985, 0.743, "by_heart"),
        (PARTING, None, None, "by_heart"),
        (PARTING, 0.9, 0.88, "by_heart"),
    ],
)
def test_the_curves_say_what_helps(losses: Curve, train: float | None, val: float | None, kind: str) -> None:
    found = verdict(_epochs(losses, train, val))
    assert found is not None and found.kind == kind


def test_learning_by_heart_is_said_in_numbers() -> None:
    found = verdict(_epochs(FLAT, 0.985, 0.743))
    assert found is not None
    assert found.sentence.startswith(
        "It learns by heart: 98.5 % of what it trained on is right, and 74.3 % of validation. More images"
    )


@pytest.mark.parametrize("count", [0, 1, 3])
def test_a_few_epochs_say_nothing(count: int) -> None:
    assert verdict(_epochs(FALLING[:count])) is None
