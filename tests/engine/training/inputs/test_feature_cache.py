"""Features kept across runs: found again where nothing they depend on has changed, and never elsewhere."""

import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from PIL import Image
from safetensors.torch import load_file, save_file
from torch import Tensor

from tests.support.small import train, yes_after
from tlstudio.engine.backbones.build import build
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.places import features_folder
from tlstudio.engine.project import AugmentSpec, FreezeSpec, HeadSpec, ProjectSpec
from tlstudio.engine.runs.events import Event, Progress, RunStarted, Warned
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.checkpoint import MODEL
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.setup import prepare
from tlstudio.engine.training.setup.prepare import build_work

TRAIN, VAL = 18, 9  # images of the project


@pytest.fixture
def frozen(project: ProjectSpec, colour_images: Path, tmp_path: Path) -> ProjectSpec:
    """A frozen backbone, its images in a folder of their own."""
    folder = tmp_path / "images"
    shutil.copytree(colour_images, folder)
    data = replace(project.data, folder=str(folder))
    return replace(project, data=data, freeze=FreezeSpec(), augment=AugmentSpec("off"), head=HeadSpec())


def found(events: list[Event]) -> int:
    """How many features of the training and validation images were there before anything ran."""
    first: dict[str, Progress] = {}
    for event in events:
        if isinstance(event, Progress) and event.phase.startswith("Running"):
            first.setdefault(event.phase, event)
    return sum(event.done for event in first.values() if event.done == event.total or event.done % 4)


def weights(run: Run) -> dict[str, Tensor]:
    return load_file(run.last_checkpoint() / MODEL)


def assert_alike(one: Run, other: Run) -> None:
    """Equal to rounding, after the same steps in the same order."""
    left, right = weights(one), weights(other)
    assert all(torch.allclose(left[name], right[name], rtol=1e-4, atol=1e-5) for name in left)


def trained(project: ProjectSpec, folder: Path, cache_bytes: int = 10**9) -> tuple[Run, list[Event]]:
    run = start_run(project, folder)
    return run, list(fit(run, device="cpu", cache_bytes=cache_bytes))


def computed(project: ProjectSpec, folder: Path, patch: pytest.MonkeyPatch) -> Run:
    """A run that keeps nothing."""
    with patch.context() as inner:
        inner.setattr(prepare, "KEPT_BYTES", 0)
        return trained(project, folder, cache_bytes=0)[0]


def on_disk(project: ProjectSpec, folder: Path, patch: pytest.MonkeyPatch) -> tuple[Run, list[Event]]:
    """A run whose features do not fit into memory."""
    with patch.context() as inner:
        inner.setattr(prepare, "KEPT_BYTES", 0)
        return trained(project, folder)


def test_a_second_run_finds_the_features_of_the_first(frozen: ProjectSpec, tmp_path: Path) -> None:
    first, events = train(frozen, tmp_path / "first")
    second, again = train(frozen, tmp_path / "second")
    assert (found(events), found(again)) == (0, TRAIN + VAL)
    assert_alike(first, second)


