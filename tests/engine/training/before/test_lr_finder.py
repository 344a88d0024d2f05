import random
from dataclasses import replace

import pytest
import torch

from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.errors import HeadError, StudioError
from tlstudio.engine.project import FreezeSpec, HeadSpec, ProjectSpec
from tlstudio.engine.training.before.lr_finder import (
    HIGHEST,
    LOWEST,
    STEPS,
    LrFound,
    find_lr,
    rate_of,
    smoothed,
    valley,
)


def found(project: ProjectSpec, *, stop: bool = False) -> LrFound:
    index = read_samples(project.data, project.objective.task)
    return find_lr(project, index, device="cpu", should_stop=lambda: stop)


def test_the_rate_rises_by_the_same_factor_from_step_to_step() -> None:
    assert (rate_of(0), rate_of(STEPS - 1)) == pytest.approx((LOWEST, HIGHEST))
    assert rate_of(2) / rate_of(1) == pytest.approx(rate_of(90) / rate_of(89))


def test_the_valley_is_where_the_loss_falls_and_not_where_it_has_fallen() -> None:
    rates = [rate_of(step) for step in range(STEPS)]
    losses = [1.0] * 40 + [1.0 - 0.03 * step for step in range(30)] + [0.13 + 0.1 * step for step in range(30)]
    assert rates[42] < (valley(rates, losses) or 0.0) < rates[66]


def test_noise_without_a_fall_suggests_nothing() -> None:
    chance = random.Random(0)
    rising = [1 + step / 10 + chance.random() for step in range(STEPS)]
    assert valley([rate_of(step) for step in range(STEPS)], smoothed(rising)) is None


def test_a_project_gets_a_suggestion_and_torchs_random_stream_is_left_alone(project: ProjectSpec) -> None:
    frozen = replace(project, freeze=FreezeSpec(("all",)), augment=replace(project.augment, intensity="off"))
    torch.manual_seed(5)
    expected = torch.rand(1)
    torch.manual_seed(5)
    first = found(frozen)
    assert torch.equal(torch.rand(1), expected)
    assert first.suggestion is not None
    assert 1e-5 < first.suggestion < 5
    assert len(first.rates) == len(first.losses) == len(first.smooth) > 50
    assert found(frozen) == first


def test_a_solved_head_has_no_rate_and_a_stop_is_heard(project: ProjectSpec) -> None:
    with pytest.raises(HeadError, match="has no learning rate"):
        found(replace(project, head=HeadSpec(solver="ridge"), freeze=FreezeSpec(("all",))))
    with pytest.raises(StudioError, match="was stopped"):
        found(project, stop=True)
