"""A script in a process of its own: what it prints, what it cannot import, and how its end is told."""

from pathlib import Path

import pytest

from tlstudio.engine.errors import ExportFailed
from tlstudio.engine.export.process import lines_of


def _script(folder: Path, text: str) -> Path:
    path = folder / "script.py"
    path.write_text(text, encoding="utf-8")
    return path


def test_arguments_of_any_name_come_through(tmp_path: Path) -> None:
    script = _script(tmp_path, "import sys\nfor word in sys.argv[1:]: print(word)")
    words = ["plain", "zwei Wörter", "图", "caf\udce9"]  # the last is a file name that is not UTF-8
    assert [line.rstrip("\n") for line in lines_of(script, words)] == words


def test_a_forbidden_module_ends_the_script_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(ExportFailed, match="numpy"):
        list(lines_of(_script(tmp_path, "import numpy"), [], forbidden=["numpy"]))


def test_the_app_cannot_be_found_from_there_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "elsewhere"))
    script = _script(tmp_path, "import os, sys\nprint(os.environ['PYTHONPATH'] in sys.path)")
    assert list(lines_of(script, [])) == ["False\n"]


def test_leaving_early_ends_the_process(tmp_path: Path) -> None:
    lines = lines_of(_script(tmp_path, "print('first', flush=True)\nimport time\ntime.sleep(600)"), [])
    assert next(lines) == "first\n"
    lines.close()  # hangs for ten minutes if the process lives on
