"""What the last column of the freeze tree says: how far parts have moved, or how strong their gradient was."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from PySide6.QtCore import QLocale

from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import percent

SMALLEST = 0.001  # share that is still told apart from nothing

Measure = Literal["moved", "gradient"]


@dataclass(frozen=True, slots=True)
class PartsMoved:
    """What was measured of parts in a run: shares of their starting weights, or norms; a part without one stayed."""

    run: str = ""  # its number
    shares: Mapping[str, float] = field(default_factory=dict)
    measure: Measure = "moved"

    def text(self, part: str) -> str:
        share = self.shares.get(part)
        if share is None:
            return "–"
        if self.measure == "gradient":
            return QLocale().toString(share, "g", 2)
        return f"< {percent(SMALLEST)}" if 0 < share < SMALLEST else percent(share)

    def bar(self, part: str) -> float | None:
        """The part's number as a share of the largest."""
        share = self.shares.get(part)
        return share / max(self.shares.values()) if share else share

    @property
    def title(self) -> str:
        """What stands over the column."""
        words = {"moved": say("Moved, run {run}"), "gradient": say("Gradient, run {run}")}
        return words[self.measure].format(run=self.run)

    @property
    def tip(self) -> str:
        words = {
            "moved": say("How far the weights are from where they started, as a share of their size."),
            "gradient": say("The norm of the gradient, averaged over the last epoch: how hard training pulls."),
        }
        return words[self.measure] + "\n" + say("Click to show another measure.")

    def spoken(self, part: str) -> str:
        """For assistive technology; empty for a part of which there is nothing to say."""
        if part not in self.shares:
            return ""
        words = {"moved": say("moved {value} in run {run}"), "gradient": say("gradient norm {value} in run {run}")}
        return words[self.measure].format(value=self.text(part), run=self.run)


def measure_titles() -> dict[Measure, str]:
    """What can be chosen."""
    return {"moved": say("How far it moved"), "gradient": say("Gradient norm")}
