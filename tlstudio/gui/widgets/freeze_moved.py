"""What the freeze tree says of how far parts have moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tlstudio.gui.widgets.quantities import percent

SMALLEST = 0.001  # share that is still told apart from nothing


@dataclass(frozen=True, slots=True)
class PartsMoved:
    """How far parts moved in a run, each as a share of its starting weights; a part without one stayed."""

    run: str = ""  # its number
    shares: Mapping[str, float] = field(default_factory=dict)

    def text(self, part: str) -> str:
        share = self.shares.get(part)
        if share is None:
            return "–"
        return f"< {percent(SMALLEST)}" if 0 < share < SMALLEST else percent(share)

    def bar(self, part: str) -> float | None:
        """How far the part moved, as a share of the one that moved farthest."""
        share = self.shares.get(part)
        return share / max(self.shares.values()) if share else share
