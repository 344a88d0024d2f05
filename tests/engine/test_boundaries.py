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


KIND_OF_SAMPLES = re.compile(r"tlstudio\.engine\.data\.(image)\b")
KNOWN = {  # who may know of a kind of samples, and why
    "engine/data/modality.py": "the registry of kinds",
    "engine/backbones/catalogue.py": "facts of networks for images say what these want of their images",
    "engine/backbones/build.py": "the source of networks for images tries sizes and channels",
    "engine/export/card.py": "tells in words how an exported model reads a picture",
    "engine/export/contents.py": "writes beside the model how a picture is read",
    "engine/export/deployment.py": "an exported model takes pixels",
    "engine/export/reader.py": "no other kind has an export yet",
    "engine/export/script.py": "puts what reads images into predict.py",
    "engine/export/standalone.py": "is predict.py, which reads images without this app",
}


def test_only_the_registry_and_what_ships_image_reading_know_a_kind_of_samples() -> None:
    package = Path(tlstudio.__file__).parent
    files = [path for path in (package / "engine").rglob("*.py") if "data/image" not in path.as_posix()]
    knowing = {
        path.relative_to(package).as_posix() for path in files if KIND_OF_SAMPLES.search(path.read_text("utf-8"))
    }
    assert knowing == set(KNOWN)


def test_nothing_above_the_data_asks_which_kind_samples_are() -> None:
    package = Path(tlstudio.__file__).parent
    asking = re.compile(r"kind\s*(==|!=|in)\s*[\"'(\[]?[\"'](image|text|sound)[\"']")
    files = [path for path in (package / "engine").rglob("*.py") if "engine/data" not in path.as_posix()]
    assert [path.name for path in files if asking.search(path.read_text("utf-8"))] == []
