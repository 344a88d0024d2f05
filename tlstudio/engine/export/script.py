"""Puts an export's predict.py together: one file from the app's own source, without the app."""

import ast
import inspect
import sys
from collections.abc import Iterable
from types import ModuleType

from tlstudio.engine.data.image import endings, reading
from tlstudio.engine.export import standalone

_HEADER = '''"""Says what an image shows. Made by Transfer Learning Studio; needs only {needs}.

    pip install -r requirements.txt
    python predict.py IMAGE… [--json]

    from predict import Classifier
    model = Classifier()
    print(model("photo.jpg"))
"""

import importlib.util
import sys

if sys.version_info < {python}:
    sys.exit("predict.py needs Python {python_words} or newer.")
for _package, _name in (("numpy", "NumPy"), ("PIL", "Pillow")):
    if importlib.util.find_spec(_package) is None:
        sys.exit("predict.py needs " + _name + ". Install what it needs: pip install -r requirements.txt")
'''
# In the app a sentence remembers its parts, for other languages; here it is text.
_SENTENCE = """
def sentence(template, **facts):
    return template.format(**facts)
"""
PYTHON = (3, 10)  # dataclasses with slots, and unions as X | Y
# What an export runs with at least; tests/e2e/test_floors.py installs and runs them.
FLOORS = {"numpy": "1.24", "pillow": "10.1", "onnxruntime": "1.17", "torch": "2.11"}


def predict_script(needs: str) -> str:
    """The source of predict.py. `needs` says which packages run it."""
    parts = [_Parts(module) for module in (endings, reading, standalone)]
    lines = sorted({line for part in parts for line in part.imports}, key=_import_order)
    standard = [line for line in lines if _package(line) in sys.stdlib_module_names]
    others = [line for line in lines if line not in standard]
    bodies = "\n\n\n".join(part.body for part in parts)
    return "\n".join([_header(needs), *standard, "", *others, "", _SENTENCE, "", bodies, ""])


def _header(needs: str) -> str:
    return _HEADER.format(needs=needs, python=PYTHON, python_words=".".join(map(str, PYTHON)))


def requirements(packages: Iterable[str]) -> str:
    """requirements.txt: the packages that predict.py runs with, from the oldest version that was tried on."""
    return "".join(f"{name}>={FLOORS[name]}\n" for name in sorted(set(packages)))


class _Parts:
    """A module's import lines, without those of the app, and what follows them."""

    def __init__(self, module: ModuleType) -> None:
        source = inspect.getsource(module)
        self._lines = source.splitlines()
        tree = ast.parse(source)
        imports = [node for node in tree.body if isinstance(node, (ast.Import, ast.ImportFrom))]
        self.imports = [self._text(node) for node in imports if not _is_ours(node)]
        dropped = {number for node in [tree.body[0], *imports] for number in _numbers(node)}
        kept = [line for number, line in enumerate(self._lines, start=1) if number not in dropped]
        self.body = "\n".join(kept).strip()

    def _text(self, node: ast.stmt) -> str:
        return "\n".join(self._lines[number - 1] for number in _numbers(node))


def _numbers(node: ast.stmt) -> range:
    return range(node.lineno, (node.end_lineno or node.lineno) + 1)


def _is_ours(node: ast.Import | ast.ImportFrom) -> bool:
    names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
    return any(name.split(".")[0] == "tlstudio" for name in names)


def _package(line: str) -> str:
    return line.split()[1].split(".")[0]


def _import_order(line: str) -> tuple[bool, str]:
    return line.startswith("from "), line
