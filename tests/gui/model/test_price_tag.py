from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import group, layer, small_tree
from tests.support.timings import TIMING
from tlstudio.engine.model.freezing import frozen_leaves
from tlstudio.engine.project import FreezeSpec, TrainingSpec
from tlstudio.gui.model.price import Price, price_of
from tlstudio.gui.model.price_tag import PriceTag

HEAD_PARAMETERS = 10


def price(*parts: str, training: TrainingSpec | None = None) -> Price:
    """Of the small tree, 16 parameters, with these parts frozen."""
    tree = small_tree()
    leaves = frozen_leaves(tree, FreezeSpec(parts))
    return price_of(tree, leaves, HEAD_PARAMETERS, training or TrainingSpec())


@pytest.fixture
def tag(qtbot: QtBot) -> PriceTag:
    made = PriceTag()
    qtbot.addWidget(made)
    return made


def test_parameters_add_up():
    found = price("stem", "s1")
    assert (found.trainable, found.frozen, found.total) == (22, 4, 26)
    assert found.trainable + found.frozen == found.total


@pytest.mark.parametrize(
    ("training", "number_of_bytes"),
    [
        (TrainingSpec(optimizer="adamw"), 22 * 2 * 4),
        (TrainingSpec(optimizer="sgd"), 22 * 4),
        (TrainingSpec(optimizer="sgd", momentum=0.0), 0),
    ],
)
def test_the_optimizer_remembers_values_for_what_trains(training: TrainingSpec, number_of_bytes: int):
    assert price("stem", "s1", training=training).optimizer_bytes == number_of_bytes


@pytest.mark.parametrize(
    ("parts", "reach"), [(("all",), "all"), ((), "none"), (("stem", "s1"), "clean"), (("stem", "s2"), "scattered")]
)
def test_how_far_the_freeze_reaches(parts: tuple[str, ...], reach: str):
    assert price(*parts).reach == reach


