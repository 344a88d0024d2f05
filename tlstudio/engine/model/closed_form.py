"""Linear heads that need no gradient steps on images: solved from features (N, C), the same each time.

`SOLVERS` shows every choice. What comes out is one linear layer, whatever the solver did inside.
"""

from collections.abc import Callable, Mapping
from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor

from tlstudio.engine.errors import HeadError

PRECISE_NUMBERS = 50_000_000  # of a feature matrix: up to here all is done in float64
PENALTIES = torch.logspace(-6, 3, 28, dtype=torch.float64)  # of ridge, as shares of the features' mean eigenvalue
LOGISTIC_C = 1.0  # of the summed losses against half the squared weights, on standardised features (as scikit-learn)
LOGISTIC_STEPS = 2_000
SETTLED = 1e-4  # largest gradient of the mean loss at which the logistic head counts as found


class Linear(NamedTuple):
    """features @ weight.T + bias gives scores; on the device of the features, in float32 unless they are float64."""

    weight: Tensor  # (K, C)
    bias: Tensor  # (K,)

    def __call__(self, features: Tensor) -> Tensor:
        return F.linear(features, self.weight, self.bias)  # (N, K)


Solver = Callable[[Tensor, Tensor, Tensor], Linear]  # features (N, C), one-hot labels (N, K), weights of samples (N,)


def solve(kind: str, features: Tensor, labels: Tensor, classes: int, *, balanced: bool = False) -> Linear:
    """The head of this kind for class numbers (N,) below `classes`, each of which must be among them.

    `balanced` lets every class count the same, however many samples it has. Raises HeadError for features that are
    not finite, for a class without a sample, and where no solution was found.
    """
    counts = torch.bincount(labels, minlength=classes)
    if int(counts.min()) == 0:
        raise HeadError("A class has no sample, so its outputs cannot be solved for. Leave the class out.")
    weights = len(labels) / (classes * counts.double()[labels]) if balanced else torch.ones(len(labels))
    return SOLVERS[kind](features, F.one_hot(labels, classes), weights)


def ridge(features: Tensor, targets: Tensor, weights: Tensor | None = None) -> Linear:
    """Least squares with a penalty on the weights, for targets (N, K) of any kind; the bias is free.

    The penalty is the one whose leave-one-out error is least; that error follows from one eigendecomposition (Rifkin
    and Lippert 2007; Hastie et al., ESL 7.10). `weights` (N,) say how much each sample counts.
    """
    x = _precise(features)
    y = _precise(targets).to(x)
    shares = _shares(x, weights)
    x_mean, y_mean = shares @ x, shares @ y
    root = shares.sqrt()[:, None]
    x, y = root * (x - x_mean), root * (y - y_mean)
    basis, eigenvalues = _basis(x)
    penalty = _best_penalty(basis, eigenvalues, y, shares)
    weight = x.T @ (basis @ ((basis.T @ y) / (eigenvalues + penalty)[:, None]))  # (C, K)
    return _linear(weight.T, y_mean - x_mean @ weight, features)


def _ridge_classifier(features: Tensor, one_hot: Tensor, weights: Tensor) -> Linear:
    return ridge(features, 2 * one_hot - 1, weights)


def _logistic(features: Tensor, one_hot: Tensor, weights: Tensor) -> Linear:
    """Multinomial logistic regression by L-BFGS, on features standardised inside."""
    x = _precise(features)
    target, shares = one_hot.to(x), _shares(x, weights)
    mean, spread = x.mean(0), x.std(0, correction=0)
    scale = torch.where(spread > 1e-12 * spread.max(), spread, torch.inf)  # what does not vary says nothing
    x = (x - mean) / scale
    weight = x.new_zeros(one_hot.shape[1], x.shape[1], requires_grad=True)
    bias = x.new_zeros(one_hot.shape[1], requires_grad=True)

    def loss() -> Tensor:
        losses = F.cross_entropy(x @ weight.T + bias, target, reduction="none")
        return shares @ losses + weight.square().sum() / (2 * LOGISTIC_C * len(x))

    _minimise(loss, [weight, bias])
    weight = weight.detach() / scale
    return _linear(weight, bias.detach() - weight @ mean, features)


