import pytest

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.model.heads import PRESETS, check_head
from tlstudio.engine.project import ALL, AugmentSpec, DataSpec, FreezeSpec, LayerSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.templates import TEMPLATES, template_named

BEFORE = ProjectSpec(DataSpec("photos"), AugmentSpec("strong"), freeze=FreezeSpec(()), training=TrainingSpec(seed=7))


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_keeps_the_images_and_the_seed_and_fits_its_backbone(name: str):
    spec = template_named(name).apply(BEFORE)
    assert (spec.data, spec.training.seed, spec.freeze.parts) == (BEFORE.data, 7, (ALL,))
    assert check_head(spec.head, find(spec.backbone.name).shape, 3)


def test_the_classic_recipe_is_the_textbooks():
    spec = template_named("classic").apply(BEFORE)
    assert spec.backbone.name == "torchvision/resnet50"
    assert (spec.head.pool, spec.head.layers) == ("avg", (LayerSpec("linear", width=1024), LayerSpec("relu")))
    assert (spec.training.optimizer, spec.training.epochs) == ("adam", 10)


def test_few_images_take_the_robust_head():
    head = template_named("few_images").apply(BEFORE).head
    assert (head.layers, head.output) == (PRESETS["robust"].layers, "cosine")


def test_a_template_that_there_is_not_is_named_with_those_there_are():
    with pytest.raises(ProjectError, match=r"no template 'clasic' \(did you mean 'classic'\?\): classic, few_images"):
        template_named("clasic")
