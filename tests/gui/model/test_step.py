from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch, started
from tests.support.projects import small_project
from tests.support.runs_on_disk import make_run
from tlstudio.engine.project import (
    BackboneSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    LrScaleSpec,
    PhaseSpec,
    ProjectSpec,
    save_project,
)
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.services.services import Services

LAST_STAGE = ("stem", "blocks.0", "blocks.1", "blocks.2", "blocks.3", "blocks.4", "blocks.5")


@pytest.fixture
def step(qtbot: QtBot, services: Services, images: Path) -> ModelStep:
    """The step on three classes of images and the bundled backbone, wired as the window does."""
    made = ModelStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.spec_changed.connect(made.show_spec)
    services.document.new(small_project(images))
    made.resize(1080, 700)
    made.show()
    qtbot.waitUntil(
        lambda: services.backbone.tree is not None and services.images.index.value is not None, timeout=30_000
    )
    return made


def state(step: ModelStep, name: str) -> Qt.CheckState:
    model = step.view.tree.view.freeze_model
    return model.state(model.index_of(name))


def freeze(step: ModelStep, *parts: str, phases: tuple[PhaseSpec, ...] = ()) -> None:
    spec = step.spec
    step.services.document.edit("Freeze", replace(spec, freeze=FreezeSpec(parts, phases=phases)))


def press_space_on(qtbot: QtBot, step: ModelStep, name: str) -> None:
    view = step.view.tree.view
    view.setCurrentIndex(view.freeze_model.index_of(name))
    qtbot.keyClick(view, Qt.Key.Key_Space)


def test_ticks_follow_the_project_and_the_project_follows_ticks(qtbot: QtBot, step: ModelStep):
    freeze(step, "stem", "blocks.5.0")
    assert [state(step, name) for name in ("stem", "blocks.0", "blocks.5")] == [FROZEN, TRAINS, PARTLY]
    press_space_on(qtbot, step, "blocks.0")
    assert step.spec.freeze == FreezeSpec(("stem", "blocks.0", "blocks.5.0"))


def test_every_gesture_is_one_undo(qtbot: QtBot, step: ModelStep):
    press_space_on(qtbot, step, "blocks.6")
    step.view.head.choose_preset("hidden")
    stack = step.services.document.undo_stack
    assert [stack.text(number) for number in range(stack.count())] == ["Train Stage 7", "Head: One hidden layer"]
    stack.undo()
    assert step.spec.head == HeadSpec()
    assert step.view.head.preset_button.text() == "Linear"
    stack.undo()
    assert state(step, "blocks.6") == FROZEN


def test_a_learning_rate_of_a_part_is_one_undo(step: ModelStep):
    step.commands()["retrain_last"]()
    model = step.view.tree.view.freeze_model
    model.set_rate(model.index_of("blocks.6"), 0.3)
    stack = step.services.document.undo_stack
    assert (stack.undoText(), step.spec.freeze.lr_scales) == (
        "Learning rate of Stage 7 × 0.3",
        (LrScaleSpec("blocks.6", 0.3),),
    )
    assert model.index_of("blocks.6").siblingAtColumn(Column.RATE).data() == "0.3"
    stack.undo()
    assert step.spec.freeze == FreezeSpec(LAST_STAGE)


def test_the_rest_of_the_tree_learns_at_the_rate_of_the_training(step: ModelStep):
    step.commands()["retrain_last"]()
    training = replace(step.spec.training, backbone_lr_scale=0.25)
    step.services.document.edit("x", replace(step.spec, training=training))
    model = step.view.tree.view.freeze_model
    assert model.index_of("blocks.6").siblingAtColumn(Column.RATE).data() == "0.25"


def test_how_batchnorm_is_treated_is_one_undo(qtbot: QtBot, step: ModelStep):
    step.view.tree.bar.batchnorm.setFocus()
    qtbot.keyClick(step.view.tree.bar.batchnorm, Qt.Key.Key_Down)
    assert step.spec.freeze.batchnorm == "still"
    step.services.document.undo_stack.undo()
    assert step.spec.freeze.batchnorm == "follow"
    assert step.view.tree.bar.batchnorm.currentData() == "follow"


def test_presets_are_derived_from_the_ticks(qtbot: QtBot, step: ModelStep):
    assert step.view.segment.current == "keep"
    step.commands()["retrain_last"]()
    assert step.spec.freeze == FreezeSpec(LAST_STAGE)
    assert step.view.segment.current == "last_stage"
    press_space_on(qtbot, step, "stem")
    assert step.view.segment.current == "custom"
    step.commands()["retrain_all"]()
    assert step.spec.freeze == FreezeSpec(())
    assert step.view.segment.current == "everything"


