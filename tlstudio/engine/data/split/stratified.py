"""Deal images, or groups of them, out to parts so that each label has its share in every part.

Iterative stratification: Sechidis, Tsoumakas and Vlahavas, "On the Stratification of Multi-Label Data" (2011), with
groups in the place of images, the larger ones first.
"""

from collections.abc import Mapping, Sequence

import numpy as np

Content = Mapping[int, int]  # images of each label in a unit


def deal_evenly(
    contents: Sequence[Content], sizes: Sequence[int], wanted: np.ndarray, room: np.ndarray, fixed: Sequence[int]
) -> np.ndarray:
    """The part of each unit, int64. Units are given in an order by chance; `sizes` are their images.

    `wanted` (parts, labels) and `room` (parts,) say how many images of each label, and of all, a part is to get;
    `fixed` the part that a unit is in already, or -1.
    """
    wanted, room = wanted.astype(np.float64), room.astype(np.float64)
    parts = np.full(len(contents), -1, np.int64)
    members = _members(contents)
    left = {label: sum(contents[unit][label] for unit in units) for label, units in members.items()}

    def give(unit: int, part: int) -> None:
        parts[unit] = part
        room[part] -= sizes[unit]
        for label, count in contents[unit].items():
            wanted[part, label] -= count
            if label in left:
                left[label] -= count

    for unit, part in enumerate(fixed):
        if part >= 0:
            give(unit, part)
    while left:
        rarest = min(left, key=lambda label: (left[label], label))
        for unit in sorted(members[rarest], key=lambda unit: -sizes[unit]):
            if parts[unit] < 0:
                give(unit, _neediest(wanted[:, rarest], room))
        del left[rarest]
    for unit in np.flatnonzero(parts < 0).tolist():  # those without a label
        give(unit, int(room.argmax()))
    return parts


def _members(contents: Sequence[Content]) -> dict[int, list[int]]:
    members: dict[int, list[int]] = {}
    for unit, content in enumerate(contents):
        for label in content:
            members.setdefault(label, []).append(unit)
    return members


def _neediest(wanted: np.ndarray, room: np.ndarray) -> int:
    """The part that wants most of the label; of several, the one with most room."""
    most = np.flatnonzero(wanted >= wanted.max() - 1e-9)
    return int(most[room[most].argmax()])
