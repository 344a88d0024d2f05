"""What one forward pass tells of a network's outputs: their shape, and how much of the input they see.

One column in the middle of the sample (all its rows and channels) is set to NaN, and NaN is what everything becomes
that is computed from it: the share of an output that is NaN is the share of the input's side that one value of it
sees, whatever the network is made of. It is exact to one position of that output; where the arithmetic of kernels and
strides (Araujo et al. 2019, "Computing receptive fields") comes to the same, its number is taken, which is exact.
"""

import math
from collections.abc import Callable, Collection, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.overrides import TorchFunctionMode

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.model.division import output_of
from tlstudio.engine.model.parts import Shape

CONVOLUTIONS = {"conv1d", "conv2d", "conv3d"}
POOLS = {"max_pool1d", "max_pool2d", "max_pool3d", "avg_pool1d", "avg_pool2d", "avg_pool3d"}
WITHIN_SAMPLE = {"group_norm", "instance_norm"}  # their statistics are of the whole sample
ACROSS = {"matmul", "rmatmul", "bmm", "baddbmm", "einsum", "scaled_dot_product_attention"}  # across positions
ELEMENTWISE = {"add", "sub", "mul", "div", "truediv", "iadd", "isub", "imul", "itruediv", "radd", "rmul", "addcmul"}
FIELD = "receptive_field"  # the attribute of a tensor that holds its _Field


@dataclass(frozen=True, slots=True)
class Output:
    """Of one module: its shape without the batch; `sees` as in Part."""

    shape: Shape
    sees: float | None


