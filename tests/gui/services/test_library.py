from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.gui.conftest import write_images
from tlstudio.engine.data.folder import scan
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.survey import file_of
from tlstudio.gui.services import library as library_module
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services


def use(services: Services, folder: Path) -> None:
    services.document.edit("Choose images", with_folder(services.document.spec, folder))


def test_choosing_a_folder_reads_and_divides_its_images(qtbot: QtBot, services: Services, images: Path) -> None:
    library = services.library
    use(services, images)
    assert library.is_scanning
    qtbot.waitUntil(lambda: library.index is not None)
    assert library.index is not None
    assert library.index.counts() == {"blue": 8, "green": 8, "red": 8}
    assert library.split is not None
    assert len(library.split.train) + len(library.split.val) + len(library.split.test) == 24


def test_a_folder_that_cannot_be_used_gives_its_sentence(qtbot: QtBot, services: Services, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    use(services, tmp_path / "empty")
    qtbot.waitUntil(lambda: services.library.data_problem is not None)
    assert "empty" in (services.library.data_problem or "")
    assert services.library.index is None


def test_a_class_with_one_image_is_named(qtbot: QtBot, services: Services, images: Path) -> None:
    for path in sorted((images / "red").iterdir())[1:]:
        path.unlink()
    use(services, images)
    qtbot.waitUntil(lambda: services.library.data_problem is not None)
    assert "'red'" in (services.library.data_problem or "")


def test_leaving_an_image_out_needs_no_second_scan(qtbot: QtBot, services: Services, images: Path) -> None:
    library, document = services.library, services.document
    use(services, images)
    qtbot.waitUntil(lambda: library.index is not None)
    document.edit("Leave out", replace(document.spec, data=replace(document.spec.data, excluded=("red/000.png",))))
    assert not library.is_scanning
    assert library.index is not None
    assert library.index.counts()["red"] == 7
    assert [image.path for image in library.index.excluded] == ["red/000.png"]
    assert library.index.found == len(library.index.paths) + len(library.index.excluded)
    assert library.undecided() == []


def test_undoing_that_brings_the_image_back(qtbot: QtBot, services: Services, images: Path) -> None:
    library, document = services.library, services.document
    use(services, images)
    qtbot.waitUntil(lambda: library.index is not None)
    document.edit("Leave out", replace(document.spec, data=replace(document.spec.data, excluded=("red/000.png",))))
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: not library.is_scanning)
    assert library.index is not None
    assert len(library.index.paths) == 24


def test_only_the_folder_chosen_last_counts(qtbot: QtBot, services: Services, images: Path, tmp_path: Path) -> None:
    other = write_images(tmp_path / "other", 3)
    use(services, images)
    use(services, other)
    qtbot.waitUntil(lambda: services.library.index is not None and not services.jobs.active)
    assert services.library.index is not None
    assert services.library.index.folder == other


def test_other_shares_divide_anew(qtbot: QtBot, services: Services, images: Path) -> None:
    library, document = services.library, services.document
    use(services, images)
    qtbot.waitUntil(lambda: library.split is not None)
    with qtbot.waitSignal(library.split_changed):
        document.edit("Share", replace(document.spec, data=replace(document.spec.data, val_share=0.5)))
    assert library.split is not None
    assert len(library.split.val) == 12


def test_a_large_folder_is_shown_while_it_is_read(
    qtbot: QtBot, services: Services, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "QUICK_IMAGES", 10)
    (images / "red/broken.png").write_bytes(b"broken")
    library, seen = services.library, []
    library.index_changed.connect(
        lambda: seen.append((library.is_scanning, library.index and len(library.index.paths)))
    )
    use(services, images)
    qtbot.waitUntil(lambda: not library.is_scanning)
    assert seen == [(True, None), (True, 25), (False, 24)]
    assert library.split is not None


def test_what_was_known_of_a_folder_that_has_changed_since_is_corrected(
    qtbot: QtBot, services: Services, images: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "QUICK_IMAGES", 10)
    scan(images, kept=file_of(images, modality_of("image")))
    (images / "red/000.png").unlink()
    use(services, images)
    qtbot.waitUntil(lambda: services.library.fresh_index() is not None)
    assert services.library.index
    assert services.library.index.counts() == {"blue": 8, "green": 8, "red": 7}
