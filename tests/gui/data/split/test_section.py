"""The split by class, its settings, and what it says of small classes."""

from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from pytestqt.qtbot import QtBot

from tests.support.steps import use
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.data.browser import DataStep


def _report(qtbot: QtBot, step: DataStep) -> None:
    qtbot.waitUntil(lambda: step.split_page.check.report is not None)


def test_the_page_by_class_counts_every_part(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    _report(qtbot, step)
    step.panel.split.by_class.click()
    assert step.split_page.isVisible()
    model = step.split_page.table.split
    assert [model.text(row, 0) for row in range(4)] == ["All images", "blue", "green", "red"]
    assert model.text(1, 1) == "blue: 6 train, 1 validation, 1 test"
    step.split_page.back.click()
    assert step.grid.isVisible()


def test_classes_with_too_few_images_are_named(qtbot: QtBot, step: DataStep, images: Path) -> None:
    for number in range(2, 8):
        (images / "red" / f"{number:03}.png").unlink()
    (images / "violet").mkdir()
    use(qtbot, step, images)
    _report(qtbot, step)
    assert "Class “violet” has no usable image" in step.panel.split.short.text()
    assert "Class “red” has no test image: it has only 2." in step.split_page.shortfall.text
    assert step.split_page.table.split.lacks(3, 2)


def test_folds_are_chosen_and_the_step_from_none_leads_to_two(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    fields = step.panel.split.fields
    fields.folds.stepUp()
    assert step.spec.data.folds == 2
    fields.fold.setValue(2)
    assert (step.spec.data.fold, fields.val.isVisibleTo(fields), fields.fold.isVisibleTo(fields)) == (1, False, True)
    fields.folds.stepDown()
    assert (step.spec.data.folds, step.spec.data.fold) == (0, 0)


def test_what_a_random_split_would_leak_is_said(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    data = replace(step.spec.data, groups="pattern", group_pattern=r"^\d\d\d")
    step.services.document.edit("Keep together", replace(step.spec, data=data))
    qtbot.waitUntil(lambda: step.split_page.check.report is not None and step.split_page.check.report.groups == 8)
    assert "24 images stay together in 8 groups. A random split would put" in step.split_page.leaks.text


def test_without_images_nothing_is_reported(qtbot: QtBot, step: DataStep, images: Path) -> None:
    use(qtbot, step, images)
    _report(qtbot, step)
    rmtree(images)
    step.services.images.rescan()
    qtbot.waitUntil(lambda: step.split_page.check.report is None)
    assert not step.split_page.table.isVisible()


def test_the_backbone_looks_closer_once_it_is_asked_to(qtbot: QtBot, step: DataStep, images: Path) -> None:
    small = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    step.services.document.edit("Backbone", replace(step.spec, backbone=small))
    use(qtbot, step, images)
    step.health.check()
    qtbot.waitUntil(lambda: step.panel.health.closer.isVisible(), timeout=30_000)
    step.panel.health.closer.click()
    qtbot.waitUntil(lambda: len(step.health.features) == 24 and step.health.job is None, timeout=60_000)
    assert not step.panel.health.closer.isVisible()
