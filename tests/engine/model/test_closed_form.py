"""Closed-form heads against scikit-learn, and on what no head can be solved for."""

import pytest
import torch
from sklearn.linear_model import LogisticRegression, RidgeClassifier, RidgeCV
from sklearn.neighbors import NearestCentroid
from torch import Tensor

from tlstudio.engine.errors import HeadError
from tlstudio.engine.model.closed_form import SOLVERS, ridge, solve


def blobs(n: int, width: int, classes: int = 3) -> tuple[Tensor, Tensor]:
    """Overlapping clouds far from the origin, of unequal numbers, in float64."""
    random = torch.Generator().manual_seed(n)
    centres = torch.randn(classes, width, generator=random, dtype=torch.float64)
    labels = torch.multinomial(torch.arange(1.0, classes + 1), n, replacement=True, generator=random)
    noise = torch.randn(n, width, generator=random, dtype=torch.float64)
    return 7 + centres[labels] + 3 * noise, labels


def left_out_error(features: Tensor, targets: Tensor, alpha: float) -> float:
    """By solving once for every sample left out; penalty on the weights only."""
    errors = []
    for out in range(len(features)):
        kept = torch.arange(len(features)) != out
        x_mean, y_mean = features[kept].mean(0), targets[kept].mean(0)
        x, y = features[kept] - x_mean, targets[kept] - y_mean
        weight = torch.linalg.solve(x.T @ x + alpha * torch.eye(x.shape[1], dtype=x.dtype), x.T @ y)
        errors.append((targets[out] - y_mean - (features[out] - x_mean) @ weight).square().sum())
    return float(torch.stack(errors).mean())


@pytest.mark.parametrize(("n", "width"), [(40, 90), (200, 12)], ids=["wide", "tall"])
@pytest.mark.parametrize("balanced", [False, True])
def test_ridge_is_the_ridge_of_scikit_learn_with_the_penalty_that_it_would_choose(n: int, width: int, balanced: bool):
    features, labels = blobs(n, width)
    counts = torch.bincount(labels)
    weights = n / (3 * counts[labels].double()) if balanced else torch.ones(n, dtype=torch.float64)
    mean = weights @ features / weights.sum()
    scatter = weights.sqrt()[:, None] * (features - mean)
    eigenvalue = float(scatter.square().sum() / min(n - 1, width))  # the mean of those that are not 0
    alphas = [eigenvalue * 10 ** (-6 + 9 * step / 27) for step in range(28)]
    targets = 2 * torch.nn.functional.one_hot(labels, 3) - 1
    theirs = RidgeCV(alphas=alphas).fit(features, targets, sample_weight=weights.numpy())
    ours = solve("ridge", features, labels, 3, balanced=balanced)
    torch.testing.assert_close(ours.weight, torch.from_numpy(theirs.coef_))
    torch.testing.assert_close(ours.bias, torch.from_numpy(theirs.intercept_))
    same = RidgeClassifier(alpha=float(theirs.alpha_ or 0), class_weight="balanced" if balanced else None).fit(
        features, labels
    )
    assert ours(features).argmax(1).tolist() == list(same.predict(features))


def test_the_penalty_of_ridge_leaves_less_error_on_left_out_samples_than_others():
    features, labels = blobs(30, 8)
    targets = features[:, :2] - features[:, 2:4] + 0.1 * labels[:, None]
    head = ridge(features, targets)
    x = features - features.mean(0)
    # W = (X'X + αI)⁻¹ X'Y, so α = <X'Y - X'XW, W> / <W, W>
    rest = x.T @ (targets - targets.mean(0)) - x.T @ x @ head.weight.T
    alpha = float((rest * head.weight.T).sum() / head.weight.square().sum())
    error = left_out_error(features, targets, alpha)
    assert all(error <= left_out_error(features, targets, alpha * other) for other in (0.05, 0.3, 3.0, 20.0))


