"""What starts quickly keeps starting quickly: budgets of what is imported, which no busy machine can blur."""

import pickle
import subprocess
import sys
import tracemalloc
from pathlib import Path

import numpy as np
import pytest

from tests.support.runs_on_disk import make_project, make_run
from tlstudio.engine.data.excluded import NOTHING_OUT, words_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of

NETWORKS = {"torch", "torchvision", "timm", "safetensors", "onnx", "onnxruntime", "onnxscript"}
STATISTICS = {"scipy", "sklearn", "optuna", "pandas", "matplotlib", "tensorboard"}
WINDOW = {"PySide6", "pyqtgraph", "superqt"}
PICTURES = {"numpy", "PIL"}
TERMINAL = {"typer", "rich"}

ENGINE = NETWORKS | STATISTICS | WINDOW | TERMINAL  # what no module of the engine needs before it trains or draws
MODULES = {
    "project": ENGINE | PICTURES,
    "settings": ENGINE | PICTURES,
    "runs.run": ENGINE | PICTURES,
    "runs.runs": ENGINE | PICTURES,
    "runs.table": ENGINE | PICTURES,
    "runs.start": ENGINE,
    "sweep.sweep": ENGINE,
    "backbones.catalogue": ENGINE | PICTURES,
    "data.folder": ENGINE,
    "model.heads": ENGINE | PICTURES,
    "model.freezing": ENGINE | PICTURES,
    "model.moving": ENGINE | PICTURES,
    "evaluation.ranking": ENGINE,
    "evaluation.saved_leaderboard": ENGINE,
}


def imported_by(code: str, *arguments: str) -> set[str]:
    """Names of the packages that are loaded once the code has run."""
    tell = "; print(); print(*{name.partition('.')[0] for name in sys.modules})"
    command = [sys.executable, "-c", f"import sys; {code}{tell}", *arguments]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[-1].split())


@pytest.mark.parametrize("module", MODULES)
def test_a_module_of_the_engine_brings_along_no_more_than_it_may(module: str) -> None:
    assert imported_by(f"import tlstudio.engine.{module}") & MODULES[module] == set()


@pytest.mark.parametrize("command", ["--help", "train --help", "settings", "runs P", "runs P --json"])
def test_a_command_that_trains_nothing_answers_without_networks(tmp_path: Path, command: str) -> None:
    project = make_project(tmp_path)
    make_run(project)
    arguments = [str(project) if part == "P" else part for part in command.split()]
    code = "from tlstudio.cli.main import run; assert run(sys.argv[1:]) == 0"
    assert imported_by(code, *arguments) & (NETWORKS | STATISTICS | WINDOW) == set()


def test_the_first_paint_comes_before_any_heavy_import() -> None:
    loaded = imported_by("from tlstudio.gui.app import open_window; window = open_window(); window.grab()")
    assert loaded & (NETWORKS | STATISTICS | PICTURES | TERMINAL | {"pyqtgraph"}) == set()
    assert "PySide6" in loaded


def test_what_draws_the_curves_is_imported_ahead_of_their_step() -> None:
    code = "from tlstudio.gui.window.steps import import_ahead; import_ahead(None, lambda: {})"
    assert "pyqtgraph" in imported_by(code.format(False))
    assert "pyqtgraph" not in imported_by(code.format(True))  # the window is closing


def test_an_image_takes_at_most_40_bytes_of_an_index() -> None:
    count = 50_000
    paths = [f"class {number % 10}/IMG_{number:08}.jpg" for number in range(count)]
    labels = np.arange(count, dtype=np.int32) % 10
    parts = words_of(["train" if number % 5 else "val" for number in range(count)])
    names = tuple(f"class {number}" for number in range(10))
    index = Index(Path("images"), names_of(paths), labels, names, parts, NOTHING_OUT, count, ())
    text = pickle.dumps(index)
    tracemalloc.start()
    copy = pickle.loads(text)  # our own bytes
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(copy.paths) == count
    assert held / count <= 40