def test_a_tick_shows_its_change_and_the_first_price_shows_none(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    assert tag.trainable.text == "10 of 26 (38 %)"
    tag.show_price(price("stem", "s1"), "backbone")
    assert tag.trainable.text == "22 ▲ 12 of 26 (85 %)"
    tag.show_price(price("all"), "backbone")
    assert "▼ 12" in tag.trainable.text


def test_the_same_price_again_keeps_the_change(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_price(price(), "backbone")
    tag.show_price(price(), "backbone")
    assert "▲ 16" in tag.trainable.text


def test_another_backbone_is_not_compared(tag: PriceTag):
    tag.show_price(price("all"), "one")
    tag.show_price(price(), "other")
    assert "▲" not in tag.trainable.text


def test_the_cut_is_named_by_the_part_before_it(tag: PriceTag):
    tag.show_price(price("stem", "s1", "s2.0"), "backbone")
    assert tag.sentence.text().startswith("The cut lies after Stage 2, Block 1 (8 × 4 × 4).")


def test_an_unknown_price_shows_no_numbers(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_unknown("There are no images yet.")
    assert tag.trainable.text == "–"
    assert tag.sentence.text() == "There are no images yet."


def test_a_low_window_moves_the_context_into_tool_tips(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.set_compact(True)
    assert tag.trainable.toolTip() == "of 26 (38 %)"


def test_measured_numbers_and_what_follows_from_them(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_timing(TIMING, 20, "backbone")
    assert tag.step.text == "231 ms measured, batch of 32"
    assert tag.epoch.text == "9.6 s predicted from the step"
    assert tag.run.accessibleName() == "20 epochs: about 3.5 min with 21 s for the features"  # 21 + 20 · 9.6 = 213 s


def test_the_sentence_says_by_how_much_kept_features_make_the_run_faster(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_timing(TIMING, 20, "backbone")
    assert tag.sentence.text().endswith(
        "It runs once. With the kept features the run is about 2.6× as fast."
    )  # 555 / 213
    tag.show_timing(TIMING, 1, "backbone")
    assert tag.sentence.text().endswith("It runs once.")


def test_a_new_measurement_shows_its_change(tag: PriceTag):
    tag.show_timing(TIMING, 20, "backbone")
    tag.show_measuring("backbone")
    assert tag.step.text == "231 ms measuring… measured, batch of 32"
    tag.show_timing(replace(TIMING, step_s=0.19, epoch_s=9.5), 20, "backbone")
    assert tag.step.text == "190 ms ▼ 41 ms measured, batch of 32"
    assert "▼" not in tag.epoch.text  # 1 % is noise


def test_more_epochs_need_no_new_measurement(tag: PriceTag):
    tag.show_timing(TIMING, 20, "backbone")
    tag.show_timing(TIMING, 1, "backbone")
    assert tag.run.accessibleName().startswith("1 epoch: about 31 s")


def test_times_of_another_backbone_go(tag: PriceTag):
    tag.show_timing(TIMING, 20, "one")
    tag.show_measuring("other")
    assert tag.step.text == "– measuring…"


def test_what_cannot_be_measured_says_why_until_it_can(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_unmeasured("There is no such part.")
    assert (tag.step.text, tag.sentence.text()) == ("– not measured", "There is no such part.")
    tag.show_timing(TIMING, 1, "backbone")
    assert tag.sentence.text() == "It runs once."


def test_gradients_and_optimizer_are_known_before_anything_is_measured(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_measuring("backbone")
    tag.show_price(price("stem", "s1"), "backbone")
    tag.show_measuring("backbone")
    assert tag.memory.accessibleName().startswith("Gradients, optimizer: 264 B ▲ 144 B")  # 22 · (1 + 2) · 4 bytes
    assert tag.memory.toolTip().splitlines()[:2] == ["Weights: 104 B", "Gradients: 88 B"]  # 26 · 4, 22 · 4


def test_the_memory_of_a_step_says_how_it_is_known(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_timing(TIMING, 20, "backbone")
    assert tag.memory.accessibleName() == "Memory: 2.00 GB batch of 32, of 16.0 GB"
    assert tag.memory.toolTip().endswith("the way back: 2.00 GB\nComputed from the network, not measured.")
    tag.show_timing(replace(TIMING, peak_bytes=1_000_000_000, is_peak_measured=True), 20, "backbone")
    assert tag.memory.text == "1.00 GB ▼ 1.00 GB measured, of 16.0 GB"


def test_the_old_memory_stays_while_the_new_is_measured(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_timing(TIMING, 20, "backbone")
    tag.show_price(price("stem", "s1"), "backbone")
    tag.show_measuring("backbone")
    assert tag.memory.text == "2.00 GB 264 B gradients, optimizer"
    tag.show_unmeasured("It does not fit.")
    assert tag.memory.accessibleName().startswith("Gradients, optimizer: 264 B")


def test_with_phases_the_numbers_are_those_of_the_last(tag: PriceTag):
    tag.show_price(price("all"), "backbone")
    tag.show_timing(replace(TIMING, phases_epochs=5, phases_s=2.0), 20, "backbone")
    assert "about 2.8 min" in tag.run.accessibleName()  # 21 + 2 + 15 · 9.6 = 167 s
    assert "The 5 epochs before it train less: about 2 s." in tag.step.toolTip()
    assert "It runs once." in tag.sentence.text()


def test_batchnorm_that_is_kept_still_does_not_train():
    norm = replace(layer("norm", 4), has_statistics=True)
    tree = group("all", "Backbone", "backbone", layer("conv", 10), norm)
    prices = [price_of(tree, frozenset(), HEAD_PARAMETERS, TrainingSpec(), how) for how in ("follow", "still")]
    assert [found.trainable for found in prices] == [24, 20]


def test_a_narrow_window_leaves_out_the_memory(tag: PriceTag):
    tag.set_narrow(True)
    assert tag.memory.isHidden()
    tag.set_narrow(False)
    assert not tag.memory.isHidden()
