from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.project import AugmentSpec, BackboneSpec, ChangeSpec
from tlstudio.gui.data.augment.page import AugmentationPage
from tlstudio.gui.data.augment.words import FIRST
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.services import Services
from tlstudio.gui.widgets.fields import ChoiceField


@pytest.fixture
def page(qtbot: QtBot, services: Services, images: Path) -> Iterator[AugmentationPage]:
    """The page as the Data step has it, with a project of small images; it has been looked at once."""
    made = AugmentationPage(services)
    qtbot.addWidget(made)
    document = services.document
    made.edited.connect(document.edit)
    document.spec_changed.connect(made.show_spec)
    small = BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32)
    document.edit("", with_folder(replace(document.spec, backbone=small), images))
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    made.resize(1000, 700)
    made.show()
    qtbot.waitUntil(lambda: len(made.grid.pictures) > 0, timeout=60_000)
    yield made


def captions(page: AugmentationPage) -> list[str]:
    return [picture.caption for picture in page.grid.pictures]


def choose(field: ChoiceField, value: str) -> None:
    field.set_value(value)
    field.activated.emit(field.currentIndex())


def test_the_image_stands_beside_eight_epochs_of_it(qtbot: QtBot, page: AugmentationPage) -> None:
    assert captions(page) == ["As it is"]  # without augmentation there is nothing else to see
    choose(page.settings.policy.policy, "strong")
    qtbot.waitUntil(lambda: captions(page)[1:] == [f"Epoch {epoch}" for epoch in range(1, 9)])
    first = page.grid.pictures[1].image
    page.more.click()
    qtbot.waitUntil(lambda: captions(page)[1] == "Epoch 9")
    assert page.grid.pictures[1].image != first
    name = page.name.text()
    page.next_button.click()
    qtbot.waitUntil(lambda: page.name.text() != name)
    assert captions(page)[1] == "Epoch 1"


def test_a_list_of_changes_is_made_by_hand_and_undone(qtbot: QtBot, page: AugmentationPage, services: Services) -> None:
    policy, changes = page.settings.policy, page.settings.policy.changes
    choose(policy.policy, "custom")
    assert services.document.spec.augment.custom == FIRST
    changes.add("blur")
    changes.rows[3].up.click()
    changes.rows[0].remove.click()
    changes.rows[0].strength.setValue(20)
    custom = services.document.spec.augment.custom
    assert [change.kind for change in custom] == ["crop", "blur", "brightness"]
    assert custom[0] == ChangeSpec("crop", 1.0, 1.0)
    assert not changes.rows[0].up.isEnabled()
    services.document.undo_stack.undo()
    assert changes.rows[0].strength.share == 0.2


def test_a_slider_that_is_dragged_makes_one_step_of_the_history(
    qtbot: QtBot, page: AugmentationPage, services: Services
) -> None:
    choose(page.settings.policy.policy, "custom")
    slider, steps = page.settings.policy.changes.rows[1].strength, services.document.undo_stack.count()
    slider.setSliderDown(True)
    for value in (8, 12, 16):
        slider.setValue(value)
    assert services.document.undo_stack.count() == steps
    slider.setSliderDown(False)
    assert services.document.undo_stack.count() == steps + 1
    assert services.document.spec.augment.custom[1].strength == 0.8


def test_prepared_views_and_partners_are_named(qtbot: QtBot, page: AugmentationPage, services: Services) -> None:
    spec = services.document.spec
    services.document.edit("", replace(spec, augment=AugmentSpec("light", views=3)))
    qtbot.waitUntil(lambda: captions(page)[1:] == ["View 1", "View 2", "View 3"])
    assert not page.more.isEnabled()
    services.document.edit("", replace(spec, augment=AugmentSpec(mix="cutmix", mix_alpha=1.0)))
    qtbot.waitUntil(lambda: len(captions(page)) == 9)
    assert captions(page)[1].startswith("Epoch 1 · ")
    assert ".png" in captions(page)[1]


def test_a_share_that_cannot_be_is_explained_and_not_taken(page: AugmentationPage, services: Services) -> None:
    policy = page.settings.policy
    choose(policy.mix, "mixup")
    for wrong, says in (("20", "not above 0 and at most 10"), ("much", "is not a number")):
        policy.alpha.setText(wrong)
        policy.alpha.editingFinished.emit()
        assert says in policy.problem
    assert services.document.spec.augment.mix_alpha == 0.2


def test_how_images_go_in_is_chosen_beside_the_samples(
    qtbot: QtBot, page: AugmentationPage, services: Services
) -> None:
    framing = page.settings.framing
    choose(framing.resize_field, "pad")
    framing.side.choose(64)
    qtbot.waitUntil(lambda: services.document.spec.backbone.input_px == 64, timeout=60_000)
    qtbot.waitUntil(lambda: page.grid.pictures[0].image.width() == 64)
    assert services.document.spec.data.resize == "pad"


def test_the_samples_have_the_channels_that_are_chosen(
    qtbot: QtBot, page: AugmentationPage, services: Services
) -> None:
    field = page.settings.framing.channels
    choose(field, "grey")
    qtbot.waitUntil(lambda: page.grid.pictures[0].image.allGray(), timeout=60_000)
    choose(field, "rgba")
    qtbot.waitUntil(lambda: page.grid.pictures[0].image.hasAlphaChannel(), timeout=60_000)
    services.document.undo_stack.undo()
    assert services.document.spec.data.channels == field.currentData() == "grey"


def test_channels_that_the_backbone_cannot_take_are_refused(
    qtbot: QtBot, page: AugmentationPage, services: Services
) -> None:
    tresnet = BackboneSpec("timm/tresnet_m", weights="random", input_px=64)
    services.document.edit("", replace(services.document.spec, backbone=tresnet))
    framing = page.settings.framing
    choose(framing.channels, "grey")
    qtbot.waitUntil(lambda: "takes colour images only" in framing.channels_text, timeout=60_000)
    assert services.document.spec.data.channels == framing.channels.currentData() == "rgb"


def test_a_size_that_the_backbone_cannot_take_is_refused(
    qtbot: QtBot, page: AugmentationPage, services: Services
) -> None:
    levit = BackboneSpec("timm/levit_128", weights="random")
    services.document.edit("", replace(services.document.spec, backbone=levit))
    page.settings.framing.side.choose(100)
    qtbot.waitUntil(lambda: "cannot take images of 100 px" in page.settings.framing.note_text, timeout=60_000)
    assert services.document.spec.backbone == levit


def test_drawing_classes_equally_says_in_numbers_what_it_does(
    qtbot: QtBot, page: AugmentationPage, services: Services, images: Path
) -> None:
    balance = page.settings.balance
    out = tuple(f"red/{number:03}.png" for number in range(4))
    services.document.edit("", replace(services.document.spec, data=replace(services.document.spec.data, excluded=out)))
    choose(balance.sampling, "balanced")
    assert services.document.spec.training.sampling == "balanced"
    assert "of each class: an image of red comes" in balance.effect.text()
    weighted = replace(services.document.spec.objective, class_weights="balanced")
    services.document.edit("", replace(services.document.spec, objective=weighted))
    assert "class weights as well" in balance.effect.text()


def test_an_image_that_is_gone_is_named(qtbot: QtBot, page: AugmentationPage, images: Path) -> None:
    for path in images.rglob("*.png"):
        path.unlink()
    page.next_button.click()
    qtbot.waitUntil(lambda: "cannot be read" in page.said.text())
