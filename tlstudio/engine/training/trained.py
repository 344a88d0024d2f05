"""A trained classifier out of a run, ready to answer for files."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.modality import BadSample, Modality, Opening, modality_of
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.project import ProjectSpec, Task
from tlstudio.engine.runs.position import verify
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.checkpoint import load_model
from tlstudio.engine.training.losses.tasks import LEARNING
from tlstudio.engine.training.setup.device import choose_device, release
from tlstudio.engine.training.setup.prepare import assemble

BATCH_SIZE = 32


class Deployable(nn.Module):
    """Decoded samples → (B, outputs) scores: a classifier that cannot be fed the wrong scale.

    Of images the decoded samples are (B, S, S, C) uint8 pixels.
    """

    def __init__(self, raw_inputs: nn.Module, classifier: Classifier, task: Task) -> None:
        super().__init__()
        self.raw_inputs = raw_inputs
        self.classifier = classifier
        self._task = LEARNING[task]

    def forward(self, decoded: Tensor) -> Tensor:
        return self._task.scores(self.classifier(self.raw_inputs(decoded)))


@dataclass(frozen=True, slots=True)
class Trained:
    """The classifier of a checkpoint in evaluation mode, with how its samples are read."""

    run: Run
    checkpoint: Path
    project: ProjectSpec
    class_names: tuple[str, ...]
    classifier: Classifier
    preprocessing: Any  # of the backbone
    device: torch.device

    @property
    def task(self) -> Task:
        return self.project.objective.task

    @property
    def modality(self) -> Modality:
        return modality_of(self.project.data.kind)

    def deployable(self) -> Deployable:
        return deployable(self.project, self.preprocessing, self.classifier).to(self.device)

    def scores(self, paths: Sequence[Path]) -> Iterator[np.ndarray | BadSample]:
        """For each file its scores (outputs,), or why it cannot be read."""
        opening = Opening(self.project.data, self.preprocessing, self.device, kept_bytes=0)
        samples, task = self.modality.open_samples(paths, opening), LEARNING[self.task]
        batches = [range(start, min(start + BATCH_SIZE, len(paths))) for start in range(0, len(paths), BATCH_SIZE)]
        try:
            for wanted, (rows, _, inputs) in zip(batches, samples.batches(batches, [0]), strict=True):
                read = rows.tolist()
                with torch.no_grad():
                    answers = task.scores(self.classifier(inputs)).float().cpu().numpy() if read else []
                by_row = dict(zip(read, answers, strict=True))
                for row in wanted:
                    yield by_row[row] if row in by_row else BadSample(samples.lost[paths[row]])
        finally:
            release(self.device)


def deployable(project: ProjectSpec, preprocessing: Any, classifier: Classifier) -> Deployable:
    """The network as it is given away, in evaluation mode."""
    raw_inputs = modality_of(project.data.kind).raw_inputs(preprocessing)
    return Deployable(raw_inputs, classifier, project.objective.task).eval()


def load_trained(run: Run, which: Literal["best", "last"] = "best", device: str = "cpu") -> Trained:
    """The classifier of the run's best or last checkpoint. Raises RunError if there is none or it is damaged."""
    checkpoint = run.best_checkpoint() if which == "best" else run.last_checkpoint()
    state = verify(checkpoint)
    project = run.project()
    backbone, classifier = without_weights(project, len(state.class_names))
    load_model(checkpoint, classifier)
    target = choose_device(device)
    return Trained(
        run, checkpoint, project, run.class_names, classifier.eval().to(target), backbone.preprocessing, target
    )


def without_weights(project: ProjectSpec, classes: int) -> tuple[Backbone, Classifier]:
    """The network of a project with random weights, for a file that holds all of them. Raises StudioError."""
    spec = replace(project.backbone, weights="random")
    backbone = build(spec, project.data.channels, own_pooling=project.head.pool == "own")
    return backbone, assemble(project, backbone, classes)
