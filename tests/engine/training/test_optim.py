from collections import Counter

import numpy as np
import pytest
import torch
from sklearn.utils.class_weight import compute_class_weight

from tests.engine.small import SMALL
from tlstudio.engine.backbones.build import build
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import BackboneSpec, FreezeSpec, HeadSpec, LrScaleSpec, TrainingSpec
from tlstudio.engine.training.feed import epoch_order, in_batches
from tlstudio.engine.training.objective import balanced_weights
from tlstudio.engine.training.optim import SCHEDULES, build_optimizer, lr_factor, set_lr
from tlstudio.engine.training.sampling import balanced_order


def classifier(*frozen: str) -> Classifier:
    backbone = build(BackboneSpec(SMALL, weights="random", input_px=32))
    return build_classifier(backbone.module, torch.zeros(1, 3, 32, 32), FreezeSpec(frozen), HeadSpec(), 3, seed=0)


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_a_schedule_stays_between_nothing_and_its_peak(schedule: str) -> None:
    spec = TrainingSpec(schedule=schedule)  # pyright: ignore[reportArgumentType]
    factors = [lr_factor(spec, step, 100) for step in range(1, 101)]
    assert max(factors) == pytest.approx(1, abs=1e-3)
    assert min(factors) >= 0


def test_the_one_cycle_schedule_is_that_of_torch() -> None:
    parameter = torch.nn.Parameter(torch.zeros(1))
    optimizer = torch.optim.SGD([parameter], lr=1.0)
    theirs = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=1.0, total_steps=1001)
    spec = TrainingSpec(schedule="one_cycle")
    for step in range(1, 1001):
        assert lr_factor(spec, step, 1000) == pytest.approx(optimizer.param_groups[0]["lr"], abs=0.01)
        optimizer.step()
        theirs.step()


def test_warm_up_rises_in_a_line_from_a_hundredth() -> None:
    spec = TrainingSpec(schedule="constant", warmup_steps=10)
    assert lr_factor(spec, 10, 100) == lr_factor(spec, 11, 100) == 1
    assert lr_factor(spec, 5, 100) == pytest.approx(0.505)


@pytest.mark.parametrize("name", ["adamw", "adam", "sgd"])
def test_the_optimizer_holds_only_what_trains(name: str) -> None:
    model = classifier("stem", "blocks.0", "blocks.1")
    spec = TrainingSpec(optimizer=name)  # pyright: ignore[reportArgumentType]
    optimizer = build_optimizer(model, spec, lr_scales(model.tree, FreezeSpec(), 0.1))
    held = {id(parameter) for group in optimizer.param_groups for parameter in group["params"]}
    assert held == {id(parameter) for parameter in model.parameters() if parameter.requires_grad}


def test_one_dimensional_parameters_do_not_decay() -> None:
    model = classifier()
    spec = TrainingSpec(weight_decay=0.3)
    for group in build_optimizer(model, spec, lr_scales(model.tree, FreezeSpec(), 0.1)).param_groups:
        assert {parameter.ndim > 1 for parameter in group["params"]} == {group["weight_decay"] == 0.3}


def test_every_part_learns_at_its_share_of_the_rate_of_the_head() -> None:
    model = classifier("stem")
    own = FreezeSpec(lr_scales=(LrScaleSpec("blocks.4", 0.3), LrScaleSpec("blocks.4.0", 0.7)))
    optimizer = build_optimizer(model, TrainingSpec(), lr_scales(model.tree, own, 0.1))
    set_lr(optimizer, 0.5)
    rates = {id(tensor): group["lr"] for group in optimizer.param_groups for tensor in group["params"]}
    found = {name: rates[id(tensor)] for name, tensor in model.named_parameters() if tensor.requires_grad}
    assert {rate for name, rate in found.items() if name.startswith("head")} == {0.5}
    assert found["backbone.blocks.3.0.conv_pw.weight"] == pytest.approx(0.05)
    assert found["backbone.blocks.4.1.conv_pw.weight"] == pytest.approx(0.15)
    assert found["backbone.blocks.4.0.conv_pw.weight"] == pytest.approx(0.35)


def test_balanced_weights_are_those_of_scikit_learn() -> None:
    labels = torch.tensor([0, 0, 0, 1, 2, 2])
    theirs = compute_class_weight("balanced", classes=np.arange(3), y=labels.numpy())
    assert balanced_weights(labels, 3).tolist() == pytest.approx(theirs.tolist())


def test_every_epoch_has_each_row_once_in_its_own_order() -> None:
    first, second = epoch_order(50, seed=0, epoch=1), epoch_order(50, seed=0, epoch=2)
    assert sorted(first) == sorted(second) == list(range(50))
    assert first != second
    assert first == epoch_order(50, seed=0, epoch=1)


@pytest.mark.parametrize(("count", "sizes"), [(8, [4, 4]), (9, [4, 5]), (10, [4, 4, 2]), (1, [1]), (3, [3])])
def test_no_batch_of_one_row_is_left_behind(count: int, sizes: list[int]) -> None:
    batches = in_batches(range(count), 4)
    assert [len(batch) for batch in batches] == sizes
    assert [row for batch in batches for row in batch] == list(range(count))


def test_balanced_sampling_draws_every_class_equally_often() -> None:
    labels = [0] * 20 + [1] * 3 + [2] * 4
    order = balanced_order(labels, seed=0, epoch=1)
    rows = [number % 27 for number in order]
    assert Counter(labels[row] for row in rows) == {0: 9, 1: 9, 2: 9}
    assert sorted(number // 27 for number in order if number % 27 in (20, 21, 22)) == [0] * 3 + [1] * 3 + [2] * 3
    assert len(set(order)) == 27
    assert order == balanced_order(labels, seed=0, epoch=1) != balanced_order(labels, seed=0, epoch=2)


def test_balanced_sampling_of_fewer_images_than_can_be_shared_out_evenly() -> None:
    order = balanced_order([0, 0, 0, 0, 1, 2], seed=0, epoch=1)
    assert len(order) == 6
    assert len({number % 6 for number in balanced_order([0, 1, 2, 3, 4], seed=1, epoch=1)}) == 5
