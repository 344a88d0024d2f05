"""Whether a project's freeze and head fit its backbone."""

from tlstudio.engine.model.heads import Shape, check_head
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.phases import phases
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import ProjectSpec


def check_freeze(tree: Part, project: ProjectSpec) -> None:
    """Raise FreezeError for parts that the tree does not have, and for phases that contradict each other."""
    phases(tree, project.freeze, project.training)
    lr_scales(tree, project.freeze, project.training.backbone_lr_scale)


def check_model(tree: Part, features: Shape, project: ProjectSpec, outputs: int) -> None:
    """Raise FreezeError or HeadError for what cannot be trained on this backbone."""
    check_freeze(tree, project)
    check_head(project.head, features, outputs, project.objective.task)
