"""Whether a project's freeze and head fit its backbone."""

from tlstudio.engine.errors import DataError, HeadError
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.model.heads import Shape, check_head
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.phases import phases
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.tasks.info import TASKS


def check_freeze(tree: Part, project: ProjectSpec) -> None:
    """Raise FreezeError for parts that the tree does not have, and for phases that contradict each other."""
    phases(tree, project.freeze, project.training)
    lr_scales(tree, project.freeze, project.training.backbone_lr_scale)


def check_model(tree: Part, features: Shape, project: ProjectSpec, outputs: int) -> None:
    """Raise FreezeError or HeadError for what cannot be trained on this backbone."""
    check_freeze(tree, project)
    check_head(project.head, features, outputs, project.objective.task)
    check_solver(tree, project)


def check_solver(tree: Part, project: ProjectSpec) -> None:
    """Raise HeadError for a head that is to be solved, where there is nothing to solve it from."""
    head = project.head
    if head.solver == "steps":
        return
    if head.layers or head.output != "linear" or project.freeze.phases:
        raise HeadError("A closed-form head is a single linear layer: remove the other layers and the phases.")
    frozen = frozen_leaves(tree, project.freeze)
    if head.pool == "gem" or any(leaf.name not in frozen for leaf in tree.leaves()):
        raise HeadError(
            "A closed-form head needs a frozen backbone and a pooling that does not learn: freeze all of it."
        )
    if project.augment.is_on or project.augment.mix != "none":
        raise HeadError("A closed-form head is computed from features that do not change: switch augmentation off.")
    if project.training.sampling != "all":
        raise HeadError("A closed-form head is computed from every image once: choose training.sampling=all.")
    if not TASKS[project.objective.task].has_one_class and head.solver != "ridge":
        raise HeadError("Closed-form heads for labels and numbers are ridge alone: choose head.solver=ridge.")


def check_sampling(project: ProjectSpec) -> None:
    """Raise DataError where classes are to be drawn equally often and there are none."""
    if project.training.sampling == "balanced" and not TASKS[project.objective.task].has_one_class:
        raise DataError("training.sampling=balanced needs one class for each image: choose training.sampling=all.")
