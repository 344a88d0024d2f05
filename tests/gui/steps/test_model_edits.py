from tests.gui.widgets.trees import small_tree
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.project import BackboneSpec, FreezeSpec, HeadSpec, ProjectSpec
from tlstudio.gui.steps.model_edits import with_backbone, with_preset

VIT, RESNET = "timm/vit_tiny_patch16_224", "timm/resnet18"


def moved_to(spec: ProjectSpec, name: str, weights: str = "pretrained") -> ProjectSpec:
    return with_backbone(spec, BackboneSpec(name, weights), find(name))


def test_a_network_that_pools_itself_gets_its_own_pooling_and_another_gets_average():
    on_vit = moved_to(ProjectSpec(head=HeadSpec("gem")), VIT)
    assert on_vit.head.pool == "own"
    assert moved_to(on_vit, RESNET).head.pool == "avg"


def test_a_pooling_that_fits_both_stays():
    assert moved_to(ProjectSpec(head=HeadSpec("gem")), RESNET).head.pool == "gem"


def test_names_of_parts_do_not_follow_to_another_backbone():
    partly = ProjectSpec(freeze=FreezeSpec(("stem", "blocks.0")))
    assert moved_to(partly, RESNET).freeze == FreezeSpec()
    assert moved_to(ProjectSpec(freeze=FreezeSpec(())), RESNET).freeze == FreezeSpec(())


def test_the_same_backbone_with_other_weights_keeps_its_freeze():
    partly = ProjectSpec(freeze=FreezeSpec(("stem",)))
    assert moved_to(partly, partly.backbone.name, "mine.safetensors").freeze == FreezeSpec(("stem",))


def test_random_weights_have_nothing_to_keep_and_pretrained_ones_do():
    scratch = moved_to(ProjectSpec(), RESNET, "random")
    assert scratch.freeze == FreezeSpec(())
    assert moved_to(scratch, RESNET).freeze == FreezeSpec()


def test_presets_become_a_freeze():
    assert with_preset(ProjectSpec(), "last_stage", small_tree()).freeze == FreezeSpec(("stem", "s1"))
    assert with_preset(ProjectSpec(), "everything", small_tree()).freeze == FreezeSpec(())
