"""The check proves what works, and says in a line what does not."""

import sys
import tempfile
from itertools import islice
from pathlib import Path

import pytest

from tlstudio.engine.check import check

pytestmark = pytest.mark.slow


def test_training_evaluation_and_resume_are_proven() -> None:
    lines = list(islice(check(), 5))  # export has its own tests, and is slow
    assert [line.name for line in lines] == ["packages", "images", "train", "evaluate", "resume"]
    assert all(line.ok for line in lines), lines
    assert lines[4].detail == "stopped after steps 2 and 4 of 6, and ended with the same weights, bit for bit"


def test_a_package_that_cannot_be_loaded_is_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "onnxscript", None)  # as Python marks a module that is not to be found
    first, images, train, *others = check()
    assert not first.ok
    assert first.detail.startswith("The package 'onnxscript' cannot be loaded (")
    assert images.ok
    assert train.detail == "Not tried, because 'packages' failed."
    assert not any(line.ok for line in others)


def test_nothing_stays_behind(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    lines = check()
    assert all(line.ok for line in islice(lines, 2))
    assert list(tmp_path.iterdir())
    lines.close()
    assert not list(tmp_path.iterdir())
