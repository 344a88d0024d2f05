from dataclasses import replace

from tests.support.freeze_trees import group, layer, small_tree
from tlstudio.engine.project import BackboneSpec, FreezeSpec, LrScaleSpec, PhaseSpec, ProjectSpec
from tlstudio.gui.model.carry_over import CarriedOver, carry_over, report

OTHER = group(
    "all",
    "Backbone",
    "backbone",
    layer("stem", 1, level="stem"),
    group("layer1", "Stage 1", "stage", layer("layer1.conv", 2)),
    group("layer2", "Stage 2", "stage", layer("layer2.conv", 2)),
)


def carried(freeze: FreezeSpec, was: str = "pretrained", weights: str = "pretrained") -> CarriedOver:
    """From the small tree to the other."""
    spec = ProjectSpec(backbone=BackboneSpec("one", was), freeze=freeze)
    return carry_over(spec, BackboneSpec("other", weights), small_tree(), OTHER)


def test_a_preset_is_applied_to_the_new_backbone():
    found = carried(FreezeSpec(("stem", "s1"), "still"))
    assert found.freeze == FreezeSpec(("stem", "layer1"), "still")
    assert report(found, "Other") == ""


def test_names_that_the_new_backbone_has_stay_and_the_others_are_reported():
    found = carried(FreezeSpec(("stem", "s2.0")))
    assert found.freeze == FreezeSpec(("stem",))
    assert report(found, "Other") == "1 frozen part does not exist in Other and was dropped: s2.0."


def test_where_no_name_stays_the_whole_backbone_is_frozen_and_its_phases_go():
    found = carried(FreezeSpec(("s1", "s2.0"), phases=(PhaseSpec(2),)))
    assert found.freeze == FreezeSpec()
    assert report(found, "Other") == (
        "2 frozen parts do not exist in Other and were dropped: s1, s2.0. The whole backbone is frozen now. "
        "There is nothing to unfreeze any more: its phases are gone."
    )


def test_rates_and_phases_of_parts_that_there_are_not_are_reported():
    rates = LrScaleSpec("stem", 0.1), LrScaleSpec("s2", 0.5)
    found = carried(FreezeSpec((), lr_scales=rates, phases=(PhaseSpec(1), PhaseSpec(2, "s2"))))
    assert found.freeze == FreezeSpec((), lr_scales=rates[:1], phases=(PhaseSpec(1),))
    assert report(found, "Other") == (
        "1 learning rate was dropped, since Other has no such part: s2. "
        "1 phase was dropped, since Other has no such part: s2."
    )


def test_random_weights_have_nothing_to_keep_and_pretrained_ones_do():
    scratch = carried(FreezeSpec(), weights="random")
    assert scratch.freeze == FreezeSpec(())
    assert report(scratch, "Other") == "Its weights are random, so all of it trains now."
    assert carried(FreezeSpec(()), was="random").freeze == FreezeSpec()
    assert report(carried(FreezeSpec(()), was="random", weights="random"), "Other") == ""


def test_the_same_backbone_with_other_weights_keeps_its_freeze():
    spec = ProjectSpec(backbone=BackboneSpec("one"), freeze=FreezeSpec(("s2.0",)))
    assert carry_over(spec, BackboneSpec("one", "mine.safetensors"), None, None).freeze == spec.freeze


def test_a_backbone_whose_parts_are_unknown_drops_nothing():
    spec = ProjectSpec(backbone=BackboneSpec("one"), freeze=FreezeSpec(("s2.0",)))
    assert carry_over(spec, BackboneSpec("other"), small_tree(), None).freeze == spec.freeze


def test_without_the_old_tree_a_whole_freeze_is_still_a_preset():
    spec = replace(ProjectSpec(), backbone=BackboneSpec("one"))
    assert carry_over(spec, BackboneSpec("other"), None, OTHER).freeze == FreezeSpec()


def test_many_names_are_counted():
    names = tuple(f"block{number}" for number in range(9))
    assert "dropped: block0, block1, block2, block3 and 5 more." in report(carried(FreezeSpec(names)), "Other")
