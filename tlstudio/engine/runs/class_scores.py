"""How each class, label or number does on the validation images."""

import math
from collections.abc import Sequence

import numpy as np

from tlstudio.engine.runs.events import EpochEnded

MOST_NOTED = 200  # classes: of more, an epoch's line in the log would be long
DIGITS = 5  # significant ones, for the same reason

PerClass = tuple[float | None, ...]


def noted(values: np.ndarray) -> PerClass:
    """What the log keeps of them: None for what is not finite, nothing of more than MOST_NOTED."""
    if len(values) > MOST_NOTED:
        return ()
    return tuple(float(f"{value:.{DIGITS}g}") if math.isfinite(value) else None for value in values.tolist())


def class_values(epoch: EpochEnded, classes: Sequence[str]) -> dict[str, float | None]:
    """What an epoch says of each class, by "recall NAME" or "mae NAME"; empty where it noted none."""
    if len(epoch.per_class) != len(classes):
        return {}
    names = (f"{epoch.class_metric} {name}" for name in classes)
    return dict(zip(names, epoch.per_class, strict=True))
