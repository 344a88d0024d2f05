"""A project's settings one by one: what they are called, which differ, and their values in a few letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from tlstudio.engine.project import ProjectSpec

Settings = dict[str, object]  # "training.lr" → 0.003, in the order of the steps
LONGEST = 40  # letters of a value in a table


@dataclass(frozen=True, slots=True)
class Since:
    epoch: int
    value: object


@dataclass(frozen=True, slots=True)
class Varied:
    """A setting that was changed while the run trained: what it began with, and what it was from which epoch on."""

    first: object
    then: tuple[Since, ...]

    def after(self, epoch: int, value: object) -> "Varied":
        """Changed once more; of an epoch the last change counts."""
        return Varied(self.first, (*(one for one in self.then if one.epoch != epoch), Since(epoch, value)))


def settings_of(spec: ProjectSpec) -> Settings:
    """All settings, each under its group's name and its own."""
    groups = [(field.name, getattr(spec, field.name)) for field in fields(spec)]
    return {f"{name}.{field.name}": getattr(group, field.name) for name, group in groups for field in fields(group)}


def differing(all_settings: Sequence[Mapping[str, object]]) -> list[str]:
    """The keys whose values are not the same everywhere."""
    if not all_settings:
        return []
    first, *others = all_settings
    return [key for key, value in first.items() if any(other[key] != value for other in others)]


def brief(value: object) -> str:
    """A value as a table shows it: numbers short, long lists as how much they hold."""
    match value:
        case bool():
            return "yes" if value else "no"
        case None | "":
            return "–"
        case Varied():
            return ", ".join(
                [brief(value.first), *(f"from epoch {one.epoch}: {brief(one.value)}" for one in value.then)]
            )
        case float():
            return f"{value:g}"
        case str():
            return value if len(value) <= LONGEST else f"…{value[1 - LONGEST :]}"
        case tuple() | list():
            return _listed([_word(item) for item in value])
        case dict():
            return _listed([f"{key}: {_word(item)}" for key, item in value.items()])
        case _:
            return str(value)


def _word(value: object) -> str:
    if is_dataclass(value):
        return " ".join(brief(getattr(value, field.name)) for field in fields(value) if getattr(value, field.name))
    return brief(value)


def _listed(words: Sequence[str]) -> str:
    text = ", ".join(words) or "–"
    return text if len(text) <= LONGEST else f"{len(words)} entries"
