import re
import subprocess
import sys
from pathlib import Path

import pytest

import tlstudio

MODULES = """
import pkgutil, importlib, sys, tlstudio.engine
for module in pkgutil.walk_packages(tlstudio.engine.__path__, "tlstudio.engine."):
    importlib.import_module(module.name)
assert not [name for name in sys.modules if name.startswith(("PySide6", "tlstudio.gui", "tlstudio.cli", "pyqtgraph"))]
"""


@pytest.mark.slow  # imports torch and all that trains
def test_the_engine_needs_no_window() -> None:
    subprocess.run([sys.executable, "-c", MODULES], check=True)


@pytest.mark.parametrize(
    "pattern",
    [
        r"torch\.hub\.load",
        r"trust_remote_code",
        r"(?<![.\w])(eval|exec)\(",
        r"yaml\.load",
        r"allow_pickle",
        r"pickle\.loads?\(",
        r"weights_only=False",
        r"torch\.load\((?!.*weights_only=True)",
    ],
)
def test_nothing_that_runs_code_out_of_data_is_called(pattern: str) -> None:
    files = Path(tlstudio.__file__).parent.rglob("*.py")
    assert [file.name for file in files if re.search(pattern, file.read_text(encoding="utf-8"))] == []
