"""Images that belong together, so that the split never parts them: by folder, by name, by column, by likeness."""

import re

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec


def group_numbers(index: Index, spec: DataSpec) -> np.ndarray | None:
    """The group of each image, int64; None where each stands alone.

    Raises DataError if they go by a column of a table and none is named.
    """
    if spec.groups == "near_duplicates":
        assert "near_duplicates" in index.groups, "near-duplicates have to be found before they can be kept together"
        return index.groups["near_duplicates"]
    if spec.groups == "column":
        if "column" not in index.groups:
            raise DataError("To keep rows of a column together, name a column of the table in data.group_column.")
        return index.groups["column"]
    keys = _keys(index, spec)
    return None if keys is None else numbered(keys)


def numbered(keys: list[str]) -> np.ndarray:
    """A number for each key, int64 from 0, equal ones alike; each "" has one of its own."""
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(key or f"/{row}", len(numbers)) for row, key in enumerate(keys)], np.int64)


def _keys(index: Index, spec: DataSpec) -> list[str] | None:
    """What the images of a group have in common; "" for an image that stands alone."""
    if spec.groups == "folder":
        depth = class_depth(index, spec)
        return [_below(path.split("/")[:-1], depth, spec.group_level) for path in index.paths]
    if spec.groups == "pattern" and spec.group_pattern:
        pattern = re.compile(spec.group_pattern)
        return [_found(pattern, path.rpartition("/")[2]) for path in index.paths]
    return None


def class_depth(index: Index, spec: DataSpec) -> int:
    """How many folders of each path say the class and the part of the split, and not the group."""
    if spec.table:
        return 0
    return 1 if index.given_split is None else 2


def _below(folders: list[str], depth: int, level: int) -> str:
    inner = folders[: depth + level] if level else folders
    return "/".join(inner) if len(inner) > depth else ""


def _found(pattern: re.Pattern[str], name: str) -> str:
    """What the first group of the pattern holds, or else all that it matches."""
    match = pattern.search(name)
    return (match[1] or "" if pattern.groups else match[0]) if match else ""
