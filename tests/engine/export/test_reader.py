"""Reading an export back: the same answers in every format, and a sentence for everything that is wrong with it."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tlstudio.engine import codec
from tlstudio.engine.data.image.reading import BadImage
from tlstudio.engine.errors import RunError
from tlstudio.engine.export.certificate import Certificate, prove
from tlstudio.engine.export.formats import formats
from tlstudio.engine.export.reader import load_model, open_export
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.trained import load_trained


@pytest.mark.parametrize("name", formats())
def test_each_format_answers_as_the_run_does(exported: tuple[Path, Certificate], run: Run, name: str) -> None:
    paths = [path for path, _ in run.split_paths("train")]
    ours = list(load_trained(run).scores(paths))
    theirs = list(load_model(exported[0], name).scores(paths))
    np.testing.assert_allclose(np.stack(theirs), np.stack(ours), atol=1e-6)  # pyright: ignore[reportArgumentType, reportCallIssue] -- all can be read


@pytest.mark.parametrize("name", formats())
@pytest.mark.parametrize("batch", [1, 3, 17])
def test_each_format_takes_any_batch(exported: tuple[Path, Certificate], name: str, batch: int) -> None:
    scores = load_model(exported[0], name).confidences(np.zeros((batch, 32, 32, 3), np.uint8))
    assert scores.shape == (batch, 2)
    assert np.allclose(scores.sum(axis=1), 1)


def test_a_file_that_is_no_image_gets_a_reason(exported: tuple[Path, Certificate], run: Run, tmp_path: Path) -> None:
    (tmp_path / "no.png").write_text("no")
    good, _ = run.split_paths("train")[0]
    first, second = open_export(exported[0]).scores([tmp_path / "no.png", good])
    assert isinstance(first, BadImage)
    assert isinstance(second, np.ndarray)


def test_an_onnx_export_answers_without_torch(exported: tuple[Path, Certificate], run: Run) -> None:
    code = (
        "import sys, pathlib; from tlstudio.engine.export.reader import open_export; "
        "model = open_export(pathlib.Path(sys.argv[1])); scores = next(model.scores([pathlib.Path(sys.argv[2])])); "
        "print(model.model_format, scores.shape, 'torch' in sys.modules)"
    )
    command = [sys.executable, "-c", code, str(exported[0]), str(run.split_paths("train")[0][0])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "onnx (2,) False"


def test_a_folder_without_a_certificate_is_no_export(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="neither a run nor an export"):
        open_export(tmp_path)


def test_a_missing_file_is_named(own_export: Path) -> None:
    (own_export / "labels.json").unlink()
    with pytest.raises(RunError, match=r"'labels\.json' is missing"):
        open_export(own_export)


@pytest.mark.parametrize("name", ["model.onnx", "labels.json", "predict.py"])
def test_a_changed_file_is_named(own_export: Path, name: str) -> None:
    data = bytearray((own_export / name).read_bytes())
    data[len(data) // 2] ^= 1
    (own_export / name).write_bytes(data)
    with pytest.raises(RunError, match=f"{name} is not as it was"):
        open_export(own_export)


def test_a_certificate_that_points_out_of_the_folder_is_refused(own_export: Path) -> None:
    _certify(own_export, lambda files: files[0].update(name="../" + files[0]["name"]))
    with pytest.raises(RunError, match="not complete"):
        open_export(own_export)


@pytest.mark.parametrize("name", formats())
def test_a_model_that_is_none_is_a_sentence(own_export: Path, name: str) -> None:
    (own_export / formats()[name].file).write_bytes(b"not a model")
    with pytest.raises(RunError, match=r"cannot be loaded|damaged"):
        load_model(own_export, name)


@pytest.mark.parametrize("labels", ['["one"]', '["a", "a"]', "{}", "[", "[1, 2]"])
def test_labels_that_do_not_fit_are_a_sentence(own_export: Path, labels: str) -> None:
    (own_export / "labels.json").write_text(labels)
    with pytest.raises(RunError, match="is damaged"):
        load_model(own_export, "onnx")


@pytest.mark.parametrize(
    "change", [{"size_px": 0}, {"size_px": 10**9}, {"resize": "x"}, {"interpolation": "x"}, {"y": 1}]
)
def test_preprocessing_that_cannot_be_used_is_a_sentence(own_export: Path, change: dict[str, object]) -> None:
    path = own_export / "preprocessing.json"
    data = json.loads(path.read_text())
    data["framing"].update(change)
    path.write_text(json.dumps(data))
    with pytest.raises(RunError, match=r"preprocessing\.json"):
        load_model(own_export, "onnx")


@pytest.mark.parametrize("kept", formats())
def test_an_export_with_one_format_is_read_by_that_format(own_export: Path, kept: str) -> None:
    for info in formats().values():
        if info.name != kept:
            (own_export / info.file).unlink()
    _certify(own_export, lambda files: None)
    assert open_export(own_export).model_format == kept


def test_an_export_moved_elsewhere_still_works(own_export: Path, tmp_path: Path) -> None:
    moved = shutil.move(own_export, tmp_path / "图 elsewhere")
    assert open_export(Path(moved)).class_names == ("=red|", "grün")


def _certify(folder: Path, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Write the certificate anew for the files that are there, as a forger would."""
    path = folder / "certificate.json"
    certificate = json.loads(path.read_text(encoding="utf-8"))
    certificate["files"] = codec.to_json(prove(folder))
    change(certificate["files"])
    path.write_text(json.dumps(certificate), encoding="utf-8")
