"""One setting of training: where it stands in the project, what it is called, and why it is as recommended."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec

Group = Literal["training", "objective", "augment"]


@dataclass(frozen=True, slots=True)
class Setting:
    """One field. `range` is of whole numbers; `choices` gives values their words; else it is a decimal number.

    `slider` has the ends of one on a logarithmic scale. `reasons` has a sentence more for some values. `find` names a
    value that can be looked for.
    """

    group: Group
    name: str
    title: str
    why: str
    is_simple: bool = False
    range: tuple[int, int] | None = None
    choices: Mapping[str, str] = field(default_factory=dict)
    is_used: Callable[[ProjectSpec], bool] = lambda spec: True
    is_folder: bool = False
    slider: tuple[float, float] | None = None
    reasons: Mapping[str, str] = field(default_factory=dict)
    find: str = ""
    usual: Callable[[ProjectSpec], float] | None = None  # what is recommended beside the other settings
    follow: Callable[[ProjectSpec, ProjectSpec], ProjectSpec] = lambda old, new: new  # what changes along

    def value(self, spec: ProjectSpec) -> int | float | str:
        return getattr(getattr(spec, self.group), self.name)

    def recommended(self, spec: ProjectSpec, base: ProjectSpec) -> int | float | str:
        """What suits the other settings of the project, or else what `base` has, which suits its images."""
        return self.usual(spec) if self.usual else self.value(base)

    def changed(self, spec: ProjectSpec, value: object) -> ProjectSpec:
        """The project with another value. Raises ProjectError, whose sentence says what would fit."""
        if not isinstance(value, (int, float)) and not self.choices and not self.is_folder:
            raise ProjectError(f"{value!r} is not a number.")
        group = replace(getattr(spec, self.group), **{self.name: value})
        return self.follow(spec, replace(spec, **{self.group: group}))
