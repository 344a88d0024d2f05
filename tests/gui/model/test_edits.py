from dataclasses import replace

from tests.support.freeze_trees import small_tree
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.model import heads
from tlstudio.engine.project import (
    AugmentSpec,
    BackboneSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    LrScaleSpec,
    ProjectSpec,
)
from tlstudio.gui.model.edits import with_backbone, with_head, with_known_rates, with_preset

VIT, RESNET = "timm/vit_tiny_patch16_224", "timm/resnet18"


def moved_to(spec: ProjectSpec, name: str) -> ProjectSpec:
    return with_backbone(spec, BackboneSpec(name), find(name), spec.freeze)


def test_a_network_that_pools_itself_gets_its_own_pooling_and_another_gets_average():
    on_vit = moved_to(ProjectSpec(head=HeadSpec("gem")), VIT)
    assert on_vit.head.pool == "own"
    assert moved_to(on_vit, RESNET).head.pool == "avg"


def test_a_pooling_that_fits_both_stays():
    assert moved_to(ProjectSpec(head=HeadSpec("gem")), RESNET).head.pool == "gem"


def test_presets_become_a_freeze():
    assert with_preset(ProjectSpec(), "last_stage", small_tree()).freeze == FreezeSpec(("stem", "s1"))
    assert with_preset(ProjectSpec(), "everything", small_tree()).freeze == FreezeSpec(())


def test_learning_rates_of_parts_that_there_are_not_go():
    rates = LrScaleSpec("stem", 0.5), LrScaleSpec("stam", 0.5)
    spec = ProjectSpec(freeze=FreezeSpec((), lr_scales=rates))
    assert with_known_rates(spec, small_tree()).freeze.lr_scales == rates[:1]


def test_a_head_that_is_solved_brings_what_it_needs_in_the_same_edit():
    spec = replace(ProjectSpec(), freeze=FreezeSpec(()), augment=AugmentSpec("light"), head=HeadSpec("gem"))
    solved = with_head(spec, heads.with_preset(spec.head, heads.PRESETS["closed_form"]))
    assert (solved.freeze.parts, solved.augment.intensity) == (("all",), "off")
    assert (solved.head.pool, solved.head.solver) == ("avg", "ridge")


def test_a_layer_more_is_trained_in_steps():
    head = HeadSpec(layers=(LayerSpec("relu"),), solver="ridge")
    assert with_head(ProjectSpec(), head).head.solver == "steps"
