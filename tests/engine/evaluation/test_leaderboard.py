"""Backbones are compared on train and val images, by answers to images that the head had not seen."""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.support.small import SMALL, put_weights, yes_after
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.errors import DataError, StudioError, UnknownBackbone
from tlstudio.engine.evaluation.leaderboard import compare, remembered
from tlstudio.engine.evaluation.ranking import Question, Standing
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.training.before.timing import wait_for_measurements

RANDOM = BackboneSpec(SMALL, "random", input_px=32)
Compare = Callable[..., list[Progress | Standing]]


@pytest.fixture(autouse=True)
def empty_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


@pytest.fixture
def project(colour_images: Path) -> ProjectSpec:
    return ProjectSpec(data=DataSpec(folder=str(colour_images), val_share=0.25, test_share=0.25))


@pytest.fixture
def index(project: ProjectSpec) -> Index:
    return scan(Path(project.data.folder))


@pytest.fixture
def parts(project: ProjectSpec, index: Index) -> Split:
    return split(index, project.data)


@pytest.fixture
def question(project: ProjectSpec, index: Index, parts: Split) -> Question:
    return Question(project, index, parts, device="cpu")


@pytest.fixture
def events(question: Question) -> Compare:
    """All that a comparison of these backbones says."""

    def compared(*backbones: BackboneSpec, **options: object) -> list[Progress | Standing]:
        return list(compare(replace(question, **options), backbones))

    return compared


def standings(events: Sequence[Progress | Standing]) -> list[Standing]:
    return [event for event in events if isinstance(event, Standing)]


def test_colours_are_told_apart_and_test_images_stay_out(events: Compare, index: Index, parts: Split):
    (found,) = standings(events(RANDOM))
    assert found.n == len(index.paths) - len(parts.test) == 27
    assert found.accuracy > 0.9  # three colours, even with random weights
    assert found.seconds_per_image > 0 < found.features_s
    low, high = found.accuracy_interval
    assert low < found.accuracy <= high


def test_answers_are_to_images_that_the_head_has_not_seen(project: ProjectSpec, index: Index, parts: Split):
    labels = np.random.default_rng(0).integers(0, 3, len(index.labels))  # nothing to learn
    shuffled = replace(index, labels=labels)
    (found,) = standings(list(compare(Question(project, shuffled, parts, device="cpu"), [RANDOM])))
    assert found.accuracy < 0.7  # a head that had seen them would know them all by heart


def test_progress_counts_the_images_that_are_read_and_run(events: Compare):
    told = [event for event in events(RANDOM) if isinstance(event, Progress)]
    ends = {event.phase: event.done for event in told}
    assert ends == {
        "Building MobileNet V3 Small 050": 0,
        "Reading images for MobileNet V3 Small 050": 27,
        "Running MobileNet V3 Small 050": 27,
    }


def test_images_are_read_once_for_all_backbones_that_take_them_alike(events: Compare):
    told = events(RANDOM, replace(RANDOM, weights="random"), replace(RANDOM, input_px=48))
    begun = [event.phase for event in told if isinstance(event, Progress) and event.phase.startswith("Reading")]
    assert len(begun) == 2


def test_at_most_so_many_images_are_used(events: Compare):
    assert standings(events(RANDOM, samples=9))[0].n == 9


def test_a_backbone_that_fails_says_why_and_the_others_go_on(events: Compare, tmp_path: Path):
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"<html>")
    far, bad, good = standings(events(BackboneSpec("timm/resnet50"), BackboneSpec(SMALL, str(broken)), RANDOM))
    assert "102 MB to download" in far.error
    assert "broken.safetensors" in bad.error
    assert good.n == 27


def test_an_image_that_vanished_is_not_counted(events: Compare, index: Index, parts: Split, tmp_path: Path):
    path = index.folder / index.paths[parts.train[0]]
    path.rename(tmp_path / path.name)
    try:
        (found,) = standings(events(RANDOM))
    finally:
        (tmp_path / path.name).rename(path)
    assert (found.n, found.right.count("-")) == (26, 1)


def test_a_comparison_can_be_stopped_and_leaves_nobody_waiting(question: Question):
    with pytest.raises(StudioError, match="cancelled"):
        list(compare(question, [RANDOM], should_stop=yes_after(2)))
    wait_for_measurements()


def test_images_with_numbers_instead_of_a_class_are_refused(question: Question):
    index = replace(question.index, targets=np.zeros((36, 2), np.float32))
    with pytest.raises(DataError, match="images of one class each"):
        list(compare(replace(question, index=index), [RANDOM]))


def test_an_unknown_name_is_refused_before_anything_runs(events: Compare):
    with pytest.raises(UnknownBackbone):
        events(RANDOM, BackboneSpec("timm/resnet5"))


def test_a_second_look_needs_no_work_until_the_images_change(question: Question, tmp_path: Path):
    put_weights(SMALL)
    spec, asked = BackboneSpec(SMALL, input_px=32), replace(question, kept=tmp_path / "p.runs" / "leaderboard.json")
    assert remembered(asked) == ()
    first = standings(list(compare(asked, [spec])))
    assert list(compare(asked, [spec])) == list(remembered(asked)) == first
    assert remembered(replace(asked, samples=9)) == ()


@pytest.mark.parametrize("text", ["", "{", json.dumps({"fingerprint": "x", "standings": [{"x": 1}]})])
def test_what_was_kept_and_is_damaged_is_measured_again(events: Compare, tmp_path: Path, text: str):
    put_weights(SMALL)
    kept = tmp_path / "leaderboard.json"
    kept.write_text(text)
    spec = BackboneSpec(SMALL, input_px=32)
    assert standings(events(spec, kept=kept))[0].n == 27
    assert events(spec, kept=kept) == standings(events(spec, kept=kept))
