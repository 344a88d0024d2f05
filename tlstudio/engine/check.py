"""Proof that this installation works: on generated images, train, resume, export and compare, in less than a minute.

Imports stand inside the steps, so that a package that cannot be loaded is a line of the answer and not the end of it.
"""

import importlib
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import metadata
from itertools import count
from pathlib import Path
from typing import LiteralString

import numpy as np
from PIL import Image, ImageDraw

from tlstudio.engine.backbones.catalogue import RECOMMENDED
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.errors import Failed, StudioError
from tlstudio.engine.project import AugmentSpec, BackboneSpec, DataSpec, FreezeSpec, ProjectSpec, TrainingSpec

PACKAGES = ("torch", "torchvision", "timm", "safetensors", "sklearn", "onnx", "onnxruntime", "onnxscript")
SHAPES = ("circle", "square", "triangle")
IMAGES_PER_SHAPE = 12
IMAGE_PX = 96
SMALL_BACKBONE = "timm/mobilenetv3_small_050"
LEAST_ACCURACY = 0.6  # guessing gives a third
PATIENCE = (2, 3)  # how often the interrupted run may ask whether to stop before it is told to


@dataclass(frozen=True, slots=True)
class CheckLine:
    """What came of one step: `detail` says what was seen, or what went wrong, in a sentence."""

    name: str
    ok: bool
    detail: str
    seconds: float


@dataclass(frozen=True, slots=True)
class _Step:
    name: str
    run: Callable[[Path], str]  # in the folder that all steps share; gives what was seen, or raises
    needs: tuple[str, ...] = ()


def check() -> Generator[CheckLine]:
    """One line for each step, as soon as it is done. Everything is written to a temporary folder and removed."""
    passed: set[str] = set()
    with tempfile.TemporaryDirectory(prefix="tlstudio-check-", ignore_cleanup_errors=True) as folder:
        for step in _STEPS:
            missing = [name for name in step.needs if name not in passed]
            line = _attempt(step, Path(folder)) if not missing else _skipped(step, missing[0])
            if line.ok:
                passed.add(step.name)
            yield line


def _attempt(step: _Step, folder: Path) -> CheckLine:
    began = time.monotonic()
    try:
        detail, ok = step.run(folder), True
    except StudioError as error:
        detail, ok = str(error), False
    except Exception as error:  # noqa: BLE001 - whatever is wrong with an installation is an answer here
        detail, ok = f"{type(error).__name__}: {(str(error).splitlines() or ['no more is known'])[0]}", False
    return CheckLine(step.name, ok, detail, time.monotonic() - began)


def _skipped(step: _Step, missing: str) -> CheckLine:
    return CheckLine(step.name, False, f"Not tried, because {missing!r} failed.", 0.0)


def _packages(folder: Path) -> str:
    for name in PACKAGES:
        try:
            importlib.import_module(name)
        except (ImportError, OSError) as error:  # OSError: a shared library of it
            raise Failed(
                "The package {name!r} cannot be loaded ({error}). Install the app again.", name=name, error=error
            ) from error
    from tlstudio.engine.training.setup.device import choose_device, describe

    return f"torch {metadata.version('torch')}, {describe(choose_device())}"


def _images(folder: Path) -> str:
    from tlstudio.engine.data.folder import scan

    random = np.random.default_rng(0)
    for shape in SHAPES:
        (folder / "images" / shape).mkdir(parents=True)
        for number in range(IMAGES_PER_SHAPE):
            _draw(shape, random).save(folder / "images" / shape / f"{number}.png")
    index = scan(folder / "images")
    _expect(index.counts() == dict.fromkeys(SHAPES, IMAGES_PER_SHAPE), "Not all generated images were found again.")
    return f"{index.found} images in {len(index.class_names)} classes"


