"""Backbones as points in a plane: which facts the axes show, and where the marks on them stand."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.gui.widgets.numbers import ticks

ROOM = 0.04  # of an axis, free at both ends

Ticks = tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Axis:
    """One fact of a backbone; None where it is not known."""

    value: Callable[[BackboneInfo], float | None]
    is_log: bool
    unit: str = ""

    def place(self, info: BackboneInfo) -> float | None:
        """Where it stands on the axis: its logarithm to base 10 on a logarithmic one."""
        value = self.value(info)
        return math.log10(value) if value and self.is_log else value


PARAMETERS = Axis(lambda info: info.parameters / 1e6, is_log=True, unit=" M")
GFLOPS = Axis(lambda info: info.gflops or None, is_log=True)
ACCURACY = Axis(lambda info: info.accuracy, is_log=False, unit=" %")

AXES: Mapping[str, tuple[Axis, Axis]] = {
    "accuracy_parameters": (PARAMETERS, ACCURACY),
    "accuracy_gflops": (GFLOPS, ACCURACY),
    "gflops_parameters": (PARAMETERS, GFLOPS),
}


@dataclass(frozen=True, slots=True)
class Points:
    """Those backbones for which both facts are known; x and y are places on the axes."""

    infos: tuple[BackboneInfo, ...]
    x: np.ndarray
    y: np.ndarray

    def number_of(self, name: str) -> int:
        """The point of the backbone with this name, or -1."""
        return next((number for number, info in enumerate(self.infos) if info.name == name), -1)


def points(infos: Iterable[BackboneInfo], axes: tuple[Axis, Axis]) -> Points:
    placed = [(info, axes[0].place(info), axes[1].place(info)) for info in infos]
    known = [(info, x, y) for info, x, y in placed if x is not None and y is not None]
    return Points(
        tuple(info for info, _, _ in known),
        np.array([x for _, x, _ in known], dtype=float),
        np.array([y for _, _, y in known], dtype=float),
    )


def axis_range(values: np.ndarray) -> tuple[float, float]:
    """From a little before the lowest to a little after the highest."""
    low, high = (float(values.min()), float(values.max())) if len(values) else (0.0, 1.0)
    room = (high - low or 1.0) * ROOM
    return low - room, high + room


def axis_ticks(axis: Axis, low: float, high: float, write: Callable[[float], str]) -> Ticks:
    """Places from `low` to `high` and what is written there: powers of ten on a logarithmic axis."""
    places: Sequence[float] = range(math.ceil(low), math.floor(high) + 1) if axis.is_log else ticks(low, high)
    return tuple(
        (float(place), f"{write(10.0**place if axis.is_log else place)}{axis.unit}")
        for place in places
        if low <= place <= high
    )
