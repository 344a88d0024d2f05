"""From the weights and the project of an export back to the network."""

from pathlib import Path

from safetensors.torch import load_file

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.training.trained import Deployable, deployable, without_weights


def rebuild(project: ProjectSpec, weights: Path, classes: int) -> Deployable:
    """The network with the weights of that file, in evaluation mode on the CPU.

    Raises StudioError, SafetensorError or RuntimeError if project and weights do not fit together.
    """
    backbone, classifier = without_weights(project, classes)
    classifier.load_state_dict(load_file(weights))
    return deployable(project, backbone.preprocessing, classifier)
