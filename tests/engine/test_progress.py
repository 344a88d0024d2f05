import pytest

from tlstudio.engine.progress import Rate


def test_the_last_seconds_say_how_fast_it_goes() -> None:
    rate = Rate()
    for second in range(20):
        rate.note(float(second), second if second < 10 else 4 * second)
    assert (rate.seconds_each, rate.per_second) == (0.25, 4.0)


def test_what_was_there_at_first_was_not_made_since() -> None:
    rate = Rate()
    for now, done in ((0.0, 900), (1.0, 910), (2.0, 920)):
        rate.note(now, done, "Running the backbone")
    assert rate.per_second == 10.0
    assert rate.seconds_left(1000) == 8.0  # 80 of them at 10 a second


def test_counts_of_the_same_moment_are_one() -> None:
    rate = Rate()
    for now, done in ((0.0, 900), (0.0, 910), (1.0, 920)):
        rate.note(now, done)
    assert rate.per_second == 10.0


def test_few_slow_counts_are_kept_for_longer() -> None:
    rate = Rate()
    for now, done in ((0.0, 0), (10.0, 1), (40.0, 4)):
        rate.note(now, done)
    assert rate.seconds_each == 10.0


@pytest.mark.parametrize("then", [(3.0, 40, "Running it for validation"), (3.0, 5, "Running the backbone")])
def test_something_else_is_counted_from_where_it_begins(then: tuple[float, int, str]) -> None:
    rate = Rate()
    rate.note(0.0, 10, "Running the backbone")
    rate.note(2.0, 30, "Running the backbone")
    rate.note(*then)
    assert rate.per_second is None
    rate.note(4.0, then[1] + 7, then[2])
    assert rate.per_second == 7.0


def test_nothing_is_said_of_a_moment_or_after_a_pause() -> None:
    rate = Rate()
    rate.note(0.0, 1)
    assert rate.per_second is None
    rate.note(0.1, 3)
    assert rate.per_second is None
    rate.note(1.0, 3)
    rate.forget()
    assert (rate.per_second, rate.seconds_left(9)) == (None, None)
