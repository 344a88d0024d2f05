from collections.abc import Callable
from pathlib import Path

import pytest

from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, catalogue
from tlstudio.engine.backbones.licences import commercial_use
from tlstudio.engine.backbones.search import Candidate, Filter, Range, matching


def found(wanted: Filter) -> list[BackboneInfo]:
    return [candidate.info for candidate in matching(map(Candidate, catalogue().values()), wanted)]


def test_nothing_asked_for_gives_everything_in_its_order():
    assert [info.name for info in found(Filter())] == list(catalogue())


def test_all_words_must_be_there_in_any_order():
    names = [info.name for info in found(Filter(text="50 ResNet torchvision"))]
    assert "torchvision/resnet50" in names
    assert all("50" in name and "torchvision" in name for name in names)


@pytest.mark.parametrize(
    ("wanted", "holds"),
    [
        (Filter(family="VGG"), lambda info: info.family == "VGG"),
        (Filter(parameters=Range(high=5e6)), lambda info: info.parameters <= 5e6),
        (Filter(gflops=Range(1, 2)), lambda info: 1 <= info.gflops <= 2),
        (Filter(input_px=384), lambda info: info.input_px == 384),
        (Filter(accuracy=Range(low=80)), lambda info: info.accuracy is not None and info.accuracy >= 80),
        (Filter(commercial="no"), lambda info: info.licence == "CC-BY-NC-4.0" or "a" in info.licence),
        (Filter(weights=frozenset({"bundled"})), lambda info: info.name == RECOMMENDED),
    ],
    ids=lambda value: str(value)[:40] if isinstance(value, Filter) else "",
)
def test_each_question_keeps_those_it_names_and_no_others(wanted: Filter, holds: Callable[[BackboneInfo], bool]):
    kept = found(wanted)
    assert 0 < len(kept) < len(catalogue())
    assert all(map(holds, kept))


def test_what_is_unknown_lies_only_in_a_range_without_limits():
    assert Range().holds(None)
    assert not Range(low=0).holds(None)


@pytest.mark.parametrize(
    ("licence", "use"),
    [("Apache-2.0", "yes"), ("CC-BY-NC-4.0", "no"), ("unknown", "unknown"), ("dinov3-license", "unknown")],
)
def test_commercial_use_is_claimed_only_where_the_licence_settles_it(licence: str, use: str):
    assert commercial_use(licence) == use


def test_where_weights_are_is_looked_up_once(empty_computer: Path):
    candidate = Candidate(catalogue()["timm/resnet50"])
    assert candidate.weights == "download"
    empty_computer.mkdir()
    (empty_computer / f"timm--{candidate.info.architecture}--model.safetensors").touch()
    assert candidate.weights == "download"
    assert Candidate(candidate.info).weights == "here"