def test_custom_cannot_be_chosen(step: ModelStep):
    step.view.segment.button("custom").click()
    assert step.view.segment.current == "keep"
    assert step.services.document.undo_stack.count() == 0


def test_the_price_follows_every_tick(qtbot: QtBot, step: ModelStep):
    # 3,371,008 in the backbone; head (1280 + 1) · 3
    assert step.view.price.trainable.text == "3,843 of 3.37 M (0.1 %)"
    press_space_on(qtbot, step, "last")
    assert step.view.price.trainable.text == "416,003 ▲ 412,160 of 3.37 M (12 %)"
    assert "4.99 MB" in step.view.price.memory.text  # 416,003 · (1 + 2) · 4 bytes
    assert "The cut lies after Stage 7 (320 × 2 × 2)." in step.view.price.sentence.text()


def test_the_speed_is_measured_and_again_after_a_tick(qtbot: QtBot, step: ModelStep):
    tag = step.view.price
    assert tag.step.text == "– measuring…"
    qtbot.waitUntil(lambda: step.pricing.timer.timing is not None, timeout=60_000)
    assert "measured, batch of 32" in tag.step.text
    assert "for the features" in tag.run.text
    press_space_on(qtbot, step, "last")
    assert step.pricing.timer.timing is None
    assert "measuring…" in tag.step.text
    qtbot.waitUntil(lambda: step.pricing.timer.timing is not None, timeout=60_000)
    assert "▲" in tag.step.text  # on features of the whole backbone, then on what is before its last part


def test_a_project_that_cannot_be_measured_says_why(qtbot: QtBot, step: ModelStep):
    step.services.preferences.set_device("mps")
    freeze(step, "stem")
    qtbot.waitUntil(lambda: step.view.price.step.text == "– not measured", timeout=60_000)
    assert "no usable 'mps' device" in step.view.price.sentence.text()


def test_the_head_knows_features_and_classes(step: ModelStep):
    arrows = step.view.head.column.arrows
    assert arrows[0].text == "1280 × 2 × 2 from the backbone"
    assert arrows[-1].text == "3 · blue, green, red"


def test_head_gestures_change_the_project(qtbot: QtBot, step: ModelStep):
    column = step.view.head.column
    column.add_layer("linear")
    column.add_layer("relu")
    column.move_layer(2, 1)
    assert step.spec.head.layers == (LayerSpec("relu"), LayerSpec("linear", width=256))


def test_a_part_that_does_not_exist_is_named_with_a_way_out(step: ModelStep):
    freeze(step, "blocks.77")
    banner = step.view.banner
    assert not banner.isHidden()
    assert "'blocks.77'" in banner.text
    banner.button("Freeze the whole backbone").click()
    assert step.spec.freeze == FreezeSpec()
    assert banner.isHidden()


def test_without_images_it_says_what_is_missing(qtbot: QtBot, step: ModelStep):
    step.services.document.new(ProjectSpec())
    assert "no images" in step.view.banner.text
    with qtbot.waitSignal(step.requested) as asked:
        step.view.banner.button("Open a folder of images…").click()
    assert asked.args == ["open_images"]


def test_simple_hides_layers_and_offers_plain_words(step: ModelStep):
    step.set_advanced(False)
    view = step.view
    assert view.freeze_cards.isVisible()
    assert not view.head.isVisible()
    assert view.tree.view.freeze_model.rowCount(view.tree.view.freeze_model.index_of("stem")) == 0
    assert view.tree.view.isColumnHidden(Column.RATE)
    assert not view.tree.bar.isVisible()
    view.freeze_cards.cards["everything"].click()
    assert step.spec.freeze == FreezeSpec(())
    view.head_cards.cards["hidden"].click()
    assert len(step.spec.head.layers) == 3


def test_another_backbone_brings_its_own_tree(qtbot: QtBot, step: ModelStep):
    freeze(step, "stem")
    step.change_backbone()
    assert step.backbone.dialog
    step.backbone.dialog.weights.buttons["random"].setChecked(True)
    step.backbone.dialog.choose("timm/resnet18")
    with qtbot.waitSignal(step.services.backbone.changed):
        step.backbone.dialog.use_button.click()
    assert step.spec.backbone == BackboneSpec("timm/resnet18", "random")
    qtbot.waitUntil(lambda: step.view.tree.view.freeze_model.index_of("layer4").isValid(), timeout=30_000)
    assert state(step, "layer4") == TRAINS
    assert "trains from scratch" in step.view.card.facts.text()


