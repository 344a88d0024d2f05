"""One setting of a project: where it stands, what it is called, which values it takes, and why it is as it is."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import Kind, ProjectSpec, Task
from tlstudio.engine.project.checks import Within, number_text, ranges_of
from tlstudio.engine.settings.values import Varied, brief

Value = Any  # of a field of a spec
IMAGES: tuple[Kind, ...] = ("image",)


@dataclass(frozen=True, slots=True)
class Setting:
    """One field of a spec. Its type, its range and its default are read from the spec itself.

    `title` stands above a column or before a field, `noun` in the middle of a sentence. `choices` gives the values of a
    closed list their words, and `reasons` some of them a sentence more than `why`.
    """

    key: str  # "training.lr", as in the project file and after --set
    title: str
    noun: str
    why: str
    unit: str = ""
    choices: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    zero: str = ""  # what 0 is called, such as "off"; "": a number like any other
    flag: str = ""  # of a setting that a run takes while it trains: what the flag on its curves says, with {value}
    kinds: tuple[Kind, ...] = ()  # of samples; (): all
    tasks: tuple[Task, ...] = ()  # (): all
    matters: Callable[[ProjectSpec], bool] = lambda spec: True  # beside the other settings of the project
    usual: Callable[[ProjectSpec], float] | None = None  # what is recommended beside them
    follow: Callable[[ProjectSpec, ProjectSpec], ProjectSpec] = lambda old, new: new  # what changes along
    is_folder: bool = False
    slider: tuple[float, float] | None = None  # ends of one on a logarithmic scale
    tries: str = ""  # values that a sweep offers
    tries_range: str = ""  # the same as a range

    @property
    def group(self) -> str:
        """ "training" of "training.lr"."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """ "lr" of "training.lr"."""
        return self.key.partition(".")[2]

    @property
    def type(self) -> Any:
        """The field's type: int, float, str, or one from `typing`."""
        return get_type_hints(_spec_type(self.group))[self.name]

    @property
    def range(self) -> Within | None:
        """The numbers it takes; None where it is none, or any."""
        return ranges_of(_spec_type(self.group)).get(self.name)

    @property
    def default(self) -> Value:
        return self.value(_USUAL)

    def value(self, spec: ProjectSpec) -> Value:
        return getattr(getattr(spec, self.group), self.name)

    def is_used(self, spec: ProjectSpec) -> bool:
        """Whether it does anything in this project."""
        is_about_kind = not self.kinds or spec.data.kind in self.kinds
        return is_about_kind and (not self.tasks or spec.objective.task in self.tasks) and self.matters(spec)

    def recommended(self, spec: ProjectSpec, base: ProjectSpec) -> Value:
        """What suits the other settings of the project, or else what `base` has, which suits its samples."""
        return self.usual(spec) if self.usual else self.value(base)

    def changed(self, spec: ProjectSpec, value: object) -> ProjectSpec:
        """The project with another value. Raises ProjectError, whose sentence says what would fit."""
        if self.range and not isinstance(value, (int, float, type(None))):
            raise ProjectError("{value!r} is not a number.", value=value)
        group = replace(getattr(spec, self.group), **{self.name: value})
        return self.follow(spec, replace(spec, **{self.group: group}))

    def shown(self, value: Value, say: Callable[[str], str] = str) -> str:
        """Write a value for a person: "Cosine", "off", "0.003, from epoch 5: 0.0003". `say` translates words."""
        if isinstance(value, Varied):
            return value.words(lambda one: self.shown(one, say), say)
        if self.zero and value == 0:
            return say(self.zero)
        return say(self.choices[value]) if self.choices and value in self.choices else brief(value)

    @property
    def takes(self) -> str:
        """Which values it takes, in words: "1–4,096 images", "adamw, sgd", "a text"."""
        if get_origin(self.type) is Literal:
            return ", ".join(get_args(self.type))
        if self.range:
            return f"{self.range.words} {self.unit}".strip()
        return {tuple: "a list", dict: "an object"}.get(get_origin(self.type) or self.type, self.unit or "a text")

    def as_row(self) -> codec.Json:
        """What `tlstudio settings --json` says of it."""
        within = self.range
        return {
            "key": self.key,
            "title": self.title,
            "why": self.why,
            "default": codec.to_json(self.default),
            "takes": self.takes,
            "choices": list(get_args(self.type)) if get_origin(self.type) is Literal else None,
            "least": within.least if within else None,
            "most": within.most if within and within.most < math.inf else None,
            "unit": self.unit,
            "live": bool(self.flag),
        }


_USUAL = ProjectSpec()


def takes_steps(spec: ProjectSpec) -> bool:
    """Whether the head is trained, rather than computed at once."""
    return spec.head.solver == "steps"


@cache
def _spec_type(group: str) -> type:
    return type(getattr(_USUAL, group))


def default_text(setting: Setting) -> str:
    """What it is where nobody has changed it, as `--set` takes it."""
    value = setting.default
    return number_text(value).replace(",", "") if isinstance(value, float) else brief(value)
