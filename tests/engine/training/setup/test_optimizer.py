from collections import Counter

import numpy as np
import pytest
import torch
from sklearn.utils.class_weight import compute_class_weight
from torchvision.ops import sigmoid_focal_loss

from tests.support.small import SMALL
from tlstudio.engine.backbones.build import build
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import BackboneSpec, FreezeSpec, HeadSpec, LrScaleSpec, TrainingSpec
from tlstudio.engine.runs.position import Plateau
from tlstudio.engine.training.inputs.batches import epoch_order, in_batches
from tlstudio.engine.training.inputs.sampling import balanced_order
from tlstudio.engine.training.losses.target_loss import FocalClasses, FocalLabels, balanced_weights
from tlstudio.engine.training.setup.optimizer import OPTIMIZERS, SCHEDULES, build_optimizer, lr_factor, set_lr


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


@pytest.mark.parametrize("name", OPTIMIZERS)
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


def test_a_plateau_of_three_epochs_takes_the_rate_to_a_third() -> None:
    plateau = Plateau()
    for loss in (1.0, 0.5, 0.6, 0.5):
        plateau = plateau.after(loss)
    assert plateau.factor == 1
    assert plateau.after(0.7).factor == pytest.approx(1 / 3)
    assert plateau.after(0.4).epochs == 0


def test_a_rate_that_changes_nothing_is_refused() -> None:
    with pytest.raises(ProjectError, match="lr: 1e-12 is below 1e-10, which changes no weight"):
        TrainingSpec(lr=1e-12)


def test_without_its_power_the_focal_loss_is_cross_entropy() -> None:
    torch.manual_seed(0)
    logits, targets, weight = torch.randn(8, 3), torch.randint(3, (8,)), torch.tensor([1.0, 2.0, 0.5])
    theirs = torch.nn.CrossEntropyLoss(weight, label_smoothing=0.1)(logits, targets)
    assert FocalClasses(0.0, 0.1, weight)(logits, targets).item() == pytest.approx(theirs.item(), rel=1e-5)
    shares = torch.nn.functional.one_hot(targets, 3).float()
    assert FocalClasses(2.0, 0.0, None)(logits, shares) == FocalClasses(2.0, 0.0, None)(logits, targets)


def test_the_focal_loss_of_labels_is_that_of_torchvision() -> None:
    torch.manual_seed(0)
    logits, targets = torch.randn(8, 3), torch.randint(2, (8, 3)).float()
    theirs = sigmoid_focal_loss(logits, targets, alpha=-1, gamma=2, reduction="mean")
    assert FocalLabels(2.0, 0.0, None)(logits, targets).item() == pytest.approx(theirs.item(), rel=1e-5)


def test_the_focal_loss_of_a_sure_answer_has_a_slope() -> None:
    logits = torch.tensor([[200.0, 0.0]], requires_grad=True)
    FocalClasses(0.5, 0.0, None)(logits, torch.tensor([0])).backward()
    assert logits.grad is not None
    assert torch.isfinite(logits.grad).all()
