import pytest

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.sweep.search import propose
from tlstudio.engine.sweep.spec import SweepSpec, Vary, check_sweep, read_vary, with_settings

LR = "training.lr=1e-4..1e-1"


def test_lists_and_ranges_are_read() -> None:
    assert read_vary("training.lr=1e-4, 1e-3").values == ("1e-4", "1e-3")
    assert read_vary("training.epochs=2..8:4") == Vary("training.epochs", (), 2, 8, 4, is_whole=True)
    assert read_vary('freeze.parts=["stem","blocks.0"],["all"]').values == ('["stem","blocks.0"]', '["all"]')
    assert read_vary("backbone.weights=../a.pth,..").values == ("../a.pth", "..")


def test_a_grid_is_all_combinations_and_a_wide_range_is_walked_in_factors() -> None:
    spec = SweepSpec(("training.lr=0.001..0.1:3", "training.epochs=2..4:3"))
    assert spec.count == 9
    assert propose(spec, 1, []) == {"training.lr": "0.001", "training.epochs": "2"}
    assert propose(spec, 5, []) == {"training.lr": "0.01", "training.epochs": "3"}


@pytest.mark.parametrize(
    ("vary", "search", "sentence"),
    [
        ((), "grid", "needs a setting to vary"),
        (("training.lr",), "grid", "not of the form"),
        (("training.lr=0.1", "training.lr=0.2"), "grid", "varied twice"),
        ((LR,), "grid", "needs the number of points, as in 0.0001..0.1:5"),
        (("training.lr=2..1",), "random", "does not begin below its end"),
        (("training.seed=0..2000:2000",), "grid", "Search at random"),
    ],
)
def test_a_sweep_that_cannot_be_says_why(vary: tuple[str, ...], search: str, sentence: str) -> None:
    with pytest.raises(ProjectError, match=sentence):
        SweepSpec(vary, search)  # pyright: ignore[reportArgumentType] -- one of the three


def test_a_value_that_a_setting_cannot_have_is_refused_before_anything_trains() -> None:
    with pytest.raises(ProjectError, match=r"training\.lr: -1 is not above 0"):
        check_sweep(ProjectSpec(), SweepSpec(("training.lr=0.1,-1",)))
    with pytest.raises(ProjectError, match="did you mean 'lr'"):
        check_sweep(ProjectSpec(), SweepSpec(("training.lrr=0.1",)))


def test_chance_is_the_same_for_the_same_trial() -> None:
    spec = SweepSpec((LR, "training.optimizer=adamw,sgd"), "random", trials=4)
    drawn = [propose(spec, trial, []) for trial in range(1, 5)]
    assert drawn == [propose(spec, trial, []) for trial in range(1, 5)]
    assert len({one["training.lr"] for one in drawn}) == 4
    assert all(1e-4 <= with_settings(ProjectSpec(), one).training.lr <= 1e-1 for one in drawn)


def test_the_bayesian_search_goes_where_trials_were_good() -> None:
    spec = SweepSpec((LR, "training.seed=1..9"), "bayes", trials=20)
    lrs = [1e-4 * 10 ** (3 * number / 11) for number in range(12)]
    told = [({"training.lr": f"{lr:.4g}", "training.seed": "3"}, float(lr > 3e-2)) for lr in lrs]
    asked = [propose(spec, 13 + number, told) for number in range(8)]
    assert sum(float(one["training.lr"]) > 1e-2 for one in asked) > 4
    assert asked[0] == propose(spec, 13, told)
    assert all(one["training.seed"].isdecimal() for one in asked)
