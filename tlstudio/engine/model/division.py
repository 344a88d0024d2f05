"""A backbone in two: what runs up to the output of one of its modules, and what runs from there on.

Works on any module, without its source: the first half is a pass that ends as soon as the output is there. The second
is a pass in which every module of the first gives back, without computing, values of the right shape that are no
numbers. That the pass still ends in numbers, and the right ones, proves that nothing after the cut looks before it.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count

import torch
from torch import Tensor, nn


class NoDivision(Exception):
    """The backbone cannot be cut at this module."""


class _Reached(Exception):
    """Carries the output of the cut out of the pass that made it."""

    def __init__(self, output: Tensor) -> None:
        super().__init__()
        self.output = output


class Division:
    """`backbone` cut after the module at `path`: after(before(inputs)) = backbone(inputs)."""

    def __init__(self, backbone: nn.Module, path: str, sample: Tensor) -> None:
        """`sample` is a batch of two or more for a few passes. Raises NoDivision, also if something before learns."""
        self.backbone = backbone
        self.path = path
        self._input_shape = sample.shape[1:]
        with _as_in_evaluation(backbone):
            self._stand_ins = _outputs_until(backbone, path, sample)
            self._check(sample)
            self._check_learning(sample)

    def before(self, inputs: Tensor) -> Tensor:
        """The output of the cut's module."""

        def stop(_module: nn.Module, _inputs: object, output: Tensor) -> None:
            raise _Reached(output)

        handle = self.backbone.get_submodule(self.path).register_forward_hook(stop)
        try:
            self.backbone(inputs)
        except _Reached as reached:
            return reached.output
        finally:
            handle.remove()
        raise NoDivision(f"{self.path} did not run.")

    def after(self, features: Tensor) -> Tensor:
        """The backbone's output, from that of the cut's module."""
        nothing = features.new_full((1,), torch.nan).expand(len(features), *self._input_shape)
        with self._standing_in(features):
            return self.backbone(nothing)

    @contextmanager
    def _standing_in(self, features: Tensor) -> Iterator[None]:
        modules = {path: self.backbone.get_submodule(path) for path in self._stand_ins}
        for path, module in modules.items():
            outputs: list[object] = (
                [features] if path == self.path else [_unknown(one, features) for one in self._stand_ins[path]]
            )
            module.forward = _giving(outputs)
        try:
            yield
        finally:
            for module in modules.values():
                del module.forward

    def _check(self, sample: Tensor) -> None:
        try:
            whole, parts = self.backbone(sample), self.after(self.before(sample))
        except (RuntimeError, TypeError, ValueError, AttributeError, IndexError, StopIteration) as error:
            raise NoDivision(f"{self.path}: {error}") from error
        if not (isinstance(parts, Tensor) and torch.allclose(whole, parts, rtol=1e-4, atol=1e-5)):
            raise NoDivision(f"Something after {self.path} looks at what is before it.")

    @torch.enable_grad()
    def _check_learning(self, sample: Tensor) -> None:
        """Whatever learns from the whole network must learn from what is after the cut."""
        learning = [tensor for tensor in self.backbone.parameters() if tensor.requires_grad]
        if learning:
            cut = self.before(sample).detach()
            outputs = self.backbone(sample), self.after(cut)
            used = [torch.autograd.grad(one.sum(), learning, allow_unused=True) for one in outputs]
            if any((whole is None) != (part is None) for whole, part in zip(*used, strict=True)):
                raise NoDivision(f"Something before {self.path} learns.")


@contextmanager
def _as_in_evaluation(backbone: nn.Module) -> Iterator[None]:
    """Without gradients, and without moving anything."""
    modes = [(module, module.training) for module in backbone.modules()]
    backbone.eval()
    try:
        with torch.no_grad():
            yield
    finally:
        for module, mode in modes:
            module.training = mode


def _outputs_until(backbone: nn.Module, path: str, sample: Tensor) -> dict[str, list[object]]:
    """For each outermost module that has ended when the one at `path` ends, the shapes of what its calls gave."""
    outputs: dict[str, list[object]] = {}
    last: dict[str, int] = {}  # path → when its last call ended
    clock = count()

    def note(name: str) -> Callable[..., None]:
        def hook(_module: nn.Module, _inputs: object, output: object) -> None:
            outputs.setdefault(name, []).append(_shape_of(output))
            last[name] = next(clock)

        return hook

    handles = [module.register_forward_hook(note(name)) for name, module in backbone.named_modules() if name]
    try:
        backbone(sample)
    finally:
        for handle in handles:
            handle.remove()
    if len(outputs.get(path, ())) != 1 or not isinstance(outputs[path][0], Tensor):
        raise NoDivision(f"{path} does not give one tensor.")
    ended = {name for name in outputs if last[name] <= last[path]}
    return {name: outputs[name] for name in ended if not any(name.startswith(f"{other}.") for other in ended)}


def _giving(outputs: list[object]) -> Callable[..., object]:
    """A `forward` that gives these, one for each call."""
    left = iter(outputs)
    return lambda *_inputs, **_named: next(left)


def _shape_of(output: object) -> object:
    """The output with tensors that have a shape and no content."""
    return _mapped(output, lambda tensor: tensor.to("meta"))


def _unknown(output: object, like: Tensor) -> object:
    """Values of the same shape for as many samples as `like` has, none of them a number. They take no memory."""
    return _mapped(output, lambda tensor: like.new_full((1,), torch.nan).expand(len(like), *tensor.shape[1:]))


def _mapped(output: object, change: Callable[[Tensor], Tensor]) -> object:
    if isinstance(output, Tensor):
        return change(output)
    if isinstance(output, (tuple, list)):
        return type(output)(_mapped(one, change) for one in output)
    return output
