import pytest

from tlstudio.engine.training.inputs.plan_choice import Budgets, Choice, Counts, Cut, choose, saving

PIXELS = 3 * 224**2
DEEP, MIDDLE, SHALLOW = Cut(5_000, 0.9), Cut(100_000, 0.6), Cut(400_000, 0.3)
CUTS = (DEEP, MIDDLE, SHALLOW)
LARGE = Budgets(memory=2 * 10**9, disk=10**10)


def images(train: int = 1000, val: int = 100, views: int = 1) -> Counts:
    return Counts(train, val, PIXELS, views)


def test_the_deepest_cut_that_fits_is_kept_in_memory() -> None:
    assert choose(CUTS, images(), LARGE) == Choice(0, "memory", keeps_train=True, total_bytes=1100 * 5_000)


def test_what_does_not_fit_into_memory_is_kept_on_disk() -> None:
    choice = choose((MIDDLE,), images(), Budgets(memory=10**8, disk=10**9))
    assert (choice.number, choice.place, choice.keeps_train) == (0, "disk", True)


def test_an_earlier_and_narrower_cut_is_taken_where_the_deepest_does_not_fit() -> None:
    wide = Cut(1_000_000, 0.95)
    choice = choose((wide, MIDDLE), images(), Budgets(memory=2 * 10**8, disk=0))
    assert (choice.number, choice.keeps_train) == (1, True)


def test_every_view_takes_room() -> None:
    assert choose(CUTS, images(views=4), LARGE).total_bytes == 4100 * 5_000


def test_fresh_augmentation_leaves_the_validation_images_and_the_pixels() -> None:
    choice = choose(CUTS, images(views=0), LARGE)
    assert (choice.number, choice.keeps_train, choice.decoded) == (0, False, "memory")
    assert choice.total_bytes == 100 * 5_000


def test_a_budget_for_the_validation_images_alone_keeps_those() -> None:
    choice = choose((DEEP,), images(), Budgets(memory=10**6, disk=0))
    assert (choice.number, choice.keeps_train, choice.is_too_large) == (0, False, True)
    assert choice.decoded is None


def test_no_budget_keeps_nothing() -> None:
    assert choose(CUTS, images(), Budgets(0, 0)) == Choice(is_too_large=True)


def test_too_little_work_before_the_cut_is_not_worth_keeping() -> None:
    assert choose((Cut(5_000, 0.05),), images(), LARGE) == Choice(decoded="memory")


@pytest.mark.parametrize(("share", "is_kept"), [(0.3, False), (0.6, True)])
def test_a_map_far_wider_than_the_image_is_kept_only_with_much_work_before_it(share: float, is_kept: bool) -> None:
    wide = Cut(10 * PIXELS, share)
    assert choose((wide,), images(), LARGE).keeps_train == is_kept


def test_no_cut_leaves_the_pixels_where_they_fit() -> None:
    assert choose((), images(), LARGE) == Choice(decoded="memory")
    assert choose((), images(train=10**6), LARGE) == Choice()


def test_cuts_after_the_chosen_one_are_not_looked_at() -> None:
    cuts = iter(CUTS)
    choose(cuts, images(), LARGE)
    assert list(cuts) == [MIDDLE, SHALLOW]


def test_pixels_that_memory_does_not_hold_go_to_disk() -> None:
    choice = choose((), images(train=1000), Budgets(memory=10**8, disk=10**9))
    assert choice.decoded == "disk"


@pytest.mark.parametrize(
    ("share", "epochs", "passes", "times"),
    [(1.0, 10, 1, 10), (1.0, 10, 4, 2.5), (0.5, 1, 1, 1), (0.5, 10, 1, 20 / 15.5), (0.9, 10, 1, 12 / 3.9)],
)
def test_what_is_saved_is_bounded_by_what_comes_after_the_cut(
    share: float, epochs: int, passes: int, times: float
) -> None:
    assert saving(share, epochs, passes) == pytest.approx(times)
