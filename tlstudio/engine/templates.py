"""Complete recipes to begin with: everything of a project but its images."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from tlstudio.engine.errors import ProjectError, did_you_mean
from tlstudio.engine.model.heads import PRESETS, with_preset
from tlstudio.engine.project import (
    AugmentSpec,
    BackboneSpec,
    FreezeSpec,
    HeadSpec,
    ObjectiveSpec,
    ProjectSpec,
    TrainingSpec,
)
from tlstudio.engine.sentences import mark


@dataclass(frozen=True, slots=True)
class Template:
    title: str
    note: str  # what it is made of, in one line
    apply: Callable[[ProjectSpec], ProjectSpec]  # keeps the images and what is asked of them


def template_named(name: str) -> Template:
    """Raises ProjectError, which names the closest, if there is none."""
    if name not in TEMPLATES:
        raise ProjectError(
            "There is no template {name!r}{hint}: {templates}.",
            name=name,
            hint=did_you_mean(name, TEMPLATES),
            templates=", ".join(TEMPLATES),
        )
    return TEMPLATES[name]


def _classic(spec: ProjectSpec) -> ProjectSpec:
    return replace(
        _begun_anew(spec, "classic"),
        backbone=BackboneSpec("torchvision/resnet50"),
        training=TrainingSpec(
            epochs=10, optimizer="adam", lr=1e-3, weight_decay=0.0, schedule="constant", seed=spec.training.seed
        ),
    )


def _few_images(spec: ProjectSpec) -> ProjectSpec:
    # The features of a frozen backbone are kept, so that 50 epochs of the head cost little.
    return replace(_begun_anew(spec, "robust"), training=TrainingSpec(epochs=50, seed=spec.training.seed))


def _begun_anew(spec: ProjectSpec, head: str) -> ProjectSpec:
    """The images on the bundled backbone, all of it frozen, with this preset of a head."""
    return replace(
        spec,
        augment=AugmentSpec(),
        backbone=BackboneSpec(),
        freeze=FreezeSpec(),
        head=with_preset(HeadSpec(), PRESETS[head]),
        objective=ObjectiveSpec(task=spec.objective.task),
    )


TEMPLATES: Mapping[str, Template] = {
    "classic": Template(
        mark("Classic: ResNet-50, dense 1024"),
        mark("Frozen ResNet-50, global average pooling, dense 1024 with ReLU, softmax; Adam, 10 epochs"),
        _classic,
    ),
    "few_images": Template(
        mark("Few images"),
        mark("The bundled backbone, frozen; half of the features left out, cosine output; 50 quick epochs"),
        _few_images,
    ),
}
