"""The extraction of texts, and the calls in our source that hand texts on."""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]


@cache
def extraction() -> ModuleType:
    """packaging/extract_strings.py; a library of that folder's name stands in the way of an import."""
    spec = spec_from_file_location("extract_strings", ROOT / "packaging" / "extract_strings.py")
    assert spec and spec.loader
    module = module_from_spec(spec)
    sys.modules["extract_strings"] = module  # its dataclasses look themselves up there
    spec.loader.exec_module(module)
    return module


@dataclass(frozen=True, slots=True)
class Call:
    """A call in a file; `inside` names the class around it."""

    place: str
    name: str
    node: ast.Call
    inside: str

    @property
    def is_method(self) -> bool:
        return isinstance(self.node.func, ast.Attribute)


@cache
def trees() -> dict[Path, ast.Module]:
    """The package, file by file."""
    paths = sorted((ROOT / "tlstudio").rglob("*.py"))
    return {path: ast.parse(path.read_text(encoding="utf-8")) for path in paths}


@cache
def calls() -> tuple[Call, ...]:
    """Every call in the package."""
    return tuple(call for path, tree in trees().items() for call in _calls(path, tree, ""))


@cache
def error_names() -> frozenset[str]:
    """StudioError and all its kinds."""
    return frozenset(extraction().error_names(list(trees().values())))


def in_window(call: Call) -> bool:
    return call.place.startswith("tlstudio/gui/")


def _calls(path: Path, node: ast.AST, inside: str) -> Iterator[Call]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
        yield Call(f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", name, node, inside)
    within = node.name if isinstance(node, ast.ClassDef) else inside
    for child in ast.iter_child_nodes(node):
        yield from _calls(path, child, within)
