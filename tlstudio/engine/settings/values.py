"""A project's settings one by one: which differ, and their values in a few letters."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.sentences import mark, plural

Settings = dict[str, object]  # "training.lr" → 0.003, in the order of the steps
LONGEST = 40  # letters of a value in a table


@dataclass(frozen=True, slots=True)
class Since:
    """What a setting is from an epoch on."""

    epoch: int
    value: object


@dataclass(frozen=True, slots=True)
class Varied:
    """A setting that was changed while the run trained: what it began with, and what it was from which epoch on."""

    first: object
    then: tuple[Since, ...]

    def after(self, epoch: int, value: object) -> "Varied":
        """Change it once more; of several changes in one epoch the last counts."""
        return Varied(self.first, (*(since for since in self.then if since.epoch != epoch), Since(epoch, value)))

    def words(self, shown: Callable[[object], str], say: Callable[[str], str] = str) -> str:
        """ "0.003, from epoch 5: 0.0003"; `shown` writes a value, `say` translates the words between."""
        since_epoch = say(mark("from epoch {epoch}: {value}"))
        later = [since_epoch.format(epoch=since.epoch, value=shown(since.value)) for since in self.then]
        return ", ".join([shown(self.first), *later])


def settings_of(spec: ProjectSpec) -> Settings:
    """Name the value of every setting by its key."""
    groups = [(field.name, getattr(spec, field.name)) for field in fields(spec)]
    return {f"{name}.{field.name}": getattr(group, field.name) for name, group in groups for field in fields(group)}


def differing(all_settings: Sequence[Mapping[str, object]]) -> list[str]:
    """Name the keys whose values are not the same everywhere."""
    if not all_settings:
        return []
    first, *others = all_settings
    return [key for key, value in first.items() if any(other[key] != value for other in others)]


def brief(value: object) -> str:
    """Write a value as a table shows it: numbers short, long lists as how much they hold."""
    match value:
        case bool():
            return "yes" if value else "no"
        case None | "":
            return "–"
        case Varied():
            return value.words(brief)
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
    return text if len(text) <= LONGEST else plural(len(words), "{n} entry", "{n} entries")
