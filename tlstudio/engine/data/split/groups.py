"""Samples that belong together, so that the split never parts them: by folder, name, column, or as near-duplicates."""

import re

import numpy as np

from tlstudio.engine.data.added import is_elsewhere, place_below
from tlstudio.engine.data.folder import Index
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec
from tlstudio.engine.sentences import sentence

FOUND = ("near_duplicates", "column")  # groups that the paths do not tell: `read.grouped` finds them


def way_of(spec: DataSpec) -> str:
    """What the groups of the spec are called in an index."""
    return sentence("column {group_column}", group_column=spec.group_column) if spec.groups == "column" else spec.groups


def lacks_groups(index: Index, spec: DataSpec) -> bool:
    """Whether groups can be found, and have to be, before the samples can be divided."""
    return spec.groups in FOUND and way_of(spec) not in index.groups and not _lacks_column(spec)


def group_numbers(index: Index, spec: DataSpec) -> np.ndarray | None:
    """The group of each sample, int64; None where each stands alone.

    Raises DataError if they go by a column of a table and none is named.
    """
    if _lacks_column(spec):
        raise DataError("To keep rows of a table together, name one of its columns in data.group_column.")
    if spec.groups in FOUND:
        way = way_of(spec)
        assert way in index.groups, f"{way} has to be found before it can be kept together"
        return index.groups[way]
    keys = _keys(index, spec)
    return None if keys is None else numbered(keys)


def _lacks_column(spec: DataSpec) -> bool:
    return spec.groups == "column" and not (spec.table and spec.group_column)


def numbered(keys: list[str]) -> np.ndarray:
    """A number for each key, int64 from 0, equal ones alike; each "" has one of its own."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key or f"/{row}", len(numbers)) for row, key in enumerate(keys)], np.int64)


def _keys(index: Index, spec: DataSpec) -> list[str] | None:
    """What the samples of a group have in common; "" for one that stands alone."""
    if spec.groups == "folder":
        depth = class_depth(index, spec)
        return [
            _below(place_below(path, spec).split("/")[:-1], 1 if is_elsewhere(path) else depth, spec.group_level)
            for path in index.paths
        ]
    if spec.groups == "pattern" and spec.group_pattern:
        pattern = re.compile(spec.group_pattern)
        return [_found(pattern, path.rpartition("/")[2]) for path in index.paths]
    return None


def class_depth(index: Index, spec: DataSpec) -> int:
    """How many folders of each path say the class and the part of the split, and not the group."""
    if spec.table or spec.labels == "hand":
        return 0
    return 1 if index.given_split is None else 2


def _below(folders: list[str], depth: int, level: int) -> str:
    inner = folders[: depth + level] if level else folders
    return "/".join(inner) if len(inner) > depth else ""


def _found(pattern: re.Pattern[str], name: str) -> str:
    """What the first group of the pattern holds, or else all that it matches."""
    match = pattern.search(name)
    return (match[1] or "" if pattern.groups else match[0]) if match else ""