def _draw(shape: str, random: np.random.Generator) -> Image.Image:
    """A light shape of random colour, place and size on a dark ground."""
    image = Image.new("RGB", (IMAGE_PX, IMAGE_PX), tuple(random.integers(0, 60, 3).tolist()))
    colour = tuple(random.integers(120, 256, 3).tolist())
    side = int(random.integers(IMAGE_PX // 3, IMAGE_PX * 2 // 3))
    left, top = random.integers(0, IMAGE_PX - side, 2).tolist()
    right, bottom = left + side, top + side
    pencil = ImageDraw.Draw(image)
    if shape == "circle":
        pencil.ellipse((left, top, right, bottom), fill=colour)
    elif shape == "square":
        pencil.rectangle((left, top, right, bottom), fill=colour)
    else:
        pencil.polygon(((left, bottom), (right, bottom), ((left + right) // 2, top)), fill=colour)
    return image


def _train(folder: Path) -> str:
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.training.fit import fit

    project = ProjectSpec(
        data=DataSpec(folder=str(folder / "images")),
        backbone=BackboneSpec(RECOMMENDED, input_px=IMAGE_PX),
        training=TrainingSpec(epochs=8, batch_size=16),
    )
    run = start_run(project, folder / "trained")
    for _ in fit(run):
        pass
    accuracy = run.state().metrics["val_accuracy"]
    _expect(
        accuracy >= LEAST_ACCURACY,
        "The trained model is right on {accuracy:.0%} only; it did not learn.",
        accuracy=accuracy,
    )
    return f"{RECOMMENDED}, frozen, and a new head: {accuracy:.0%} of the validation images right"


def _evaluate(folder: Path) -> str:
    from tlstudio.engine.evaluation.evaluate import evaluate
    from tlstudio.engine.runs.runs import open_run

    report = evaluate(open_run(folder / "trained"), "test")
    accuracy = report.key_metric.value
    _expect(accuracy >= LEAST_ACCURACY, "Only {accuracy:.0%} of the test images are right.", accuracy=accuracy)
    low, high = report.key_metric.interval
    return f"{accuracy:.0%} of {report.n} test images right ({low:.0%}–{high:.0%})"


def _resume(folder: Path) -> str:
    project = ProjectSpec(
        data=DataSpec(folder=str(folder / "images")),
        augment=AugmentSpec("light"),
        backbone=BackboneSpec(SMALL_BACKBONE, weights="random", input_px=64),
        freeze=FreezeSpec(parts=()),
        training=TrainingSpec(epochs=2, batch_size=8),
    )
    with _one_thread():
        whole = _train_in_pieces(project, folder / "whole", patience=())
        pieces = _train_in_pieces(project, folder / "pieces", patience=PATIENCE)
    _expect(whole.losses == pieces.losses, "The interrupted run has other losses than the uninterrupted one.")
    _expect(whole.files == pieces.files, "The interrupted run ended with other weights than the uninterrupted one.")
    steps = " and ".join(str(step) for step in pieces.starts[1:])
    return f"stopped after steps {steps} of {len(whole.losses)}, and ended with the same weights, bit for bit"


@contextmanager
def _one_thread() -> Iterator[None]:
    """So small a network loses more to threads that wait for each other, on a busy machine, than it gains."""
    import torch

    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(threads)


@dataclass(frozen=True, slots=True)
class _Outcome:
    starts: list[int]  # steps already done at the beginning of each piece
    losses: list[float]  # of every step
    files: list[str]  # sha256 of the last checkpoint's weights and optimizer state


def _train_in_pieces(project: ProjectSpec, folder: Path, patience: tuple[int, ...]) -> _Outcome:
    """Train on the CPU, and after each stop go on from what is on the disk."""
    from tlstudio.engine.runs.events import RunStarted, StepEnded
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.storage import sha256
    from tlstudio.engine.training.fit import fit

    run, starts = start_run(project, folder), []
    for limit in (*patience, None):
        asked = count(1)
        events = fit(
            run,
            should_stop=lambda asked=asked, limit=limit: next(asked) == limit,
            device="cpu",
            resume=bool(starts),
        )
        starts += [event.first_step for event in events if isinstance(event, RunStarted)]
    losses = [event.loss for event in run.events() if isinstance(event, StepEnded)]
    return _Outcome(starts, losses, [sha256(path) for path in sorted(run.last_checkpoint().glob("*.safetensors"))])


def _export(folder: Path) -> str:
    from tlstudio.engine.export.export import export
    from tlstudio.engine.export.formats import formats
    from tlstudio.engine.runs.runs import open_run

    certificate = export(open_run(folder / "trained"), folder / "exported", tuple(formats()))
    for result in certificate.formats:
        _expect(result.verified, "{format} was refused: {reason}.", format=result.format, reason=result.reason)
    largest = max(result.max_abs_diff or 0.0 for result in certificate.formats)
    return f"{', '.join(formats())}: same answers from the image files on (largest difference {largest:.1g})"


def _predict(folder: Path) -> str:
    from tlstudio.engine.predict import expand, open_predictor

    paths = expand([folder / "images"], modality_of("image"))
    answers = [
        [answer.error or answer.contents["label"] for answer in predictor.predict(paths)]
        for predictor in (open_predictor(folder / "trained"), open_predictor(folder / "exported"))
    ]
    _expect(answers[0] == answers[1], "The exported model gives other labels than the run it was exported from.")
    return f"the run and the exported model give the same labels to {len(paths)} images"


def _expect(condition: bool, template: LiteralString, /, **facts: object) -> None:
    if not condition:
        raise Failed(template, **facts)


_STEPS = (
    _Step("packages", _packages),
    _Step("images", _images),
    _Step("train", _train, needs=("packages", "images")),
    _Step("evaluate", _evaluate, needs=("train",)),
    _Step("resume", _resume, needs=("packages", "images")),
    _Step("export", _export, needs=("train",)),
    _Step("predict", _predict, needs=("export",)),
)