def test_channels_stay_when_the_backbone_changes_and_count_in_its_parts(qtbot: QtBot, step: ModelStep, tmp_path: Path):
    step.services.document.edit("x", replace(step.spec, data=replace(step.spec.data, channels="grey")))
    step.backbone.change(BackboneSpec("timm/resnet18", str(tmp_path / "mine.safetensors")))
    qtbot.waitUntil(lambda: step.spec.backbone.name == "timm/resnet18", timeout=30_000)
    assert step.spec.data.channels == "grey"
    tree = step.services.backbone.tree
    assert tree and tree.children[0].parameters == 64 * 1 * 7 * 7 + 2 * 64  # its first convolution and BatchNorm


def test_a_preset_is_carried_over_to_another_backbone_in_one_undo(qtbot: QtBot, step: ModelStep, tmp_path: Path):
    step.commands()["retrain_last"]()
    step.backbone.change(BackboneSpec("timm/resnet18", str(tmp_path / "mine.safetensors")))
    assert step.view.card.facts.text() == "Looking at its parts…"
    qtbot.waitUntil(lambda: step.spec.backbone.name == "timm/resnet18", timeout=30_000)
    assert step.spec.freeze == FreezeSpec(("stem", "layer1", "layer2", "layer3"))
    assert step.view.segment.current == "last_stage"
    assert step.view.banner.isHidden()
    step.services.document.undo_stack.undo()
    assert (step.spec.backbone, step.spec.freeze) == (BackboneSpec(input_px=64), FreezeSpec(LAST_STAGE))


def test_what_another_backbone_does_not_have_is_reported_and_can_be_undone(
    qtbot: QtBot, step: ModelStep, tmp_path: Path
):
    freeze(step, "blocks.1", "blocks.4")
    step.backbone.change(BackboneSpec("timm/resnet18", str(tmp_path / "mine.safetensors")))
    qtbot.waitUntil(lambda: step.spec.freeze == FreezeSpec(), timeout=30_000)
    assert step.view.banner.text == (
        "2 frozen parts do not exist in ResNet-18 and were dropped: blocks.1, blocks.4. "
        "The whole backbone is frozen now."
    )
    step.view.banner.button("Undo").click()
    assert step.spec.freeze == FreezeSpec(("blocks.1", "blocks.4"))
    assert step.view.banner.isHidden()


def test_a_change_that_is_cancelled_changes_nothing(qtbot: QtBot, step: ModelStep):
    step.backbone.change(BackboneSpec("timm/resnet18", "random"))
    step.services.jobs.cancel("prepare")
    qtbot.waitUntil(lambda: step.backbone.coming is None, timeout=30_000)
    assert step.spec.backbone == BackboneSpec(input_px=64)


def test_another_project_ends_a_change_that_was_meant_for_the_last(qtbot: QtBot, step: ModelStep):
    step.backbone.change(BackboneSpec("timm/resnet18", "random"))
    step.services.document.new(ProjectSpec())
    assert step.backbone.coming is None
    qtbot.waitUntil(lambda: not step.services.jobs.active, timeout=30_000)
    assert step.spec == ProjectSpec()


def test_the_recommended_preset_is_marked_and_says_why(step: ModelStep):
    reason = step.view.segment.button("keep").toolTip()  # 3 classes of 8 images, of which 6 train
    assert reason == "Recommended for about 6 training images a class: too few to change what the backbone knows."
    assert step.view.freeze_cards.cards["keep"].accessibleDescription() == reason


def test_phases_are_edited_on_the_timeline_each_in_one_undo(step: ModelStep):
    freeze(step, "stem")
    timeline, stack = step.view.phases, step.services.document.undo_stack
    before = stack.count()
    timeline.first_button.click()
    timeline.add_button.click()
    assert step.spec.freeze.phases == (PhaseSpec(2), PhaseSpec(2, "blocks.6"))
    timeline.segments[2].click()
    timeline.editor.epochs.setValue(7)
    assert step.spec.training.epochs == 11
    assert stack.count() == before + 3


def test_phases_that_contradict_each_other_are_said_with_a_way_out(step: ModelStep):
    freeze(step, "stem", phases=(PhaseSpec(10),))
    assert "take 10 of 10 epochs" in step.view.phases.error
    assert step.view.banner.text == step.view.phases.error
    assert step.view.price.step.text == "– not measured"
    step.view.banner.button("Remove the phases").click()
    assert step.spec.freeze == FreezeSpec(("stem",))
    assert step.view.banner.isHidden()


def test_learning_rates_of_parts_that_do_not_exist_can_be_removed(step: ModelStep):
    rates = LrScaleSpec("blocks.77", 0.5), LrScaleSpec("last", 0.5)
    step.services.document.edit("Rates", replace(step.spec, freeze=FreezeSpec((), lr_scales=rates)))
    step.view.banner.button("Remove what does not exist").click()
    assert step.spec.freeze.lr_scales == rates[1:]


