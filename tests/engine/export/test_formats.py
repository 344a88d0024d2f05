"""The choice of formats: complete, torch-free to look at, and named in every error."""

import subprocess
import sys

import pytest

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.export.formats import find_formats, formats


def test_formats_come_once_each_in_the_order_asked_for() -> None:
    assert [info.name for info in find_formats(["safetensors", "onnx", "safetensors"])] == ["safetensors", "onnx"]


def test_an_unknown_format_is_answered_with_the_closest_one() -> None:
    with pytest.raises(ProjectError, match=r"no export format 'onxx' \(did you mean 'onnx'\?\)"):
        find_formats(["onxx"])


def test_no_format_at_all_is_answered_with_the_choices() -> None:
    with pytest.raises(ProjectError, match="onnx, torch-export, safetensors"):
        find_formats([])


@pytest.mark.parametrize("info", formats().values(), ids=lambda info: info.name)
def test_every_format_says_what_it_is_good_for(info: object) -> None:
    assert all(getattr(info, field) for field in ("title", "note", "files", "needs"))


def test_formats_and_the_reader_load_without_torch() -> None:
    code = "import sys, tlstudio.engine.export.formats, tlstudio.engine.export.reader; print('torch' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