def outputs(backbone: nn.Module, sample: Inputs, paths: Collection[str]) -> dict[str, Output]:
    """The outputs of those modules which one forward pass of the `sample` batch calls.

    Of a tuple the first counts. How much of the input a module sees is found where that is one map of numbers.
    """
    if isinstance(sample, dict) or not sample.is_floating_point() or sample.ndim < 3:
        return _pass(backbone, sample, paths, None)
    marked = sample.clone()
    marked[..., sample.shape[-1] // 2] = torch.nan
    try:
        return _pass(backbone, marked, paths, _Fields(marked))
    except Exception:  # noqa: BLE001  # a network may trip over NaN in any way, and must have its shapes all the same
        return _pass(backbone, sample, paths, None)


@torch.no_grad()
def _pass(backbone: nn.Module, sample: Inputs, paths: Collection[str], fields: "_Fields | None") -> dict[str, Output]:
    found: dict[str, Output] = {}
    places: dict[nn.Module, list[str]] = {}  # a module may stand in several
    for path, module in backbone.named_modules(remove_duplicate=False):
        if path in paths:
            places.setdefault(module, []).append(path)

    def note(module: nn.Module, _inputs: object, output: object) -> None:
        features = output[0] if isinstance(output, (tuple, list)) and output else output
        if isinstance(features, Tensor):
            seen = Output(tuple(features.shape[1:]), fields.sees(features) if fields else None)
            found.update(dict.fromkeys(places[module], seen))

    handles = [module.register_forward_hook(note) for module in places]
    was_training = backbone.training
    try:
        with fields or nullcontext():
            output_of(backbone.eval(), sample)
    finally:
        backbone.train(was_training)
        for handle in handles:
            handle.remove()
    return found


@dataclass(frozen=True, slots=True)
class _Field:
    """In input positions along the last axis: what one value follows from, and how far its neighbour's lies."""

    side: float  # infinite where arithmetic does not tell
    stride: float


class _Fields(TorchFunctionMode):
    """Follows a marked sample through all torch functions."""

    def __init__(self, marked: Tensor) -> None:
        super().__init__()
        self._sample = marked
        self._is_measuring = False
        vars(marked)[FIELD] = _Field(1, 1)

    def __torch_function__(
        self,
        func: Callable[..., Any],
        types: Collection[type],
        args: tuple[Any, ...] = (),
        kwargs: Mapping[str, Any] | None = None,
    ) -> Any:
        kwargs = kwargs or {}
        if self._is_measuring:
            return func(*args, **kwargs)
        name = getattr(func, "__name__", "").strip("_")
        args = _without_gates(args) if name in ELEMENTWISE else args
        before = _widest(args)
        output = func(*args, **kwargs)
        if name in WITHIN_SAMPLE:
            output = torch.where(args[0].isnan(), args[0], func(args[0].nan_to_num(), *args[1:], **kwargs))
        if before:
            after = _grown(name, before, args, kwargs, output)
            for tensor in _tensors((output,)):
                vars(tensor)[FIELD] = after
        return output

    def sees(self, output: Tensor) -> float | None:
        """The share in (0, 1]; None for what does not follow from the sample."""
        self._is_measuring = True
        marked = _marked_share(output, self._sample)
        is_one_position = max(output.shape) == output.numel()
        self._is_measuring = False
        return self._refined(marked, None if is_one_position else vars(output).get(FIELD)) if marked else None

    def _refined(self, marked: float, field: _Field | None) -> float:
        side = self._sample.shape[-1]
        if field and abs(min(field.side, side) - marked * side) < field.stride:
            return min(field.side / side, 1.0)
        return marked


def _tensors(values: tuple[Any, ...]) -> list[Tensor]:
    """Those of a call, also in its lists, as of `torch.cat`."""
    flat = [inner for value in values for inner in (value if isinstance(value, (list, tuple)) else (value,))]
    return [value for value in flat if isinstance(value, Tensor)]


def _widest(args: tuple[Any, ...]) -> _Field | None:
    fields = (vars(tensor).get(FIELD) for tensor in _tensors(args))
    return max(filter(None, fields), key=lambda field: field.side, default=None)


def _without_gates(args: tuple[Any, ...]) -> tuple[Any, ...]:
    """A gate (squeeze-excite) weighs channels by the mean of everything: it sees all, what it weighs does not."""
    size = max((tensor.numel() for tensor in _tensors(args)), default=0)

    def cleared(value: Any) -> Any:
        is_spread = isinstance(value, Tensor) and (value.numel() < size or 0 in value.stride())
        return value.nan_to_num() if is_spread and value.isnan().all() else value

    return tuple(map(cleared, args))


def _grown(name: str, before: _Field, args: tuple[Any, ...], kwargs: Mapping[str, Any], output: Any) -> _Field:
    def argument(place: int, key: str, default: Any) -> int:
        value = args[place] if len(args) > place else kwargs.get(key, default)
        return int(value[-1] if isinstance(value, (list, tuple)) else value)

    if name in CONVOLUTIONS:
        kernel, stride, dilation = args[1].shape[-1], argument(3, "stride", 1), argument(5, "dilation", 1)
    elif name in POOLS:
        kernel = argument(1, "kernel_size", 1)
        stride = argument(2, "stride", None) if _has_stride(args, kwargs) else kernel
        dilation = argument(4, "dilation", 1) if name.startswith("max") else 1
    elif name in ACROSS:
        return _Field(math.inf, before.stride)
    elif name == "interpolate":
        return _Field(before.side, before.stride * args[0].shape[-1] / output.shape[-1])
    else:
        return before
    return _Field(before.side + (kernel - 1) * dilation * before.stride, before.stride * stride)


def _has_stride(args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> bool:
    """A pool without one, or with an empty one, moves by its kernel."""
    value = args[2] if len(args) > 2 else kwargs.get("stride")
    return value not in (None, [], ())


def _marked_share(output: Tensor, sample: Tensor) -> float:
    sides, wanted = output.shape[2:], sample.shape[2:]
    is_map = len(wanted) > 1 and len(sides) == len(wanted) and output.shape[0] == sample.shape[0]
    if is_map and all(side * wanted[-1] == sides[-1] * want for side, want in zip(sides, wanted, strict=True)):
        # Branches stand side by side as channels: the widest counts. All rows are alike.
        rows = output[0].flatten(1, -2)
        output = rows[:, rows.shape[1] // 2].sum(0) if len(sides) == 2 else output.sum(1)
    return output.isnan().count_nonzero().item() / output.numel()
