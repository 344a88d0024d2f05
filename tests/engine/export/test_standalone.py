"""predict.py as its user meets it: in the exported folder, on the command line."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tlstudio.engine.export.certificate import Certificate
from tlstudio.engine.runs.run import Run


def _predict(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-B", str(folder / "predict.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")


def test_the_answer_is_a_line_for_each_image(exported: tuple[Path, Certificate], run: Run) -> None:
    image = str(run.split_paths("train")[0][0])
    done = _predict(exported[0], image)
    assert done.returncode == 0
    assert done.stdout.startswith(f"{image}: ")


def test_json_names_every_class_and_every_unreadable_file(exported: tuple[Path, Certificate], run: Run) -> None:
    broken, good = str(run.split_paths("val")[0][0]), str(run.split_paths("train")[0][0])
    first, second = json.loads(_predict(exported[0], "--json", broken, good).stdout)
    assert (first.keys(), first["path"]) == ({"path", "error"}, broken)
    assert set(second) == {"path", "label", "confidence", "scores"}
    assert set(second["scores"]) == {"=red|", "grün"}


def test_a_folder_without_its_model_says_so(exported: tuple[Path, Certificate], tmp_path: Path) -> None:
    shutil.copy(exported[0] / "predict.py", tmp_path)
    done = _predict(tmp_path, "photo.jpg")
    assert done.returncode == 2
    assert done.stderr.startswith(f"{tmp_path} has no model.onnx or model.pt2.")
