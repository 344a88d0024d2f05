"""Frozen dataclasses ↔ JSON, read strictly: a wrong key or value is named by its path."""

import json
import math
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from tlstudio.engine.errors import ProjectError, did_you_mean
from tlstudio.engine.sentences import sentence
from tlstudio.engine.storage import read_bytes

T = TypeVar("T")
Json = Any  # dict, list, str, int, float, bool or None, as json.loads gives it


def to_json(value: object) -> Json:
    """Plain JSON data of a dataclass, in the order of its fields."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, (list, tuple)):
        return [to_json(item) for item in value]
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in value.items()}
    return value


def finite(data: Json) -> Json:
    """The same JSON data with null for NaN and infinity, which JSON does not have."""
    if isinstance(data, dict):
        return {key: finite(item) for key, item in data.items()}
    if isinstance(data, list):
        return [finite(item) for item in data]
    return None if isinstance(data, float) and not math.isfinite(data) else data


def from_json(kind: type[T], data: Json, path: str = "") -> T:
    """Build `kind` from JSON data. Raises ProjectError that names the key which does not fit."""
    return _read(kind, data, path)


def parse(text: str | bytes, what: str) -> Json:
    """Strict JSON: no duplicate keys, no NaN or Infinity. Raises ProjectError with the line; `what` names the file."""
    try:
        if isinstance(text, bytes):
            text = text.decode("utf-8")
        return json.loads(text, object_pairs_hook=_unique_keys, parse_constant=_refuse_constant)
    except UnicodeDecodeError as error:
        raise ProjectError("{what} is not a text file, so it cannot be read as JSON.", what=what) from error
    except json.JSONDecodeError as error:
        if not text.strip():
            raise ProjectError("{what} is empty.", what=what) from error
        raise ProjectError(
            "{what}: line {lineno} is not valid JSON ({msg}).", what=what, lineno=error.lineno, msg=error.msg
        ) from error
    except RecursionError as error:
        raise ProjectError("{what} is nested too deeply to be read.", what=what) from error
    except ProjectError as error:
        raise ProjectError("{what}: {error}", what=what, error=error) from error


def load(kind: type[T], path: Path, what: str, upgrade: Callable[[Json], Json] = lambda data: data) -> T:
    """Read `kind` from a JSON file. `what` names it in a sentence ("run"); `upgrade` mends what older versions wrote.

    Raises StorageError for a file that cannot be read, ProjectError for one that says something else.
    """
    return from_json(kind, upgrade(parse(read_bytes(path, what), path.name)))


def dumps(value: object) -> str:
    """Readable JSON with a final newline. Names that are not UTF-8 survive as escapes."""
    data = to_json(value)
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    return (text if _encodable(text) else json.dumps(data, indent=2, allow_nan=False)) + "\n"


def with_value(spec: T, assignment: str) -> T:
    """The spec with one `key.path=value` changed; the value is JSON, or else taken as text."""
    path, mark, text = assignment.partition("=")
    if not mark:
        raise ProjectError("{assignment!r} is not of the form key.path=value.", assignment=assignment)
    try:
        value = json.loads(text)
    except json.JSONDecodeError:
        value = text
    data = to_json(spec)
    *parents, last = path.strip().split(".")
    place = data
    for depth, key in enumerate(parents):
        place = _child(place, key, ".".join(parents[: depth + 1]))
    _child(place, last, path)
    place[last] = value
    return from_json(type(spec), data)


def _child(place: Json, key: str, path: str) -> Json:
    if not isinstance(place, dict) or key not in place:
        known = place if isinstance(place, dict) else ()
        raise ProjectError("{path}: unknown key{hint}.", path=path, hint=did_you_mean(key, known))
    return place[key]


def _encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _unique_keys(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    seen: dict[str, Json] = {}
    for key, value in pairs:
        if key in seen:
            raise ProjectError("the key {key!r} stands there twice. Remove one of them.", key=key)
        seen[key] = value
    return seen


def _refuse_constant(name: str) -> Json:
    raise ProjectError("{name} is not a number that can be used.", name=name)


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, data: Json, path: str) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_dataclass(kind, data, path)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if data is None and type(None) in arguments:
            return None
        return _read(next(option for option in arguments if option is not type(None)), data, path)
    if origin is Literal:
        return _read_choice(arguments, data, path)
    if origin is tuple:
        if not isinstance(data, list):
            raise ProjectError("{path}: expected a list, found {kind}.", path=path, kind=_kind_of(data))
        return tuple(_read(arguments[0], item, f"{path}[{number}]") for number, item in enumerate(data))
    if origin is dict:
        if not isinstance(data, dict):
            raise ProjectError("{path}: expected an object, found {kind}.", path=path, kind=_kind_of(data))
        return {key: _read(arguments[1], item, _join(path, key)) for key, item in data.items()}
    return _READERS[kind](data, path)


def _read_dataclass(kind: type, data: Json, path: str) -> Any:
    if not isinstance(data, dict):
        raise ProjectError(
            "{path}: expected an object, found {kind}.", path=path or sentence("the file"), kind=_kind_of(data)
        )
    hints = _hints(kind)
    names = [field.name for field in fields(kind)]
    for key in data:
        if key not in names:
            raise ProjectError("{path}: unknown key{hint}.", path=_join(path, key), hint=did_you_mean(key, names))
    values = {name: _read(hints[name], data[name], _join(path, name)) for name in names if name in data}
    try:
        return kind(**values)
    except TypeError as error:
        missing = next(name for name in names if name not in values)
        raise ProjectError("{path}: missing.", path=_join(path, missing)) from error
    except ProjectError as error:
        raise (
            ProjectError("{path}.{error}", path=path, error=error) if path else ProjectError(error.sentence)
        ) from error


def _read_choice(choices: tuple[Any, ...], data: Json, path: str) -> Any:
    if data in choices and type(data) in {type(choice) for choice in choices}:
        return data
    known = ", ".join(str(choice) for choice in choices)
    raise ProjectError(
        "{path}: {data!r} is not one of {known}{hint}.",
        path=path,
        data=data,
        known=known,
        hint=did_you_mean(str(data), map(str, choices)),
    )


def _read_text(data: Json, path: str) -> str:
    if not isinstance(data, str):
        raise ProjectError("{path}: expected a text, found {kind}.", path=path, kind=_kind_of(data))
    return data


def _read_int(data: Json, path: str) -> int:
    if isinstance(data, bool) or not isinstance(data, int):
        raise ProjectError("{path}: expected a whole number, found {kind}.", path=path, kind=_kind_of(data))
    return data


def _read_float(data: Json, path: str) -> float:
    if isinstance(data, bool) or not isinstance(data, (int, float)):
        raise ProjectError("{path}: expected a number, found {kind}.", path=path, kind=_kind_of(data))
    if not math.isfinite(data):
        raise ProjectError("{path}: {data} is not a number that can be used.", path=path, data=data)
    return float(data)


def _read_bool(data: Json, path: str) -> bool:
    if not isinstance(data, bool):
        raise ProjectError("{path}: expected true or false, found {kind}.", path=path, kind=_kind_of(data))
    return data


_READERS: dict[Any, Callable[[Json, str], Any]] = {
    str: _read_text,
    int: _read_int,
    float: _read_float,
    bool: _read_bool,
}


def _kind_of(data: Json) -> str:
    names = {
        dict: sentence("an object"),
        list: sentence("a list"),
        str: sentence("the text {data!r}", data=data),
        bool: str(data).lower(),
        type(None): "null",
    }
    return names.get(type(data), sentence("the number {data}", data=data))


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key
