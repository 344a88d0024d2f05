from pathlib import Path

import pytest

from tlstudio.engine.backbones.catalogue import RECOMMENDED, catalogue, find
from tlstudio.engine.backbones.places import download_target
from tlstudio.engine.backbones.recommend import gflops_limit, recommend
from tlstudio.engine.backbones.search import Candidate


def recommended(*, has_gpu: bool) -> dict[str, str]:
    return dict(recommend(map(Candidate, catalogue().values()), has_gpu=has_gpu))


@pytest.mark.parametrize("has_gpu", [False, True])
def test_the_bundled_one_comes_first_and_all_are_affordable_and_free_to_use(has_gpu: bool):
    found = recommended(has_gpu=has_gpu)
    assert next(iter(found.items())) == (RECOMMENDED, "bundled")
    for info in map(find, found):
        assert (info.gflops or 0) <= gflops_limit(has_gpu=has_gpu)
        assert info.licence in ("Apache-2.0", "BSD-3-Clause", "MIT")


def test_without_a_gpu_the_most_accurate_below_one_gflop_is_offered():
    found = recommended(has_gpu=False)  # torchvision's own table: 79.838 % at 0.687 GFLOPs
    assert found["torchvision/efficientnet_b1"] == "accurate"
    assert found["torchvision/mobilenet_v3_large"] == "quick"


def test_a_gpu_allows_more():
    assert recommended(has_gpu=True)["torchvision/efficientnet_v2_s"] == "accurate"


def test_what_is_on_this_computer_comes_before_what_must_be_fetched(empty_computer: Path):
    empty_computer.mkdir()
    download_target(find("torchvision/efficientnet_b1").urls[0]).touch()
    found = recommended(has_gpu=False)
    assert list(found)[:2] == [RECOMMENDED, "torchvision/efficientnet_b1"]
    assert found["torchvision/efficientnet_b1"] == "here"


def test_weights_here_that_are_too_much_for_the_machine_are_not_recommended(empty_computer: Path):
    empty_computer.mkdir()
    download_target(find("torchvision/vgg16").urls[0]).touch()  # 15.5 GFLOPs
    assert "torchvision/vgg16" not in recommended(has_gpu=True)
