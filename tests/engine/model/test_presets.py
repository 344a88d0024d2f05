import pytest

from tests.support.part_trees import TREE, group, leaf
from tlstudio.engine.model.presets import PRESETS, Preset, recommended


def test_each_preset_keeps_the_parts_nearer_the_input() -> None:
    stages = group("all", leaf("stem"), *(group(f"s{n}", leaf(f"s{n}.a")) for n in range(1, 5)), leaf("last"))
    frozen = {name: leaves_of(stages) for name, leaves_of in PRESETS.items()}
    assert frozen["keep"] == {"stem", "s1.a", "s2.a", "s3.a", "s4.a", "last"}
    assert frozen["last_stage"] == {"stem", "s1.a", "s2.a", "s3.a"}
    assert frozen["upper_half"] == {"stem", "s1.a", "s2.a"}
    assert frozen["everything"] == frozenset()


def test_a_backbone_without_stages_is_kept_or_retrained_whole() -> None:
    flat = group("all", leaf("a"), leaf("b"))
    assert PRESETS["last_stage"](flat) == PRESETS["upper_half"](flat) == {"a", "b"}
    assert PRESETS["last_stage"](TREE) == {"stem", "a", "b"}


@pytest.mark.parametrize(
    ("images", "preset"),
    [(15, "keep"), (59, "keep"), (60, "last_stage"), (30_000, "last_stage")],
)
def test_the_more_images_of_a_class_the_more_is_retrained(images: int, preset: Preset) -> None:
    assert recommended(images / 3, is_pretrained=True) == preset


def test_random_weights_are_nothing_to_keep() -> None:
    assert recommended(5, is_pretrained=False) == "everything"