def test_simple_has_no_timeline(step: ModelStep):
    assert step.view.phases.isVisible()
    step.set_advanced(False)
    assert step.view.phases.isHidden()


def test_weights_that_are_not_here_are_announced(step: ModelStep, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    step.services.document.edit("x", replace(step.spec, backbone=BackboneSpec("timm/resnet18")))
    assert step.view.card.facts.text() == "46.8 MB of weights to download first"


def test_a_backbone_that_does_not_exist_is_said_so(qtbot: QtBot, step: ModelStep):
    step.services.document.edit("x", replace(step.spec, backbone=BackboneSpec("timm/resnet5000")))
    qtbot.waitUntil(lambda: "timm/resnet5000" in step.view.banner.text)
    assert step.view.card.facts.text() == "There is no such backbone"


def test_a_narrow_window_shortens_what_it_can(step: ModelStep):
    step.fit(1024)
    assert step.view.segment.button("keep").text() == "Keep"
    assert not step.view.tree.view.delegate.shows_names
    assert not step.view.tree.view.delegate.shows_bars


def test_the_tree_shows_how_far_the_last_run_moved_its_parts(qtbot: QtBot, step: ModelStep, tmp_path: Path):
    project = tmp_path / "shapes.tlstudio"
    save_project(step.spec, project)
    ended = replace(epoch(1, 10), moved={"conv_head": (3.0, 30.0)})
    make_run(project, [started(), ended])
    step.services.document.open(project)
    cell = step.view.tree.view.freeze_model.index_of("last").siblingAtColumn(Column.MOVED)
    qtbot.waitUntil(lambda: cell.data() == "10 %")


def test_a_preset_asked_for_too_early_is_carried_out_when_the_parts_are_known(
    qtbot: QtBot, services: Services, images: Path
):
    made = ModelStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.new(small_project(images))
    made.show()
    made.commands()["retrain_last"]()
    qtbot.waitUntil(lambda: made.spec.freeze == FreezeSpec(LAST_STAGE), timeout=30_000)


def test_a_head_saved_by_name_is_offered_to_every_project(qtbot: QtBot, step: ModelStep):
    step.view.head.choose_preset("hidden")
    step.view.head.column.remove_layer(1)
    step.heads.save_as_preset()
    dialog = step.heads.dialog
    assert dialog is not None
    qtbot.keyClicks(dialog.field, "Mine")
    with qtbot.waitSignal(dialog.accepted):
        dialog.save_button.click()
    qtbot.waitUntil(lambda: step.view.head.preset_button.text() == "Mine")
    step.services.document.new(small_project(Path(step.spec.data.folder)))
    step.view.head.choose_preset("Mine")
    assert step.spec.head.layers == (LayerSpec("linear", width=128), LayerSpec("relu"))
    step.heads.delete_preset("Mine")
    qtbot.waitUntil(lambda: step.view.head.preset_button.text() == "Custom")


def test_the_picture_follows_the_project(qtbot: QtBot, step: ModelStep):
    step.picture.open()
    dialog = step.picture.dialog
    assert dialog is not None
    freeze(step, "stem", "blocks.0")
    step.view.head.choose_preset("classic")
    drawing = dialog.picture.drawing
    assert drawing is not None
    assert [block.title for block in drawing.blocks if block.is_before_cut] == ["Stage 1"]
    assert [row.title for row in drawing.rows] == ["Average pool", "Linear", "ReLU", "Linear"]
    assert drawing.outputs == ("blue", "green", "red")
    dialog.close()


def test_every_gesture_in_the_head_is_one_undo(qtbot: QtBot, step: ModelStep):
    head, stack = step.view.head, step.services.document.undo_stack
    head.choose_preset("hidden")
    head.column.add_layer("gelu")
    head.column.move_layer(4, 1)
    head.column.remove_layer(2)
    texts = [stack.text(number) for number in range(stack.count())]
    assert texts == ["Head: One hidden layer", "Add GELU", "Move GELU", "Remove Dropout"]
    for _ in texts:
        stack.undo()
    assert step.spec.head == HeadSpec()


def test_a_preset_asked_for_too_early_does_not_reach_the_next_project(
    qtbot: QtBot, services: Services, images: Path
) -> None:
    services.document.new(small_project(images))
    made = ModelStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    made.choose_preset("everything")
    services.document.new(small_project(images))
    made.show()
    qtbot.waitUntil(lambda: services.backbone.tree is not None, timeout=30_000)
    assert services.document.spec.freeze == small_project(images).freeze
