"""A run becomes a folder that is proven, or nothing at all."""

import json
import shutil
from pathlib import Path

import onnx
import pytest

import tlstudio
from tlstudio.engine import codec
from tlstudio.engine.errors import ExportFailed, ProjectError, RunError, StorageError
from tlstudio.engine.export.certificate import Certificate, fingerprint, prove
from tlstudio.engine.export.export import export
from tlstudio.engine.export.formats import formats
from tlstudio.engine.export.target import read_certificate
from tlstudio.engine.runs.run import Run

FILES = {"model.onnx", "model.pt2", "model.safetensors", "project.json", "labels.json", "preprocessing.json"}
TEXTS = {"model card.md", "predict.py", "requirements.txt", "certificate.json"}


@pytest.fixture
def own_run(run: Run, tmp_path: Path) -> Run:
    """A copy of the run, to be damaged."""
    return Run(Path(shutil.copytree(run.folder, tmp_path / "own run")))


def test_the_folder_holds_what_it_should_and_nothing_else(exported: tuple[Path, Certificate]) -> None:
    assert {path.name for path in exported[0].iterdir()} == FILES | TEXTS


@pytest.mark.parametrize("number", range(3), ids=formats())
def test_every_format_is_verified_on_the_readable_images(exported: tuple[Path, Certificate], number: int) -> None:
    result = exported[1].formats[number]
    assert result.verified
    assert (result.n, result.top1_agreement, result.differs) == (7, 1.0, ())  # 8 for validation, one is unreadable
    assert result.max_abs_diff is not None
    assert result.max_abs_diff < 1e-5


def test_an_image_that_cannot_be_read_is_named(exported: tuple[Path, Certificate], run: Run) -> None:
    assert exported[1].unreadable == (run.split().val[0],)


def test_the_results_are_the_json_of_the_contract(exported: tuple[Path, Certificate]) -> None:
    row = codec.to_json(exported[1].formats)[0]
    contract = {"format", "files", "verified", "n", "top1_agreement", "max_abs_diff", "seconds"}
    assert contract <= row.keys()
    assert (row["format"], row["files"]) == ("onnx", ["model.onnx"])


def test_the_certificate_in_the_folder_is_the_one_given_back(exported: tuple[Path, Certificate]) -> None:
    folder, certificate = exported
    assert read_certificate(folder) == certificate
    assert certificate.files == prove(folder)
    assert certificate.fingerprint == fingerprint(certificate.files)


def test_the_snippet_was_run(exported: tuple[Path, Certificate]) -> None:
    snippet = exported[1].snippet
    assert snippet is not None
    assert snippet.output.startswith(("=red| 0.", "grün 0."))


def test_no_file_holds_a_path_of_this_machine(exported: tuple[Path, Certificate], run: Run) -> None:
    places = {str(Path(tlstudio.__file__).parent.parent), str(run.folder.parent.parent), str(exported[0].parent)}
    places.add(str(Path(onnx.__file__).parent.parent))  # where packages are installed
    for path in exported[0].iterdir():
        data = path.read_bytes()
        assert not [place for place in places if place.encode() in data], path.name


def test_the_onnx_file_says_its_classes_and_framing(exported: tuple[Path, Certificate]) -> None:
    model = onnx.load(exported[0] / "model.onnx")
    stored = {entry.key: json.loads(entry.value) for entry in model.metadata_props}
    assert stored["class_names"] == ["=red|", "grün"]
    assert stored["framing"]["size_px"] == 32
    assert model.graph.input[0].type.tensor_type.elem_type == onnx.TensorProto.UINT8


def test_weights_alone_come_without_a_script_and_progress_reaches_its_total(run: Run, tmp_path: Path) -> None:
    heard: list[tuple[int, int]] = []
    certificate = export(run, tmp_path / "out", ["safetensors"], progress=lambda *counts: heard.append(counts))
    assert certificate.is_verified
    assert certificate.snippet is None
    assert not (tmp_path / "out" / "predict.py").exists()
    assert heard == [(done, 16) for done in range(1, 17)]  # 8 images, in the app and in the export


def test_a_stop_leaves_nothing_behind(run: Run, tmp_path: Path) -> None:
    asked: list[bool] = []
    with pytest.raises(ExportFailed, match="stopped"):
        export(run, tmp_path / "out", ["safetensors"], should_stop=lambda: asked.append(True) or len(asked) > 5)
    assert list(tmp_path.iterdir()) == []


def test_without_images_to_compare_nothing_is_exported(own_run: Run, tmp_path: Path) -> None:
    path = own_run.folder / "project.json"
    project = json.loads(path.read_text(encoding="utf-8"))
    project["data"]["folder"] = str(tmp_path / "gone")
    path.write_text(json.dumps(project), encoding="utf-8")
    certificate = export(own_run, tmp_path / "out", ["safetensors"])
    assert not certificate.is_verified
    assert "nothing could be compared" in certificate.formats[0].reason
    assert certificate.files == ()
    assert not (tmp_path / "out").exists()


def test_a_run_without_a_checkpoint_cannot_be_exported(own_run: Run, tmp_path: Path) -> None:
    shutil.rmtree(own_run.checkpoints_folder)
    with pytest.raises(RunError, match="no checkpoint yet"):
        export(own_run, tmp_path / "out", ["onnx"])


def test_wrong_calls_are_refused_before_any_work(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(StorageError, match="is a file"):
        export(run, tmp_path / "file", ["onnx"])
    with pytest.raises(ProjectError, match="did you mean 'torch-export'"):
        export(run, tmp_path / "out", ["torchexport"])
