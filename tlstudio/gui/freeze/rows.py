"""The parts of a backbone as numbered rows, in the order in which data flows through them: pure data.

The columns of the freeze tree, and which of them there is room for.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum

from tlstudio.engine.model.freezing import Leaves
from tlstudio.engine.model.parts import Part
from tlstudio.gui.language.say import say_sentence


@dataclass(frozen=True, slots=True)
class Row:
    part: Part
    parent: int  # number of the parent's row, -1 at the top
    place: int  # among its siblings
    children: tuple[int, ...]
    first: int  # number of its first leaf among all of the tree
    end: int  # and of the first leaf after it


class Rows:
    """The parts below `root`; without layers, blocks are the finest rows."""

    def __init__(self, root: Part | None = None, *, with_layers: bool = True) -> None:
        self.root = root
        self.leaves: tuple[Part, ...] = tuple(root.leaves()) if root else ()
        self.all: list[Row] = []
        self._with_layers = with_layers
        self._leaf_numbers = {leaf.name: number for number, leaf in enumerate(self.leaves)}
        self.top = self._add(root.children, -1) if root else ()
        self.numbers = {row.part.name: number for number, row in enumerate(self.all)}

    def siblings(self, row: Row) -> tuple[int, ...]:
        return self.top if row.parent < 0 else self.all[row.parent].children

    def leaf_names(self, row: Row) -> Leaves:
        return frozenset(leaf.name for leaf in self.leaves[row.first : row.end])

    def upward(self, number: int) -> Iterator[int]:
        """This row and those around it, innermost first."""
        while number >= 0:
            yield number
            number = self.all[number].parent

    def path(self, number: int) -> str:
        """The titles from the top down to the part: "Stage 6, Block 1"."""
        return ", ".join(reversed([say_sentence(self.all[each].part.title) for each in self.upward(number)]))

    def depth(self, row: Row) -> float:
        """How far down the backbone the part ends: above 0, 1.0 at its end."""
        return row.end / len(self.leaves)

    def matching(self, text: str) -> list[int]:
        """Rows with every word of the text in their title, technical name or kind."""
        words = text.lower().split()
        return [number for number, row in enumerate(self.all) if all(word in _spelled(row.part) for word in words)]

    def _add(self, parts: tuple[Part, ...], parent: int) -> tuple[int, ...]:
        return tuple(self._add_one(part, parent, place) for place, part in enumerate(parts))

    def _add_one(self, part: Part, parent: int, place: int) -> int:
        number = len(self.all)
        first = self._leaf_numbers[next(part.leaves()).name]
        end = first + sum(1 for _ in part.leaves())
        self.all.append(Row(part, parent, place, (), first, end))
        shown = tuple(child for child in part.children if self._with_layers or child.level != "layer")
        self.all[number] = Row(part, parent, place, self._add(shown, number), first, end)
        return number


def _spelled(part: Part) -> str:
    return f"{say_sentence(part.title)} {part.name} {part.kind}".lower()


class Column(IntEnum):
    PART = 0
    STATE = 1
    SEES = 2
    PARAMETERS = 3
    RATE = 4
    MOVED = 5


COLUMNS = len(Column)
NUMBERS = (Column.PARAMETERS, Column.RATE, Column.MOVED)  # aligned right


@dataclass(frozen=True, slots=True)
class Fit:
    """What of the columns is shown."""

    has_bars: bool  # beside how far parts moved
    has_sees_text: bool  # beside the square
    has_sees: bool


FITS = (Fit(True, True, True), Fit(False, True, True), Fit(False, False, True), Fit(False, False, False))


@dataclass(frozen=True, slots=True)
class Widths:
    """Of what may have to go, and of all the rest together with the least that a part's name needs; in px."""

    rest: int
    square: int
    sees_text: int
    bar: int


def widest_fit(room: int, widths: Widths, *, may_have_bars: bool) -> Fit:
    """The most that fits into `room` px: first the bars go, then the words of what parts see, then that column."""
    allowed = [fit for fit in FITS if may_have_bars or not fit.has_bars]
    return next((fit for fit in allowed if _needed(fit, widths) <= room), FITS[-1])


def _needed(fit: Fit, widths: Widths) -> int:
    extras = ((fit.has_bars, widths.bar), (fit.has_sees_text, widths.sees_text), (fit.has_sees, widths.square))
    return widths.rest + sum(px for is_shown, px in extras if is_shown)
