"""The part of an exported predict.py that is not about images: runs the model in its folder on image files.

Its source is copied into every export, so it needs nothing of this app but `data/images.py`, which is copied too.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import PIL

from tlstudio.engine.data.image.reading import BadImage, Framing, read_pixels

THRESHOLD = 0.5  # from this score on an image is given a label
PILLOW = (10, 1)  # that tells whether an image has transparent pixels
BATCH = 16  # images that go through the model at once
MODEL_FILES = {"onnx": "model.onnx", "torch-export": "model.pt2"}  # the first that is there is taken

Model = Callable[[np.ndarray], np.ndarray]  # uint8 (B, size, size, channels) → float32 (B, classes)


class Unusable(Exception):
    """An export that cannot be used; the message is a sentence."""


class Classifier:
    """The exported model in a folder: `classifier("photo.jpg")` → {"label", "confidence", "scores"}.

    Where an image has several labels: {"labels", "scores"}; where it has numbers: {"values"}.
    """

    def __init__(self, folder: str | Path | None = None, model_format: str | None = None) -> None:
        """Take the folder of this script, and the first model in it, unless told otherwise. Raises Unusable."""
        _check_pillow()
        self.folder = Path(folder) if folder else Path(__file__).resolve().parent
        self.model_format = _choose(self.folder, model_format)
        self.class_names: list[str] = _read_json(self.folder / "labels.json")
        if not isinstance(self.class_names, list) or not all(isinstance(name, str) for name in self.class_names):
            raise Unusable(f"{self.folder / 'labels.json'} is no list of names. Export the model again.")
        preprocessing = _read_json(self.folder / "preprocessing.json")
        self.framing = Framing(**preprocessing["framing"])
        self.task: str = preprocessing.get("task", "single_label")
        self.confidences = LOADERS[self.model_format](self.folder / MODEL_FILES[self.model_format])

    def __call__(self, path: str | Path) -> dict[str, Any]:
        """The answer for one image file. Raises BadImage if it cannot be read."""
        scores = next(self.scores([Path(path)]))
        if isinstance(scores, BadImage):
            raise scores
        return answer(self.class_names, scores, self.task)

    def scores(self, paths: Iterable[Path]) -> Iterator[np.ndarray | BadImage]:
        """The confidences (classes,) of each image in order, or why it cannot be read."""
        return scores_of(self.confidences, self.framing, paths)


def scores_of(confidences: Model, framing: Framing, paths: Iterable[Path]) -> Iterator[np.ndarray | BadImage]:
    """The confidences (classes,) of each image in order, or why it cannot be read."""
    remaining = iter(paths)
    while batch := list(islice(remaining, BATCH)):
        read = [_read_or_reason(path, framing) for path in batch]
        pixels = [image for image in read if not isinstance(image, BadImage)]
        found = iter(confidences(np.stack(pixels)) if pixels else ())
        for image in read:
            yield image if isinstance(image, BadImage) else next(found)


def answer(class_names: Sequence[str], scores: np.ndarray, task: str) -> dict[str, Any]:
    """What to say about an image with these confidences, or numbers, (classes,)."""
    if len(scores) != len(class_names):
        raise Unusable(
            f"labels.json names {len(class_names)} classes, the model answers for {len(scores)}. Export again."
        )
    best = int(scores.argmax())
    named = {name: float(score) for name, score in zip(class_names, scores, strict=True)}
    if task == "regression":
        return {"values": named}
    if task == "multi_label":
        return {"labels": [name for name, score in named.items() if score >= THRESHOLD], "scores": named}
    return {"label": class_names[best], "confidence": float(scores[best]), "scores": named}


def answers(model: Any, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The answer for each image in order, or {"error"}.

    `model` has `class_names`, `task` and `scores` as a Classifier does.
    """
    for scores in model.scores(map(Path, paths)):
        is_bad = isinstance(scores, BadImage)
        yield {"error": scores.reason} if is_bad else answer(model.class_names, scores, model.task)


def write_json(paths: Sequence[str], found: Iterable[dict[str, Any]]) -> None:
    """Print a JSON list, one line for each image as soon as its answer is found."""
    separator = "[\n"
    for path, item in zip(paths, found, strict=True):
        sys.stdout.write(separator + json.dumps({"path": path, **item}))
        sys.stdout.flush()
        separator = ",\n"
    sys.stdout.write("\n]\n")


def _read_or_reason(path: Path, framing: Framing) -> np.ndarray | BadImage:
    try:
        return read_pixels(path, framing)
    except BadImage as problem:
        return problem


def _choose(folder: Path, model_format: str | None) -> str:
    wanted = [model_format] if model_format else list(MODEL_FILES)
    for name in wanted:
        if (folder / MODEL_FILES[name]).is_file():
            return name
    raise Unusable(f"{folder} has no {' or '.join(MODEL_FILES[name] for name in wanted)}. Export the model again.")


def _check_pillow() -> None:
    version = tuple(int(part) for part in PIL.__version__.split(".")[:2])
    if version < PILLOW:
        raise Unusable(
            f"predict.py needs Pillow {'.'.join(map(str, PILLOW))} or newer; this is {PIL.__version__}. "
            "Install it: pip install -r requirements.txt"
        )


def _read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Unusable(f"{path} cannot be read ({error}). Export the model again.") from error


def _load_onnx(path: Path) -> Model:
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # asked when it is imported: nothing is written down or sent
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3  # errors only
    session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    return lambda pixels: np.asarray(session.run(["confidences"], {"pixels": pixels})[0])


def _load_torch_export(path: Path) -> Model:
    import torch

    module = torch.export.load(path).module()

    def confidences(pixels: np.ndarray) -> np.ndarray:
        with torch.no_grad():
            return module(torch.from_numpy(pixels)).numpy()

    return confidences


LOADERS = {"onnx": _load_onnx, "torch-export": _load_torch_export}


def _as_text(path: str, item: dict[str, Any]) -> str:
    if "error" in item:
        return f"{path}: {item['error']}"
    if "values" in item:
        return f"{path}: " + ", ".join(f"{name} {value:.4g}" for name, value in item["values"].items())
    if "labels" in item:
        said = ", ".join(f"{name} ({item['scores'][name]:.3f})" for name in item["labels"])
        return f"{path}: {said or 'no label'}"
    return f"{path}: {item['label']} ({item['confidence']:.3f})"


def main() -> int:
    """The command line: exit status 0; 1 if an image cannot be read; 2 with a sentence if the export cannot be used."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a class name that the terminal's encoding lacks
    parser = argparse.ArgumentParser(description="Says what each image shows.")
    parser.add_argument("images", nargs="+", metavar="IMAGE", help="an image file")
    parser.add_argument("--json", action="store_true", help="print a JSON list with all scores")
    parser.add_argument("--format", choices=list(MODEL_FILES), help="which of the models to use")
    arguments = parser.parse_args()
    unread: list[str] = []
    try:
        classifier = Classifier(model_format=arguments.format)
        found = _noting_unread(answers(classifier, arguments.images), unread)
        if arguments.json:
            write_json(arguments.images, found)
        else:
            for path, item in zip(arguments.images, found, strict=True):
                sys.stdout.write(_as_text(path, item) + "\n")
    except (Unusable, ImportError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 1 if unread else 0


def _noting_unread(items: Iterable[dict[str, Any]], unread: list[str]) -> Iterator[dict[str, Any]]:
    for item in items:
        if "error" in item:
            unread.append(item["error"])
        yield item


if __name__ == "__main__":
    sys.exit(main())
