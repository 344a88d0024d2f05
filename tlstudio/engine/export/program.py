"""Looks a torch.export file over before it is loaded: loading one evaluates strings and unpickles what it finds.

Only what our own exports hold is let through: plain tensors, PyTorch's own operators, sums of whole numbers.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tlstudio.engine.errors import RunError

_MEMBER = re.compile(
    r"[^/]+/(data/weights/(weight_\d+|model_weights_config\.json)|data/constants/(tensor_\d+|model_constants_config\.json)"
    r"|data/sample_inputs/model\.pt|models/model\.json|archive_format|archive_version|byteorder|(\.data/)?version"
    r"|\.data/serialization_id)"
)
_OPERATOR = re.compile(
    r"torch\.ops\.aten\.\w+(\.\w+)?|torch\.sym_\w+|math\.\w+"
    r"|_operator\.(getitem|add|sub|mul|truediv|floordiv|mod|neg|eq|ne|lt|le|gt|ge)"
)
_NAMES = re.compile(r"[A-Za-z_]\w*")
_KNOWN_NAME = re.compile(
    r"[su]\d+|Symbol|Integer|Rational|Add|Mul|Pow|Max|Min|Mod|PythonMod|FloorDiv|CleanDiv|Eq|Ne|Ge|Le|Gt|Lt"
    r"|Equality|Unequality|GreaterThan|LessThan|StrictGreaterThan|StrictLessThan|positive|nonnegative|integer|True|False"
)
_ARITHMETIC = re.compile(r"[\w\s+*/(),='-]*")
_TREE_TYPES = {None, "builtins.tuple", "builtins.list", "builtins.dict"}


def check_program(path: Path) -> None:
    """Raise RunError if the file is damaged, or holds anything that could run code of its own when it is loaded."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_archive(archive)
    except RunError:
        raise
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, RecursionError, OSError) as error:
        raise RunError("{name} is damaged and cannot be loaded. Export the model again.", name=path.name) from error


def _check_archive(archive: zipfile.ZipFile) -> None:
    members = {name.partition("/")[2]: name for name in archive.namelist() if _require(_MEMBER.fullmatch(name), name)}
    _require(len(members) == len(archive.namelist()), "a name twice")  # two readers could take different ones
    for config in ("data/weights/model_weights_config.json", "data/constants/model_constants_config.json"):
        _check_payload(json.loads(archive.read(members[config])))
    _check_sample(archive.read(members["data/sample_inputs/model.pt"]))
    program = json.loads(archive.read(members["models/model.json"]))
    _require(not program.get("guards_code"), "guards_code")
    for key, value in _items(program):
        _require(_CHECKS[key](value) if key in _CHECKS else True, f"{key} {value!r:.80}")


def _check_payload(config: dict[str, Any]) -> None:
    for name, entry in config["config"].items():
        _require(not entry["use_pickle"], name)


def _check_sample(data: bytes) -> None:
    """torch.export falls back to full unpickling where this fails."""
    import torch

    try:
        torch.load(io.BytesIO(data), weights_only=True)
    except Exception as error:  # a pickle may raise anything; whatever it is, the file is refused
        raise _Refused("sample_inputs") from error


def _require(condition: object, what: str) -> bool:
    if not condition:
        raise _Refused(what)
    return True


class _Refused(RunError):
    def __init__(self, what: str) -> None:
        super().__init__(
            "model.pt2 holds something that no export of this app has ({what}), so it is not loaded.", what=what
        )


def _items(node: Any) -> Iterator[tuple[str, Any]]:
    """Every key and value of nested JSON."""
    if isinstance(node, dict):
        yield from node.items()
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from _items(child)


def _is_plain_expression(text: Any) -> bool:
    return bool(_ARITHMETIC.fullmatch(text)) and all(_KNOWN_NAME.fullmatch(name) for name in _NAMES.findall(text))


def _is_plain_tree(text: Any) -> bool:
    return text is None or all(value in _TREE_TYPES for key, value in _items(json.loads(text)) if key == "type")


_CHECKS: dict[str, Callable[[Any], object]] = {
    "target": _OPERATOR.fullmatch,
    "expr_str": _is_plain_expression,
    "range_constraints": lambda ranges: all(_KNOWN_NAME.fullmatch(name) for name in ranges),
    "in_spec": _is_plain_tree,
    "out_spec": _is_plain_tree,
    "treespec_namedtuple_fields": lambda fields: not fields,
    "as_operator": lambda _: False,
    "as_graph": lambda _: False,
    "as_custom_obj": lambda _: False,
}
