import pytest
from scipy.stats import binomtest

from tlstudio.engine.intervals import paired_p


@pytest.mark.parametrize(("only_first", "only_second"), [(3, 9), (7, 7), (0, 6), (150, 100), (1, 0)])
def test_the_paired_test_is_the_exact_binomial_test(only_first: int, only_second: int) -> None:
    theirs = binomtest(only_first, only_first + only_second).pvalue
    assert paired_p(only_first, only_second) == pytest.approx(theirs, abs=1e-12)


def test_two_that_never_differ_are_as_likely_as_can_be() -> None:
    assert paired_p(0, 0) == 1.0


def test_thousands_of_differences_are_counted_exactly() -> None:
    assert 0 < paired_p(2000, 2400) < 1e-8
