"""What the classes of a finished run are called today: names change without retraining, classes do not."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from tlstudio.engine.project import DataSpec


def names_now(then: DataSpec, now: DataSpec, names: Sequence[str]) -> tuple[str, ...]:
    """The names of the classes of a run trained on `then`, in their order, as `now` calls them.

    A class that has been merged or parted since keeps the name it was trained with.
    """
    if _source(then) != _source(now):
        return tuple(names)
    found = [_name_now(then, now, name) or name for name in names]
    twice = {name for name, count in Counter(found).items() if count > 1}
    kept = tuple(old if new in twice else new for old, new in zip(names, found, strict=True))
    return kept if len(set(kept)) == len(kept) else tuple(names)


def under_names_of(now: DataSpec, then: DataSpec, names: Sequence[str]) -> DataSpec:
    """`then` with today's names, where nothing but names has changed; `then` where classes were merged or parted."""
    new = dict(zip(names, names_now(then, now, names), strict=True))
    if any(_name_now(then, now, old) != name for old, name in new.items()):
        return then
    relabelled = {path: new.get(name, name) for path, name in then.relabelled.items()}
    return replace(then, class_names=now.class_names, relabelled=relabelled)


def _name_now(then: DataSpec, now: DataSpec, name: str) -> str | None:
    """None for a class that has been parted since."""
    folders = {folder for folder, called in then.class_names.items() if called == name}
    if name not in then.class_names:
        folders.add(name)
    found = {now.class_names.get(folder, folder) for folder in folders}
    return found.pop() if len(found) == 1 else None


def _source(data: DataSpec) -> tuple[str, str, tuple[str, ...]]:
    return data.folder, data.table, data.target_columns
