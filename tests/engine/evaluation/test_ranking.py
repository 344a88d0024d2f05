"""The sentence follows from paired answers and speeds."""

from pathlib import Path

import pytest

from tests.support.small import SMALL, put_weights
from tlstudio.engine.evaluation.ranking import Standing, as_row, candidates, differs, ranked, suggestions, verdict
from tlstudio.engine.project import BackboneSpec

LITE, R18, R50, R101 = "tlstudio/efficientnet_lite0", "timm/resnet18", "timm/resnet50", "timm/resnet101"


@pytest.fixture(autouse=True)
def empty_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def stands(name: str, right: str, ms: float) -> Standing:
    return Standing(BackboneSpec(name), right, seconds_per_image=ms / 1000)


def test_no_difference_and_the_faster_one_is_named():
    slow, fast = stands(R50, "1" * 95 + "0" * 5, 30), stands(R18, "1" * 93 + "0" * 7, 10)
    assert verdict([fast, slow]) == "No detectable difference between ResNet-50 and ResNet-18; ResNet-18 is 3× faster."


def test_no_difference_in_speed_either():
    alike = [stands(R50, "1" * 95 + "0" * 5, 10), stands(R18, "1" * 93 + "0" * 7, 9)]
    expected = "No detectable difference between ResNet-50 and ResNet-18; they are about as fast."
    assert verdict(alike) == expected


def test_a_winner_beyond_chance_is_named_with_the_next():
    # 20 images that only the first gets right: p = 2 · 0.5 ** 20
    found = verdict([stands(R18, "1" * 75 + "0" * 25, 1), stands(R50, "1" * 95 + "0" * 5, 30)])
    assert found == "ResNet-50 is the most accurate, beyond chance: 95.0 % against 75.0 % of ResNet-18."


def test_of_several_alike_speeds_are_compared_by_name_and_the_last_are_counted():
    names = (LITE, R18, R50, R101)
    four = [stands(name, "1" * (90 - place) + "0" * (10 + place), 20 - 4 * place) for place, name in enumerate(names)]
    assert verdict(four[:3]) == (
        "No detectable difference between EfficientNet-Lite0, ResNet-18 and ResNet-50; "
        "ResNet-50 is 1.7× faster than EfficientNet-Lite0."
    )
    assert "EfficientNet-Lite0, ResNet-18 and 2 more;" in verdict(four)


def test_more_comparisons_need_more_proof():
    # 6 images against none: p = 2 · 0.5 ** 6 = 0.031, less than 0.05 and more than 0.05 / 2
    best, next_best = stands(R50, "1" * 100, 10), stands(R18, "1" * 94 + "0" * 6, 10)
    worst = stands(LITE, "1" * 50 + "0" * 50, 10)
    assert "beyond chance" in verdict([best, next_best])
    assert "No detectable difference between ResNet-50 and ResNet-18" in verdict([best, next_best, worst])


def test_those_that_failed_are_left_out_of_the_sentence():
    failed = Standing(BackboneSpec(R50), error="It does not fit into memory.")
    assert verdict([failed]) == "No backbone could be measured."
    one = stands(R18, "1110", 10)
    assert verdict([failed, one]) == "Only ResNet-18 was measured: 75.0 % of 4 images right."
    assert ranked([failed, one]) == [one]


def test_images_that_one_could_not_read_are_not_compared():
    assert not differs(stands(R18, "1" * 40, 1), stands(R50, "-" * 40, 1))
    assert stands(R18, "1-0-", 1).n == 2
    assert stands(R18, "1-0-", 1).accuracy == 0.5


def test_a_row_has_the_keys_of_the_contract():
    row = as_row(stands(R18, "1110", 10))
    wanted = {"name", "title", "accuracy", "accuracy_interval", "n", "seconds_per_image", "size_mb", "parameters"}
    assert wanted <= row.keys()
    assert "error" not in row
    assert as_row(Standing(BackboneSpec(R18), error="No."))["error"] == "No."


def test_candidates_are_those_whose_weights_are_here_and_the_users_own():
    assert candidates(BackboneSpec(LITE, "random")) == (BackboneSpec(LITE),)
    put_weights(SMALL)
    assert candidates(BackboneSpec(SMALL, input_px=96)) == (BackboneSpec(LITE), BackboneSpec(SMALL, input_px=96))
    own = BackboneSpec(R18, "mine.safetensors")
    assert candidates(own) == (own, BackboneSpec(LITE), BackboneSpec(SMALL))


def test_what_is_suggested_is_known_and_not_here():
    assert [info.name for info in suggestions()].count(R18) == 1
    put_weights(R18)
    assert R18 not in [info.name for info in suggestions()]
