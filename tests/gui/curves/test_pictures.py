import numpy as np
import pytest

from tests.support.curves import run_of
from tlstudio.engine.intervals import wilson_interval
from tlstudio.gui.curves.pictures import accuracy_picture, loss_picture, smoothed, wilson_band
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.widgets.numbers import epoch_ticks, ticks


@pytest.fixture
def curves() -> RunCurves:
    made = RunCurves()
    made.feed(run_of(epochs=4, steps_per_epoch=10))
    return made


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [(0, 1.18, (0, 0.3, 0.6, 0.9, 1.2)), (0.7, 1, (0.7, 0.8, 0.9, 1)), (0, 0.05, (0, 0.02, 0.04, 0.06))],
)
def test_ticks_are_round_and_enclose_the_range(low: float, high: float, expected: tuple[float, ...]) -> None:
    assert ticks(low, high) == pytest.approx(expected)


def test_epochs_are_whole_numbers_however_few_there_are() -> None:
    assert epoch_ticks(1) == (0, 1)
    assert epoch_ticks(20) == tuple(range(0, 21, 2))


@pytest.mark.parametrize(("right", "n"), [(0, 10), (7, 10), (10, 10), (287, 300)])
def test_the_band_is_the_interval_of_an_evaluation(right: int, n: int) -> None:
    band = wilson_band(np.array([right / n]), n)
    assert band is not None
    assert (band[0][0], band[1][0]) == pytest.approx(wilson_interval(right, n), abs=1e-6)


def test_without_validation_images_there_is_no_band() -> None:
    assert wilson_band(np.array([0.5]), 0) is None


def test_the_loss_picture_holds_steps_and_epochs(curves: RunCurves) -> None:
    picture = loss_picture(curves, 0.5)
    assert len(picture.raw.x) == 40
    assert picture.val.x.tolist() == [1, 2, 3, 4]
    assert picture.best == (4, 1.1 / 4)
    assert (picture.reached, picture.total) == (4, 4)


def test_smoothing_at_zero_is_the_loss_itself(curves: RunCurves) -> None:
    assert smoothed(curves, curves.loss, 0).y.tolist() == pytest.approx(curves.loss.envelope()[1].tolist())


def test_the_accuracy_picture_reaches_down_to_its_lowest_value(curves: RunCurves) -> None:
    picture = accuracy_picture(curves)
    assert picture.band is not None
    assert picture.ticks[0] <= picture.band[0].min()
    assert picture.ticks[-1] == 1.0


def test_another_run_lies_behind_with_its_name(curves: RunCurves) -> None:
    longer = RunCurves()
    longer.feed(run_of(epochs=7))
    picture = loss_picture(curves, 0.5, [("Run 2", longer)])
    assert [(other.name, len(other.val.x)) for other in picture.others] == [("Run 2", 7)]
    assert picture.total == 7


def test_a_run_without_a_step_is_an_empty_picture() -> None:
    assert loss_picture(RunCurves(), 0.5).is_empty
