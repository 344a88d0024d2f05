"""What trains where nobody has changed a setting: a recipe by how many images there are, and why."""

import math
from dataclasses import dataclass, replace

from tlstudio.engine.model.freezing import shortest
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.presets import PRESETS, Preset, recommended
from tlstudio.engine.project import (
    ALL,
    BackboneSpec,
    FreezeSpec,
    HeadSpec,
    Intensity,
    ObjectiveSpec,
    PhaseSpec,
    ProjectSpec,
    TrainingSpec,
)
from tlstudio.engine.sentences import sentence

# Chosen by trials on the sets of `python -m tests.benchmarks recipe`; recipe.md there tells of them and the outcome.
HEAD_STEPS, HEAD_EPOCHS = 300, (10, 60)  # a head alone has settled after so many steps; fewest and most epochs
STAGE_STEPS, STAGE_EPOCHS = 270, (5, 10)  # twice as many took twice the time and were right no more often
HEAD_FIRST_EPOCHS = 2  # before the last stage joins in, so that a raw head does not spoil it


@dataclass(frozen=True, slots=True)
class Recipe:
    """The settings that depend on the images. `sentence` says to the user why they are so."""

    preset: Preset
    epochs: int
    head_first: int  # epochs in which the head trains alone
    sentence: str
    lr: float = TrainingSpec().lr
    intensity: Intensity = "off"


def recipe_for(images: int, each: float) -> Recipe:
    """The recipe for a pretrained backbone and so many images to train on, `each` of a class, label or number."""
    about = sentence("With about {each:,} training images a class", each=round(each))
    if recommended(each, is_pretrained=True) == "keep":
        epochs = _epochs(images, HEAD_STEPS, *HEAD_EPOCHS)
        why = sentence("too few images to change what it knows")
        said = sentence(
            "{about} the backbone stays as it is and the head learns for {epochs} epochs: {why}.",
            about=about,
            epochs=epochs,
            why=why,
        )
        return Recipe("keep", epochs, 0, said)
    epochs = _epochs(images, STAGE_STEPS, *STAGE_EPOCHS)
    why = sentence("enough images to adapt what the backbone sees last")
    said = sentence(
        "{about} the head learns first and then the last stage with it, for {epochs} epochs: {why}.",
        about=about,
        epochs=epochs,
        why=why,
    )
    return Recipe("last_stage", epochs, HEAD_FIRST_EPOCHS, said)


def with_recipe(spec: ProjectSpec, recipe: Recipe, tree: Part | None = None) -> ProjectSpec:
    """The project trained as the recipe says. `tree` is needed for a preset that freezes a part of the backbone."""
    parts = _parts(recipe.preset, tree)
    has_phases = recipe.head_first and parts != (ALL,)  # a backbone without stages has nothing to unfreeze
    phases = (PhaseSpec(recipe.head_first),) if has_phases else ()
    return replace(with_training(spec, recipe), freeze=FreezeSpec(parts, phases=phases))


def with_training(spec: ProjectSpec, recipe: Recipe) -> ProjectSpec:
    """The project with the recipe's augmentation, epochs and learning rate, frozen as it is."""
    training = replace(spec.training, epochs=recipe.epochs, lr=recipe.lr)
    return replace(spec, augment=replace(spec.augment, intensity=recipe.intensity), training=training)


def needs_tree(recipe: Recipe) -> bool:
    """Whether the recipe freezes some parts and not others."""
    return recipe.preset != "keep"


def freezes_so(spec: ProjectSpec, recipe: Recipe) -> bool:
    """Whether the project freezes what the recipe does, as far as can be told without the tree of parts."""
    if needs_tree(recipe):
        return spec.freeze.parts not in ((), (ALL,))
    return spec.freeze.parts == (ALL,)


def is_untouched(spec: ProjectSpec) -> bool:
    """Whether nobody has changed how the project trains; its images, backbone, task and seed do not count."""
    plain = ProjectSpec(
        data=spec.data,
        backbone=BackboneSpec(spec.backbone.name, input_px=spec.backbone.input_px),
        head=HeadSpec(pool=spec.head.pool),
        objective=ObjectiveSpec(spec.objective.task),
        training=TrainingSpec(seed=spec.training.seed),
    )
    return spec == plain


def _parts(preset: Preset, tree: Part | None) -> tuple[str, ...]:
    if preset == "keep":
        return (ALL,)
    assert tree is not None, preset
    return shortest(tree, PRESETS[preset](tree))


def _epochs(images: int, steps: int, fewest: int, most: int) -> int:
    """Enough of them for so many steps; more of the smaller sets, of which an epoch takes no time."""
    each = math.ceil(images / TrainingSpec().batch_size)
    return min(most, max(fewest, math.ceil(steps / max(1, each))))
