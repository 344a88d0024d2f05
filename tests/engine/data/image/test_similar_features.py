"""What is far closer in a backbone's features than usual is alike; a folder of similar images is not."""

from pathlib import Path

import numpy as np
import pytest

from tests.engine.data.test_health import photo
from tests.support.small import SMALL
from tlstudio.engine.data.folder import scan
from tlstudio.engine.data.image.health import health
from tlstudio.engine.data.image.similar_features import alike_groups
from tlstudio.engine.errors import StudioError
from tlstudio.engine.evaluation.similarity import features_of
from tlstudio.engine.project import BackboneSpec


def test_planted_twins_share_a_group_and_others_stand_alone() -> None:
    random = np.random.default_rng(0)
    features = random.normal(size=(40, 64)).astype(np.float32)
    twins = features[:5] + 0.1 * random.normal(size=(5, 64)).astype(np.float32)
    numbers = alike_groups(np.concatenate([features, twins]))
    assert numbers[:5].tolist() == numbers[40:].tolist()
    assert len(set(numbers.tolist())) == 40


def test_images_that_are_all_similar_are_not_alike() -> None:
    random = np.random.default_rng(0)
    features = 1 + 0.05 * random.normal(size=(60, 64)).astype(np.float32)  # cosine above 0.99 between any two
    assert len(set(alike_groups(features).tolist())) == 60
    assert alike_groups(features[:1]).tolist() == [0]


def test_groups_that_only_the_backbone_finds_are_reported(tmp_path: Path) -> None:
    for number in range(16):
        folder = tmp_path / "photos" / "ab"[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        photo(number).save(folder / f"{number:02}.png")
    index = scan(tmp_path / "photos")
    features = dict(zip(index.paths, np.random.default_rng(0).normal(size=(16, 64)), strict=True))
    features["b/03.png"] = features["a/02.png"] + 0.01
    alike = health(index, None, features=features).finding("alike")
    assert alike is not None
    assert alike.groups == (("a/02.png", "b/03.png"),)
    assert health(index, None).finding("alike") is None


def test_a_backbone_sees_every_image_that_can_be_read(colour_images: Path) -> None:
    index = scan(colour_images)
    features = features_of(index, BackboneSpec(SMALL, weights="random", input_px=32), device="cpu")
    assert tuple(features) == index.paths
    assert len({one.shape for one in features.values()}) == 1
    with pytest.raises(StudioError, match="cancelled"):
        features_of(index, BackboneSpec(SMALL, weights="random", input_px=32), should_stop=lambda: True)
