"""A trained classifier out of a run, ready to answer for image files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.image.reading import BadImage, Framing
from tlstudio.engine.data.image.source import ImageSource
from tlstudio.engine.data.image.transforms import Normalise
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import ProjectSpec, Task
from tlstudio.engine.runs.position import verify
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.checkpoint import load_model
from tlstudio.engine.training.losses.tasks import LEARNING
from tlstudio.engine.training.setup.device import choose_device, release
from tlstudio.engine.training.setup.prepare import assemble, framing_of

BATCH_SIZE = 32


class Deployable(nn.Module):
    """(B, S, S, C) uint8 pixels → (B, outputs) scores: a classifier that cannot be fed the wrong scale."""

    def __init__(self, normalise: Normalise, classifier: Classifier, task: Task) -> None:
        super().__init__()
        self.normalise = normalise
        self.classifier = classifier
        self._task = LEARNING[task]

    def forward(self, pixels: Tensor) -> Tensor:
        return self._task.scores(self.classifier(self.normalise(pixels)))


@dataclass(frozen=True, slots=True)
class Trained:
    """The classifier of a checkpoint in evaluation mode, with how its images are read."""

    run: Run
    checkpoint: Path
    project: ProjectSpec
    class_names: tuple[str, ...]
    classifier: Classifier
    normalise: Normalise
    framing: Framing
    device: torch.device

    @property
    def task(self) -> Task:
        return self.project.objective.task

    def deployable(self) -> Deployable:
        return Deployable(self.normalise, self.classifier, self.task).eval()

    def scores(self, paths: Sequence[Path]) -> Iterator[np.ndarray | BadImage]:
        """For each image its confidences (classes,), or why it cannot be read."""
        source = ImageSource(paths, self.framing, kept_bytes=0)
        model = self.deployable()
        batches = [range(start, min(start + BATCH_SIZE, len(paths))) for start in range(0, len(paths), BATCH_SIZE)]
        try:
            for wanted, (rows, pixels) in zip(batches, source.batches(batches), strict=True):
                found = rows.tolist()
                with torch.no_grad():
                    answers = model(pixels.to(self.device)).float().cpu().numpy() if found else []
                by_row = dict(zip(found, answers, strict=True))
                for row in wanted:
                    yield by_row[row] if row in by_row else BadImage(source.lost[paths[row]])
        finally:
            release(self.device)


def load_trained(run: Run, which: Literal["best", "last"] = "best", device: str = "cpu") -> Trained:
    """The classifier of the run's best or last checkpoint. Raises RunError if there is none or it is damaged."""
    checkpoint = run.best_checkpoint() if which == "best" else run.last_checkpoint()
    state = verify(checkpoint)
    project = run.project()
    backbone, classifier = without_weights(project, len(state.class_names))
    load_model(checkpoint, classifier)
    target = choose_device(device)
    normalise = Normalise(backbone.preprocessing.mean, backbone.preprocessing.std)
    return Trained(
        run,
        checkpoint,
        project,
        run.class_names,
        classifier.eval().to(target),
        normalise.to(target),
        framing_of(project, backbone.preprocessing),
        target,
    )


def without_weights(project: ProjectSpec, classes: int) -> tuple[Backbone, Classifier]:
    """The network of a project with random weights, for a file that holds all of them. Raises StudioError."""
    spec = replace(project.backbone, weights="random")
    backbone = build(spec, project.data.channels, own_pooling=project.head.pool == "own")
    return backbone, assemble(project, backbone, classes)
