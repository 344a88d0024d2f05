"""predict.py as its user meets it: in the exported folder, on the command line."""

import json
import os
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


def test_a_file_that_cannot_be_read_gives_exit_status_1_and_the_others_their_answers(
    exported: tuple[Path, Certificate], run: Run, tmp_path: Path
) -> None:
    good = str(run.split_paths("train")[0][0])
    done = _predict(exported[0], str(tmp_path / "missing.jpg"), good)
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith(f"{tmp_path / 'missing.jpg'}: ")
    assert second.startswith(f"{good}: ")


def test_names_that_the_terminal_cannot_show_do_not_end_it(exported: tuple[Path, Certificate], run: Run) -> None:
    command = [sys.executable, "-B", str(exported[0] / "predict.py"), str(run.split_paths("train")[0][0])]
    done = subprocess.run(command, capture_output=True, check=False, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0, done.stderr


def test_a_short_list_of_labels_is_a_sentence(own_export: Path, run: Run) -> None:
    (own_export / "labels.json").write_text('["one"]')
    done = _predict(own_export, str(run.split_paths("train")[0][0]))
    assert done.returncode == 2
    assert done.stderr.startswith("labels.json names 1 classes, the model answers for 2.")


def test_the_script_leaves_nothing_of_its_runtime_behind(
    exported: tuple[Path, Certificate], run: Run, tmp_path: Path
) -> None:
    command = [sys.executable, "-B", str(exported[0] / "predict.py"), str(run.split_paths("train")[0][0])]
    env = {name: value for name, value in os.environ.items() if "TELEMETRY" not in name} | {"HOME": str(tmp_path)}
    env.pop("XDG_CACHE_HOME", None)
    done = subprocess.run(command, capture_output=True, check=False, env=env)
    assert done.returncode == 0, done.stderr
    assert list(tmp_path.rglob("*")) == []
