from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import write_images
from tlstudio.engine.data.folder import scan
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.survey import file_of
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.services import images as images_module
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.jobs import Known
from tlstudio.gui.services.services import Services


def use(services: Services, folder: Path) -> None:
    services.document.edit("Choose images", with_folder(services.document.spec, folder))


def test_choosing_a_folder_reads_and_divides_its_images(qtbot: QtBot, services: Services, images: Path) -> None:
    known = services.images
    use(services, images)
    assert known.index.is_busy
    qtbot.waitUntil(lambda: known.index.value is not None)
    assert known.index.value is not None
    assert known.index.value.counts() == {"blue": 8, "green": 8, "red": 8}
    assert known.split.value is not None
    assert len(known.split.value.train) + len(known.split.value.val) + len(known.split.value.test) == 24


def test_a_folder_that_cannot_be_used_gives_its_sentence(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    use(services, tmp_path / "empty")
    qtbot.waitUntil(lambda: services.images.problem != "")
    assert "empty" in services.images.problem
    assert services.images.index.value is None


def test_a_class_with_one_image_is_named(qtbot: QtBot, services: Services, images: Path) -> None:
    for path in sorted((images / "red").iterdir())[1:]:
        path.unlink()
    use(services, images)
    qtbot.waitUntil(lambda: services.images.problem != "")
    assert "'red'" in services.images.problem


def test_leaving_an_image_out_needs_no_second_scan(qtbot: QtBot, services: Services, images: Path) -> None:
    known, document = services.images, services.document
    use(services, images)
    qtbot.waitUntil(lambda: known.index.value is not None)
    document.edit("Leave out", replace(document.spec, data=replace(document.spec.data, excluded=("red/000.png",))))
    assert not known.index.is_busy
    assert known.index.value is not None
    assert known.index.value.counts()["red"] == 7
    assert [image.path for image in known.index.value.excluded] == ["red/000.png"]
    assert known.index.value.found == len(known.index.value.paths) + len(known.index.value.excluded)
    assert known.undecided() == []


def test_undoing_that_brings_the_image_back(qtbot: QtBot, services: Services, images: Path) -> None:
    known, document = services.images, services.document
    use(services, images)
    qtbot.waitUntil(lambda: known.index.value is not None)
    document.edit("Leave out", replace(document.spec, data=replace(document.spec.data, excluded=("red/000.png",))))
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: not known.index.is_busy)
    assert known.index.value is not None
    assert len(known.index.value.paths) == 24


def test_only_the_folder_chosen_last_counts(qtbot: QtBot, services: Services, images: Path, tmp_path: Path) -> None:
    other = write_images(tmp_path / "other", 3)
    use(services, images)
    use(services, other)
    qtbot.waitUntil(lambda: services.images.index.value is not None and not services.jobs.active)
    assert services.images.index.value is not None
    assert services.images.index.value.folder == other


def test_other_shares_divide_anew(qtbot: QtBot, services: Services, images: Path) -> None:
    known, document = services.images, services.document
    use(services, images)
    qtbot.waitUntil(lambda: known.split.value is not None)
    with qtbot.waitSignal(known.split_changed):
        document.edit("Share", replace(document.spec, data=replace(document.spec.data, val_share=0.5)))
    assert known.split.value is not None
    assert len(known.split.value.val) == 12


def test_a_large_folder_is_shown_while_it_is_read(
    qtbot: QtBot, services: Services, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images_module, "QUICK_IMAGES", 10)
    (images / "red/broken.png").write_bytes(b"broken")
    known, seen = services.images, []
    known.index_changed.connect(
        lambda: seen.append((known.index.is_busy, known.index.value and len(known.index.value.paths)))
    )
    use(services, images)
    qtbot.waitUntil(lambda: not known.index.is_busy)
    assert seen == [(True, None), (True, 25), (False, 24)]
    assert known.split.value is not None


def test_what_was_known_of_a_folder_that_has_changed_since_is_corrected(
    qtbot: QtBot, services: Services, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(images_module, "QUICK_IMAGES", 10)
    scan(images, kept=file_of(images, modality_of("image")))
    (images / "red/000.png").unlink()
    use(services, images)
    qtbot.waitUntil(lambda: services.images.fresh_index() is not None)
    assert services.images.index.value
    assert services.images.index.value.counts() == {"blue": 8, "green": 8, "red": 7}


def test_another_project_starts_with_nothing_known_even_on_the_same_folder(
    qtbot: QtBot, services: Services, images: Path
) -> None:
    use(services, images)
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    services.document.new(with_folder(ProjectSpec(), images))
    assert services.images.index == Known(is_busy=True)
    assert services.images.split == Known()
    assert services.images.fingerprints == {}
    services.document.new()
    assert services.images.index == services.images.split == Known()


def test_a_split_that_is_under_way_does_not_reach_the_next_project(
    qtbot: QtBot, services: Services, images: Path
) -> None:
    document = services.document
    use(services, images)
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    document.edit("Share", replace(document.spec, data=replace(document.spec.data, val_share=0.5)))
    document.new()
    qtbot.waitUntil(lambda: not services.jobs.active)
    assert services.images.split == Known()