def test_a_run_from_the_cache_in_memory_or_on_disk_ends_like_one_that_computes(
    frozen: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = computed(frozen, tmp_path / "computed", monkeypatch)
    filling, events = on_disk(frozen, tmp_path / "filling", monkeypatch)
    disk, again = on_disk(frozen, tmp_path / "disk", monkeypatch)
    memory, _ = train(frozen, tmp_path / "memory")
    assert "Kept on disk" in next(event.plan for event in events if isinstance(event, RunStarted))
    assert found(again) == TRAIN + VAL
    for run in (filling, disk, memory):
        assert_alike(reference, run)


@pytest.mark.parametrize("parts", [("all",), ("stem", "blocks.0", "blocks.1", "blocks.2")])
def test_prepared_views_train_the_same_from_the_cache(
    frozen: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, parts: tuple[str, ...]
) -> None:
    longer = replace(frozen.training, epochs=3)
    views = replace(frozen, augment=AugmentSpec("strong", views=2), freeze=FreezeSpec(parts), training=longer)
    kept, events = train(views, tmp_path / "kept")
    assert "2 prepared views" in next(event.plan for event in events if isinstance(event, RunStarted))
    assert_alike(kept, computed(views, tmp_path / "computed", monkeypatch))
    assert found(train(views, tmp_path / "again")[1]) == 2 * TRAIN + VAL


def test_more_views_use_those_that_are_there(frozen: ProjectSpec, tmp_path: Path) -> None:
    longer = replace(frozen, training=replace(frozen.training, epochs=3))
    train(replace(longer, augment=AugmentSpec("light", views=1)), tmp_path / "one")
    _, events = train(replace(longer, augment=AugmentSpec("light", views=3)), tmp_path / "three")
    assert found(events) == TRAIN + VAL


def edit_label(project: ProjectSpec) -> ProjectSpec:
    return replace(project, objective=replace(project.objective, label_smoothing=0.1))


def another_size(project: ProjectSpec) -> ProjectSpec:
    return replace(project, backbone=replace(project.backbone, input_px=64))


def another_framing(project: ProjectSpec) -> ProjectSpec:
    return replace(project, data=replace(project.data, resize="pad"))


def another_backbone(project: ProjectSpec) -> ProjectSpec:
    torch.manual_seed(1)
    path = Path(project.data.folder).with_name("other.safetensors")
    save_file(build(project.backbone).module.state_dict(), path)
    return replace(project, backbone=replace(project.backbone, weights=str(path)))


def another_cut(project: ProjectSpec) -> ProjectSpec:
    return replace(project, freeze=FreezeSpec(("stem", "blocks.0", "blocks.1", "blocks.2")))


def an_augmentation(project: ProjectSpec) -> ProjectSpec:
    return replace(project, augment=AugmentSpec("light", views=2))


@pytest.mark.parametrize(
    ("change", "left"),
    [
        (edit_label, TRAIN + VAL),
        (another_size, 0),
        (another_framing, 0),
        (another_backbone, 0),
        (another_cut, 0),
        (an_augmentation, VAL),
    ],
)
def test_only_what_depends_on_nothing_that_changed_is_found(
    frozen: ProjectSpec, tmp_path: Path, change: Callable[[ProjectSpec], ProjectSpec], left: int
) -> None:
    train(frozen, tmp_path / "first")
    assert found(train(change(frozen), tmp_path / "second")[1]) == left


def test_an_edited_image_loses_its_feature_even_if_its_time_and_size_stay(frozen: ProjectSpec, tmp_path: Path) -> None:
    train(frozen, tmp_path / "first")
    path = Path(frozen.data.folder) / "red" / "0.png"
    status = path.stat()
    Image.new("RGB", (40, 32), "red").save(path)
    path.write_bytes(path.read_bytes().ljust(status.st_size, b"\0"))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert path.stat().st_size == status.st_size
    second = start_run(frozen, tmp_path / "second")
    is_used = "red/0.png" in {*second.split().train, *second.split().val}
    assert found(list(fit(second, device="cpu"))) == TRAIN + VAL - is_used


def test_a_run_that_is_stopped_while_it_fills_goes_on_from_there(frozen: ProjectSpec, tmp_path: Path) -> None:
    stopped = start_run(frozen, tmp_path / "stopped")
    list(fit(stopped, device="cpu", should_stop=yes_after(2)))
    reference, events = train(frozen, tmp_path / "reference")
    first = next(event for event in events if isinstance(event, Progress))
    assert first.done == 12  # three batches of four
    list(fit(stopped, device="cpu", resume=True))
    assert_alike(stopped, reference)


def test_damaged_files_are_told_and_change_no_result(
    frozen: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, _ = on_disk(frozen, tmp_path / "first", monkeypatch)
    for path in features_folder().iterdir():
        data = bytearray(path.read_bytes())
        data[5000::3000] = b"\xff" * len(data[5000::3000])
        path.write_bytes(data)
    damaged, events = on_disk(frozen, tmp_path / "damaged", monkeypatch)
    assert any("damaged" in event.message for event in events if isinstance(event, Warned))
    assert_alike(reference, damaged)


def test_a_cache_that_is_gone_while_training_changes_no_result(
    frozen: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference, _ = on_disk(frozen, tmp_path / "first", monkeypatch)
    run = start_run(frozen, tmp_path / "second")
    with monkeypatch.context() as patch:
        patch.setattr(prepare, "KEPT_BYTES", 0)
        for number, _ in enumerate(fit(run, device="cpu")):
            if number == 6:
                for path in features_folder().iterdir():
                    os.truncate(path, 3000)
    assert_alike(reference, run)


def test_a_cache_that_can_not_be_written_is_told_and_the_run_ends_alike(
    frozen: ProjectSpec, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = computed(frozen, tmp_path / "computed", monkeypatch)
    features_folder().parent.mkdir(parents=True, exist_ok=True)
    features_folder().write_text("in the way")
    for work in (lambda path: trained(frozen, path), lambda path: on_disk(frozen, path, monkeypatch)):
        run, events = work(tmp_path / f"run{len(list(tmp_path.iterdir()))}")
        assert any("can not be stored" in event.message for event in events if isinstance(event, Warned))
        assert_alike(reference, run)


@pytest.mark.parametrize("parts", [("all",), ("stem", "blocks.0", "blocks.1", "blocks.2")])
def test_logits_from_the_cache_equal_those_of_the_whole_network(
    frozen: ProjectSpec, tmp_path: Path, parts: tuple[str, ...]
) -> None:
    run = start_run(replace(frozen, freeze=FreezeSpec(parts)), tmp_path / "001")
    work = build_work(run.project(), run.split(), Path(frozen.data.folder), "cpu")
    feeds = work.begin(work.plans[0])
    list(feeds.fill(work.classifier, batch_size=4))
    [(rows, features)] = feeds.train.batches([range(TRAIN)], epoch=1)
    [(same, _, images)] = work.train.samples.batches([range(TRAIN)], [0])
    assert torch.equal(rows, same)
    with torch.no_grad():
        whole, kept = work.classifier(images), feeds.train.logits(work.classifier, features)
    assert torch.allclose(whole, kept, rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("views", [-1, 33])
def test_views_are_at_most_32(views: int) -> None:
    with pytest.raises(ProjectError, match="0–32"):
        AugmentSpec("light", views=views)
