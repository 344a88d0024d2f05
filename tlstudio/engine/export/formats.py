"""What a model can be exported as. Imports no torch: a front end shows the choices before it is loaded."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from tlstudio.engine.errors import ProjectError, did_you_mean
from tlstudio.engine.export import writers
from tlstudio.engine.sentences import mark

if TYPE_CHECKING:
    from tlstudio.engine.export.deployment import Deployment

PROJECT = "project.json"  # what the model was trained with; stands in every export


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """One way to write a model: what it is good for, in words of effect, and how it is made and checked."""

    name: str
    title: str
    note: str
    files: tuple[str, ...]  # in the export's folder, the model first
    needs: tuple[str, ...]  # Python packages that run it
    runs_alone: bool  # by predict.py, without this app
    forbidden: tuple[str, ...]  # modules that cannot be imported while it is checked
    write: "Callable[[Deployment, Path], None]"  # into the path of `file`

    @property
    def file(self) -> str:
        """The model's file."""
        return self.files[0]


_FORMATS = {
    "onnx": FormatInfo(
        name="onnx",
        title=mark("Runs almost anywhere"),
        note=mark("ONNX. Same answers as in this app, without PyTorch."),
        files=("model.onnx",),
        needs=("onnxruntime", "pillow", "numpy"),
        runs_alone=True,
        forbidden=("tlstudio", "torch", "torchvision", "timm"),
        write=writers.write_onnx,
    ),
    "torch-export": FormatInfo(
        name="torch-export",
        title=mark("For PyTorch programs"),
        note=mark("torch.export. Needs PyTorch, but neither this app nor timm."),
        files=("model.pt2",),
        needs=("torch", "pillow", "numpy"),
        runs_alone=True,
        forbidden=("tlstudio", "torchvision", "timm"),
        write=writers.write_torch_export,
    ),
    "safetensors": FormatInfo(
        name="safetensors",
        title=mark("Weights only"),
        note=mark("safetensors, to go on training elsewhere. Needs this app, or your own code, to run."),
        files=("model.safetensors", PROJECT),
        needs=("transfer-learning-studio",),
        runs_alone=False,
        forbidden=(),
        write=writers.write_safetensors,
    ),
}


def formats() -> Mapping[str, FormatInfo]:
    """Every format by its name, the most useful first."""
    return MappingProxyType(_FORMATS)


def find_formats(names: Iterable[str]) -> tuple[FormatInfo, ...]:
    """The formats of these names, each once. Raises ProjectError for an unknown name, or if there is none."""
    found = tuple(_find(name) for name in dict.fromkeys(names))
    if not found:
        raise ProjectError("Name at least one format to export: {formats}.", formats=", ".join(_FORMATS))
    return found


def _find(name: str) -> FormatInfo:
    if name not in _FORMATS:
        known = ", ".join(_FORMATS)
        raise ProjectError(
            "There is no export format {name!r}{hint}. There are: {known}.",
            name=name,
            hint=did_you_mean(name, _FORMATS),
            known=known,
        )
    return _FORMATS[name]