def test_ridge_finds_several_linear_targets_at_once():
    features, _ = blobs(100, 5)
    wanted = torch.tensor([[1.0, 0, 0, -2, 0], [0, 3.0, 0, 0, 0]], dtype=torch.float64)
    head = ridge(features, features @ wanted.T + torch.tensor([4.0, -1.0]))
    torch.testing.assert_close(head.weight, wanted, atol=1e-4, rtol=0)
    torch.testing.assert_close(head.bias, torch.tensor([4.0, -1.0], dtype=torch.float64), atol=1e-2, rtol=0)


@pytest.mark.parametrize("balanced", [False, True])
def test_logistic_is_the_logistic_regression_of_scikit_learn_on_standardised_features(balanced: bool):
    features, labels = blobs(120, 10)
    mean, spread = features.mean(0), features.std(0, correction=0)
    theirs = LogisticRegression(class_weight="balanced" if balanced else None, tol=1e-8, max_iter=1000)
    theirs.fit((features - mean) / spread, labels)
    ours = solve("logistic", features, labels, 3, balanced=balanced)
    torch.testing.assert_close(ours.weight * spread, torch.from_numpy(theirs.coef_), atol=1e-3, rtol=0)
    assert ours(features).argmax(1).tolist() == list(theirs.predict((features - mean) / spread))


def test_nearest_mean_is_the_nearest_centroid_of_scikit_learn():
    features, labels = blobs(60, 6)
    theirs = NearestCentroid().fit(features, labels)
    assert solve("nearest_mean", features, labels, 3)(features).argmax(1).tolist() == list(theirs.predict(features))


@pytest.mark.parametrize("kind", SOLVERS)
def test_every_head_is_the_same_each_time_and_float32_for_float32(kind: str):
    features, labels = blobs(50, 70)
    first, second = (solve(kind, features.float(), labels, 3) for _ in range(2))
    assert (first.weight.dtype, first.weight.shape, first.bias.shape) == (torch.float32, (3, 70), (3,))
    assert torch.equal(first.weight, second.weight)
    assert torch.equal(first.bias, second.bias)


@pytest.mark.parametrize("kind", SOLVERS)
def test_features_that_do_not_vary_say_nothing_and_harm_nothing(kind: str):
    features, labels = blobs(60, 6)
    still = torch.cat([features, torch.full((60, 2), 5.0, dtype=torch.float64)], dim=1)
    answers = solve(kind, still, labels, 3)(still).argmax(1)
    assert answers.tolist() == solve(kind, features, labels, 3)(features).argmax(1).tolist()


@pytest.mark.parametrize("kind", ["ridge", "logistic"])
def test_nothing_but_equal_features_answers_with_the_commonest_class(kind: str):
    labels = torch.tensor([0, 1, 1, 2])
    assert solve(kind, torch.ones(4, 3), labels, 3)(torch.ones(1, 3)).argmax(1).tolist() == [1]


@pytest.mark.parametrize("kind", SOLVERS)
def test_balanced_classes_count_the_same_however_many_samples_they_have(kind: str):
    features, labels = blobs(60, 4)
    often = torch.cat([torch.arange(60), torch.arange(60)[labels == 0].repeat(4)])
    once = solve(kind, features, labels, 3, balanced=True)
    more = solve(kind, features[often], labels[often], 3, balanced=True)
    if kind == "nearest_mean":
        torch.testing.assert_close(more.weight, once.weight)
    assert (once(features).argmax(1) == more(features).argmax(1)).float().mean() > 0.9


def test_a_class_without_a_sample_is_refused():
    with pytest.raises(HeadError, match="A class has no sample"):
        solve("ridge", torch.ones(4, 2), torch.tensor([0, 0, 1, 1]), 3)


def test_features_that_are_not_finite_are_refused():
    with pytest.raises(HeadError, match="not finite"):
        solve("ridge", torch.tensor([[1.0], [torch.nan]]), torch.tensor([0, 1]), 2)


def test_a_logistic_head_that_is_not_found_is_said_so(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("tlstudio.engine.model.closed_form.LOGISTIC_STEPS", 2)
    with pytest.raises(HeadError, match="did not settle within 2 steps"):
        solve("logistic", *blobs(60, 6), 3)
