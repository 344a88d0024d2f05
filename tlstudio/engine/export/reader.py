"""Opens an exported folder for predictions. Runs this app's own code on it, never the folder's predict.py."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

import numpy as np
from PIL import Image

from tlstudio.engine import codec
from tlstudio.engine.data.image.reading import BadImage, Framing, frame
from tlstudio.engine.data.modality import Modality, modality_of
from tlstudio.engine.errors import ProjectError, RunError, StorageError
from tlstudio.engine.export.certificate import CERTIFICATE, Certificate, FileProof
from tlstudio.engine.export.formats import PROJECT, formats
from tlstudio.engine.export.standalone import LOADERS, Model, scores_of
from tlstudio.engine.export.target import read_certificate
from tlstudio.engine.project import Resize, Task
from tlstudio.engine.storage import read_bytes, sha256

MAX_INPUT_PX = 2048
PREFERRED = ("onnx", "safetensors", "torch-export")  # what loads quickest, then what loads as plain numbers


@dataclass(frozen=True, slots=True)
class ExportedModel:
    """A model out of an export; `confidences` maps uint8 (B, S, S, C) → float32 (B, classes)."""

    class_names: tuple[str, ...]
    framing: Framing
    model_format: str
    confidences: Model
    task: Task

    @property
    def modality(self) -> Modality:
        return modality_of("image")  # the only kind that is exported so far

    def scores(self, paths: Iterable[Path]) -> Iterator[np.ndarray | BadImage]:
        """The confidences (classes,) of each image in order, or why it cannot be read."""
        return scores_of(self.confidences, self.framing, paths)


def is_export(folder: Path) -> bool:
    return (folder / CERTIFICATE).is_file()


def open_export(folder: Path) -> ExportedModel:
    """The model in the folder, its files as the certificate describes them. Torch is loaded only where it is needed.

    Raises RunError if the folder is no export, or something in it is missing, damaged or not what an export holds.
    """
    if not is_export(folder):
        raise RunError(
            "{folder} is neither a run nor an export: it has no {certificate}.",
            folder=folder,
            certificate=CERTIFICATE,
        )
    certificate = _certificate(folder)
    for proof in certificate.files:
        _check_file(folder, proof)
    listed = {proof.name for proof in certificate.files}
    model_format = next((name for name in PREFERRED if formats()[name].file in listed), None)
    if model_format is None:
        raise RunError("The export {folder} has no model in it. Export again.", folder=folder)
    return load_model(folder, model_format)


def load_model(folder: Path, model_format: str) -> ExportedModel:
    """The model of one format, without a look at the certificate. Raises RunError."""
    class_names = _class_names(folder)
    preprocessing = _preprocessing(folder)
    framing, task = _framing(folder, preprocessing), _task(folder, preprocessing)
    try:
        confidences = _LOADERS[model_format](folder, len(class_names))
        found = confidences(np.zeros((1, *framing.shape), np.uint8)).shape
    except RunError:
        raise
    except Exception as error:  # a runtime raises anything on a file that is not what it expects
        reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
        raise RunError(
            "The model in {folder} cannot be loaded ({reason}). Export again.", folder=folder, reason=reason
        ) from error
    if found != (1, len(class_names)):
        raise RunError(
            "The export {folder} is damaged: its model does not answer for {count} classes.",
            folder=folder,
            count=len(class_names),
        )
    return ExportedModel(class_names, framing, model_format, confidences, task)


def _certificate(folder: Path) -> Certificate:
    try:
        return read_certificate(folder)
    except (ProjectError, StorageError) as error:
        raise RunError("The export {folder} is damaged: {error}", folder=folder, error=error) from error


def _check_file(folder: Path, proof: FileProof) -> None:
    path = folder / proof.name
    if path.name != proof.name or not path.is_file() or path.is_symlink():
        raise RunError(
            "The export {folder} is not complete: {proof!r} is missing. Export again.",
            folder=folder,
            proof=proof.name,
        )
    if path.stat().st_size != proof.size_bytes or sha256(path) != proof.sha256:
        raise RunError(
            "The export {folder} is damaged: {proof} is not as it was when it was checked. Export again.",
            folder=folder,
            proof=proof.name,
        )


def _class_names(folder: Path) -> tuple[str, ...]:
    names = _json(folder / "labels.json")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names) or len(set(names)) < len(names):
        raise RunError(
            "The export {folder} is damaged: labels.json is not a list of class names. Export again.",
            folder=folder,
        )
    return tuple(names)


def _preprocessing(folder: Path) -> dict[str, codec.Json]:
    data = _json(folder / "preprocessing.json")
    if not isinstance(data, dict):
        raise RunError("The export {folder} is damaged: preprocessing.json holds no JSON object.", folder=folder)
    return data


def _task(folder: Path, data: dict[str, codec.Json]) -> Task:
    found = data.get("task", "single_label")
    task = next((known for known in get_args(Task) if known == found), None)
    if task is None:
        raise RunError(
            "The export {folder} is damaged: preprocessing.json names an unknown task. Export again.",
            folder=folder,
        )
    return task


def _framing(folder: Path, data: dict[str, codec.Json]) -> Framing:
    try:
        framing = codec.from_json(Framing, data.get("framing"), "framing")
        if not 1 <= framing.size_px <= MAX_INPUT_PX or framing.resize not in get_args(Resize):
            raise ValueError(f"no model has {framing.size_px} px and resize {framing.resize!r}")
        frame(Image.new(framing.mode, (2, 2)), framing)
    except (ValueError, KeyError, ZeroDivisionError) as error:  # ProjectError is a ValueError
        raise RunError(
            "The export {folder} is damaged: preprocessing.json cannot be used ({error}).",
            folder=folder,
            error=error,
        ) from error
    return framing


def _json(path: Path) -> codec.Json:
    try:
        return codec.parse(read_bytes(path, "export"), path.name)
    except (ProjectError, StorageError) as error:
        raise RunError("The export {parent} is damaged: {error}", parent=path.parent, error=error) from error


def _load_onnx(folder: Path, classes: int) -> Model:
    return LOADERS["onnx"](folder / formats()["onnx"].file)


def _load_torch_export(folder: Path, classes: int) -> Model:
    from tlstudio.engine.export.program import check_program

    path = folder / formats()["torch-export"].file
    check_program(path)
    return LOADERS["torch-export"](path)


def _load_safetensors(folder: Path, classes: int) -> Model:
    """Build the network anew from the project beside the weights."""
    import torch

    from tlstudio.engine.export.rebuild import rebuild
    from tlstudio.engine.project import load_project

    network = rebuild(load_project(folder / PROJECT), folder / formats()["safetensors"].file, classes)

    def confidences(pixels: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return network(torch.from_numpy(pixels)).numpy()

    return confidences


_LOADERS: dict[str, Callable[[Path, int], Model]] = {
    "onnx": _load_onnx,
    "torch-export": _load_torch_export,
    "safetensors": _load_safetensors,
}
