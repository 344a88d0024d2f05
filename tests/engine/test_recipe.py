from dataclasses import replace

import pytest

from tests.support.part_trees import TREE
from tlstudio.engine.project import ALL, DataSpec, HeadSpec, ObjectiveSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.recipe import is_untouched, needs_tree, recipe_for, with_recipe

PHOTOS = ProjectSpec(data=DataSpec("photos"), training=TrainingSpec(seed=7))


def test_few_images_keep_the_backbone_and_train_the_head_for_more_epochs():
    few, more = recipe_for(30, 10), recipe_for(290, 14.5)
    assert few.preset == more.preset == "keep"
    assert few.epochs > more.epochs >= 10


def test_the_more_images_the_fewer_epochs_of_the_last_stage():
    assert [recipe_for(images, images / 3).epochs for images in (300, 1_440, 100_000)] == [
        10,
        6,
        5,
    ]  # 270 steps, within 5–10


def test_many_images_train_the_head_first_and_then_the_last_stage():
    spec = with_recipe(PHOTOS, recipe_for(30_000, 10_000), TREE)
    assert spec.freeze.parts not in ((), (ALL,))
    assert [phase.from_part for phase in spec.freeze.phases] == [""]


def test_only_a_recipe_that_freezes_some_parts_needs_their_tree():
    assert [needs_tree(recipe_for(images, images / 2)) for images in (20, 20_000)] == [False, True]


def test_a_recipe_keeps_images_backbone_and_seed():
    spec = with_recipe(PHOTOS, recipe_for(30, 10))
    assert (spec.data, spec.backbone, spec.training.seed) == (PHOTOS.data, PHOTOS.backbone, 7)


@pytest.mark.parametrize("images", [1, 99, 100, 1_000_000])
def test_a_recipe_says_in_one_sentence_for_how_many_images_it_is(images: int):
    sentence = recipe_for(images, images).sentence
    assert f"{images:,} training images a class" in sentence
    assert sentence.endswith(".") and sentence.count(".") == 1


def test_a_project_is_touched_once_how_it_trains_has_been_changed():
    assert is_untouched(replace(PHOTOS, head=HeadSpec("own"), objective=ObjectiveSpec("multi_label")))
    assert not is_untouched(replace(PHOTOS, training=TrainingSpec(epochs=3)))
    assert not is_untouched(with_recipe(PHOTOS, recipe_for(30, 10)))