def _nearest_mean(features: Tensor, one_hot: Tensor, weights: Tensor) -> Linear:
    """The class whose mean is nearest: |x - m|² is least where x·m - |m|²/2 is most."""
    x = _precise(features)
    member = one_hot.to(x) * weights.to(x)[:, None]
    means = (member / member.sum(0)).T @ x  # (K, C)
    return _linear(means, -means.square().sum(1) / 2, features)


SOLVERS: Mapping[str, Solver] = {"ridge": _ridge_classifier, "logistic": _logistic, "nearest_mean": _nearest_mean}


def _basis(x: Tensor) -> tuple[Tensor, Tensor]:
    """Left singular vectors (N, R) of x, and its squared singular values (R,), from the smaller Gram matrix."""
    rows, columns = x.shape
    values, vectors = torch.linalg.eigh(x @ x.T if rows <= columns else x.T @ x)
    kept = values > values.max() * torch.finfo(x.dtype).eps * max(rows, columns)
    values, vectors = values[kept], vectors[:, kept]
    return (vectors if rows <= columns else x @ vectors / values.sqrt()), values


def _best_penalty(basis: Tensor, eigenvalues: Tensor, y: Tensor, shares: Tensor) -> Tensor:
    """The penalty with the least squared leave-one-out error; y is centred and scaled as the basis is."""
    if not len(eigenvalues):
        return y.new_ones(())  # features that are all the same
    penalties = PENALTIES.to(y) * eigenvalues.mean()
    kept = eigenvalues / (eigenvalues + penalties[:, None])  # (P, R)
    leverage = kept @ basis.square().T + shares  # (P, N): of the weights, and of the free bias
    inside = basis.T @ y
    errors = [
        _left_out_error(y - basis @ (one[:, None] * inside), own) for one, own in zip(kept, leverage, strict=True)
    ]
    return penalties[int(torch.stack(errors).argmin())]


def _left_out_error(residuals: Tensor, leverage: Tensor) -> Tensor:
    return (residuals / (1 - leverage).clamp(min=1e-12)[:, None]).square().sum()


def _minimise(loss: Callable[[], Tensor], unknowns: list[Tensor]) -> None:
    """Set the unknowns to where a convex loss is least. Raises HeadError if they are not found."""
    optimizer = torch.optim.LBFGS(
        unknowns, max_iter=LOGISTIC_STEPS, tolerance_grad=SETTLED / 10, line_search_fn="strong_wolfe"
    )

    def closure() -> Tensor:
        optimizer.zero_grad()
        value = loss()
        value.backward()
        return value

    with torch.enable_grad():
        optimizer.step(closure)  # pyright: ignore[reportArgumentType] -- the stubs want a float
        closure()
    steepest = max(float(unknown.grad.abs().max()) for unknown in unknowns if unknown.grad is not None)
    if not steepest <= SETTLED:
        raise HeadError(
            "The logistic head did not settle within {steps:,} steps. Choose ridge.",
            steps=LOGISTIC_STEPS,
        )


def _shares(x: Tensor, weights: Tensor | None) -> Tensor:
    """Of each sample in all sums (N,); together 1."""
    counts = x.new_ones(len(x)) if weights is None else weights.to(x)
    return counts / counts.sum()


def _precise(values: Tensor) -> Tensor:
    """In float64 where that is affordable; not on Apple's GPUs, which have neither float64 nor eigenvectors."""
    if not bool(values.isfinite().all()):
        raise HeadError("The features are not finite numbers, so no head can be solved on them.")
    values = values.cpu() if values.device.type == "mps" else values
    return values.double() if values.numel() <= PRECISE_NUMBERS else values.float()


def _linear(weight: Tensor, bias: Tensor, features: Tensor) -> Linear:
    kind = features.dtype if features.dtype == torch.float64 else torch.float32
    return Linear(weight.to(features.device, kind).contiguous(), bias.to(features.device, kind))
