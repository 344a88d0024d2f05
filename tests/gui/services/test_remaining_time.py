import pytest

from tlstudio.engine.runs.events import EpochEnded, Progress, RunStarted, StepEnded
from tlstudio.gui.runs.words import time_left, work_words
from tlstudio.gui.services.session import RemainingTime
from tlstudio.gui.window.run_line import device_words

STARTED = RunStarted("r", ("a", "b"), {}, 1, 1, epochs=4, steps_per_epoch=10, device="CPU", weights="", plan="")


def test_nothing_is_said_before_there_is_something_to_go_by() -> None:
    remaining = RemainingTime()
    remaining.note(STARTED, 0.0)
    remaining.note(StepEnded(1, 1, 0.5, 0.1), 0.1)
    assert remaining.seconds_left(0.1) is None


def test_steps_are_reckoned_up_within_the_first_epoch() -> None:
    remaining = RemainingTime()
    remaining.note(STARTED, 0.0)
    for step in range(1, 6):
        remaining.note(StepEnded(1, step, 0.5, 0.1), float(step))
    assert remaining.seconds_left(5.0) == pytest.approx(35.0)  # 35 of 40 steps at one a second


def test_epochs_are_reckoned_up_with_all_they_hold() -> None:
    remaining = RemainingTime()
    remaining.note(STARTED, 0.0)
    remaining.note(EpochEnded(1, 10, 0.5, 0.5, 0.5, 0.5, 12.0, 10.0, True), 12.0)
    assert remaining.seconds_left(15.0) == pytest.approx(33.0)  # three epochs of 12 s, 3 s of them gone


def test_work_before_the_first_step_says_images_a_second_and_the_time_left() -> None:
    remaining, phase = RemainingTime(), "Running the backbone"
    for now, done in ((0.0, 220), (1.0, 316), (2.0, 412)):  # 220 were in the cache
        remaining.note(Progress(phase, done, 892), now)
    words = work_words(Progress(phase, 412, 892), remaining.work)
    assert words == ("412 of 892 · 96 images/s", "5 s left")  # 480 to go, at 96 a second


def test_work_that_just_began_says_how_far_it_is() -> None:
    remaining, progress = RemainingTime(), Progress("Running the backbone", 32, 892)
    remaining.note(progress, 0.0)
    assert work_words(progress, remaining.work) == ("32 of 892", "")


@pytest.mark.parametrize(("seconds", "words"), [(0.2, "1 s left"), (63, "1 min 3 s left"), (3725, "1 h 2 min left")])
def test_time_is_given_in_its_two_largest_units(seconds: float, words: str) -> None:
    assert time_left(seconds) == words


def test_the_device_is_named_as_what_trains_while_it_does() -> None:
    assert device_words("CPU (no GPU found)", is_training=True) == "Training on the CPU (no GPU found)"
    assert device_words("GPU: RTX 4070, 12 GB", is_training=True) == "Training on GPU: RTX 4070, 12 GB"
    assert device_words("CPU", is_training=False) == "CPU"
