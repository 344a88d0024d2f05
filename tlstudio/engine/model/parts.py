"""The tree of a backbone: stem, stages, blocks, layers, as pure data."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Level = Literal["backbone", "stem", "stage", "block", "layer"]
Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a backbone. `name` is unique in its tree; the leaves hold the tensors, the others add them up."""

    name: str
    title: str
    level: Level
    kind: str  # class of the module
    parameters: int
    shape: Shape | None = None  # of its output for one sample
    children: tuple["Part", ...] = ()
    modules: tuple[str, ...] = ()  # paths of the modules it is made of; for a single tensor, of its owner
    tensor: str = ""  # path of the parameter, for a leaf that is a single tensor outside any layer
    has_statistics: bool = False  # a leaf that keeps running statistics, as BatchNorm does
    sees: float | None = None  # side of the square of the input that one value of its output follows from, as a share

    def walk(self) -> Iterator["Part"]:
        """This part and all below it, from input to output."""
        yield self
        for child in self.children:
            yield from child.walk()

    def leaves(self) -> Iterator["Part"]:
        return (part for part in self.walk() if not part.children)
