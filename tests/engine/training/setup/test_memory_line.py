import pytest

from tlstudio.engine.training.setup.memory_line import (
    MARGIN,
    MemoryLine,
    largest_that_fits,
    line_through,
    pieces_that_fit,
    usable,
)

LINE = MemoryLine(fixed=100, each=10, waiting=1)


def test_two_peaks_tell_of_every_batch() -> None:
    line = line_through((2, 120), (4, 140), fixed=1000, waiting=1)
    assert line == MemoryLine(1100, 10, 1)
    assert line.needed(64) == 1100 + 64 + 640


def test_pieces_share_what_is_computed_and_not_what_waits() -> None:
    assert LINE.needed(64, pieces=4) == 100 + 64 + 160


def test_a_pass_takes_no_more_than_its_most_images_however_large_the_batch() -> None:
    line = line_through((2, 20), (4, 40), most=128)
    assert line.needed(4096) == line.needed(128) == 1280
    assert largest_that_fits(line, 2000) == 4096


@pytest.mark.parametrize(("few", "many"), [(50, 40), (0, 0)])
def test_a_peak_that_does_not_grow_counts_as_fixed(few: int, many: int) -> None:
    assert line_through((2, few), (4, many)) == MemoryLine(many, 0)


def test_a_line_that_starts_below_nothing_takes_nothing_without_images() -> None:
    assert line_through((2, 10), (4, 50)) == MemoryLine(0, 20)


def test_a_margin_of_what_is_free_is_left() -> None:
    assert usable(1000) == 1000 * (1 - MARGIN)


@pytest.mark.parametrize(("free", "pieces"), [(1005, 1), (1004, 2), (500, 4), (0, 32)])  # 804 of 1005 can be taken
def test_a_batch_is_halved_until_it_fits_or_pieces_have_two_images(free: int, pieces: int) -> None:
    assert pieces_that_fit(LINE, 64, free) == pieces


@pytest.mark.parametrize("size", [1, 2, 3])
def test_a_batch_of_a_few_is_never_divided(size: int) -> None:
    assert pieces_that_fit(LINE, size, 0) == 1


@pytest.mark.parametrize(
    ("free", "most", "images"), [(10**9, 4096, 4096), (10**9, 100, 64), (1005, 4096, 64), (0, 64, 1)]
)
def test_the_largest_batch_is_a_power_of_two_and_never_below_one(free: int, most: int, images: int) -> None:
    assert largest_that_fits(LINE, free, most) == images


def test_no_images_count_as_one() -> None:
    assert largest_that_fits(LINE, 10**9, 0) == 1
