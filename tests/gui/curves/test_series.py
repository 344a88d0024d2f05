import numpy as np
import pytest

from tlstudio.gui.curves.series import Series


def series_of(values: np.ndarray, batch: int = 1000) -> Series:
    series = Series()
    for start in range(0, len(values), batch):
        part = values[start : start + batch]
        series.extend(np.arange(start, start + len(part)) / 10, part)
    return series


@pytest.fixture
def noise() -> np.ndarray:
    return np.random.default_rng(0).normal(size=20_011)


def test_a_short_curve_is_shown_as_it_is() -> None:
    series = series_of(np.array([3.0, 1.0, 2.0]))
    x, y = series.envelope()
    assert x.tolist() == [0.0, 0.1, 0.2]
    assert y.tolist() == [3.0, 1.0, 2.0]


def test_the_envelope_of_a_long_curve_keeps_its_extremes(noise: np.ndarray) -> None:
    _, y = series_of(noise).envelope(limit=500)
    assert len(y) <= 500
    assert (y.min(), y.max()) == (noise.min(), noise.max())


def test_the_envelope_does_not_depend_on_how_the_points_arrived(noise: np.ndarray) -> None:
    at_once, in_drops = series_of(noise, batch=len(noise)), series_of(noise, batch=7)
    np.testing.assert_array_equal(at_once.envelope()[1], in_drops.envelope()[1])


def test_a_curve_cut_and_grown_again_equals_one_that_was_never_cut(noise: np.ndarray) -> None:
    series = series_of(noise)
    series.cut(499.95)  # keeps the points up to x = 499.9, the first 5,000
    series.extend(np.arange(5000, len(noise)) / 10, noise[5000:])
    np.testing.assert_array_equal(series.envelope()[1], series_of(noise).envelope()[1])
    np.testing.assert_allclose(series.smooth(20)[1], series_of(noise).smooth(20)[1])


def test_smoothing_takes_the_mean_of_what_lies_on_both_sides() -> None:
    series = series_of(np.array([0.0, 3.0, 6.0, 0.0, 3.0]))
    assert series.smooth(1)[1].tolist() == pytest.approx([0, 3, 3, 3, 1.5])


def test_smoothing_does_not_flatten_a_straight_fall_at_its_start() -> None:
    fall = np.linspace(10, 0, 101)
    np.testing.assert_allclose(series_of(fall).smooth(20)[1][:50], fall[:50])


def test_values_that_are_not_finite_leave_a_gap_and_spoil_no_mean() -> None:
    series = series_of(np.array([1.0, np.inf, 3.0]))
    assert np.isnan(series.envelope()[1][1])
    assert series.smooth(1)[1].tolist() == pytest.approx([1, 2, 3])


def test_smoothing_shows_at_most_about_as_many_places_as_asked(noise: np.ndarray) -> None:
    x, _ = series_of(noise).smooth(5, limit=300)
    assert len(x) <= 301
    assert x[-1] == pytest.approx(2001.0)


def test_an_empty_curve_has_nothing_to_show() -> None:
    series = Series()
    assert len(series) == 0
    assert series.envelope()[0].size == series.smooth(3)[0].size == 0
