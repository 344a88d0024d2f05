"""From the weights and the project of an export back to the network."""

from dataclasses import replace
from pathlib import Path

from safetensors.torch import load_file

from tlstudio.engine.backbones.build import build
from tlstudio.engine.data.transforms import Normalise
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.prepare import assemble
from tlstudio.engine.training.trained import Deployable


def rebuild(project: ProjectSpec, weights: Path, classes: int) -> Deployable:
    """The network with the weights of that file, in evaluation mode on the CPU.

    Raises StudioError, SafetensorError or RuntimeError if project and weights do not fit together.
    """
    spec = replace(project.backbone, weights="random")  # the folder holds all weights
    backbone = build(spec, own_pooling=project.head.pool == "own")
    classifier = assemble(project, backbone, classes)
    classifier.load_state_dict(load_file(weights))
    return Deployable(Normalise(backbone.preprocessing.mean, backbone.preprocessing.std), classifier).eval()
