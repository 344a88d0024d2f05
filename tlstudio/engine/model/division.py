"""A backbone in two: what runs up to the output of one of its modules, and what runs from there on.

Works on any module, without its source, whether it takes one tensor or several by name, and where a module inside
gives a tuple, of which the first counts as its features. The first half is a pass that ends as soon as the output is
there. The second is a pass in which every module of the first gives back, without computing, values of the right shape
that are no numbers. That the pass still ends in numbers, and the right ones, proves that nothing after the cut looks
before it.

What comes after the cut of a transformer needs one of the named inputs again: the mask that says which places of a
sequence hold something. It is kept beside the features then.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import count

import torch
from torch import Tensor, nn

from tlstudio.engine.data.inputs import Inputs, each

FEATURES = "features"  # what stands beside the masks


class NoDivision(Exception):
    """The backbone cannot be cut at this module."""


class _Reached(Exception):
    """Carries the output of the cut out of the pass that made it."""

    def __init__(self, output: object) -> None:
        super().__init__()
        self.output = first_of(output)


def output_of(module: nn.Module, inputs: Inputs) -> Tensor:
    """What the module makes of the inputs, which it takes by their names where they have some."""
    return first_of(module(**inputs) if isinstance(inputs, dict) else module(inputs))


def first_of(output: object) -> Tensor:
    """The features in what a module gives: a tensor, or the first of a tuple or of named outputs."""
    values = list(output.values()) if isinstance(output, Mapping) else output
    first = values[0] if isinstance(values, (tuple, list)) and values else values
    if not isinstance(first, Tensor):
        raise NoDivision(f"It gives no tensor but a {type(first).__name__}.")
    return first


class Division:
    """`backbone` cut after the module at `path`: after(before(inputs)) = backbone(inputs)."""

    def __init__(self, backbone: nn.Module, path: str, sample: Inputs) -> None:
        """`sample` is a batch of two or more for a few passes. Raises NoDivision, also if something before learns."""
        self.backbone = backbone
        self.path = path
        self._sample = each(sample, lambda tensor: tensor[:1])
        self._masks: tuple[str, ...] = ()
        with _as_in_evaluation(backbone):
            self._stand_ins = _outputs_until(backbone, path, sample)
            self._settle_masks(sample)
            self._check_learning(sample)

    def before(self, inputs: Inputs) -> Inputs:
        """The output of the cut's module; named, beside the masks, where what comes after it needs those."""

        def stop(_module: nn.Module, _inputs: object, output: object) -> None:
            raise _Reached(output)

        handle = self.backbone.get_submodule(self.path).register_forward_hook(stop)
        try:
            output_of(self.backbone, inputs)
        except _Reached as reached:
            return self._beside_masks(reached.output, inputs)
        finally:
            handle.remove()
        raise NoDivision(f"{self.path} did not run.")

    def after(self, kept: Inputs) -> Tensor:
        """The backbone's output, from what `before` gave."""
        features, masks = (kept, {}) if isinstance(kept, Tensor) else (kept[FEATURES], kept)
        # A mask is as long as the sequences of this batch, which the sample's need not be.
        nothing = each(self._sample, lambda tensor: _nothing(tensor, features))
        if isinstance(nothing, dict):
            nothing |= {name: masks[name] for name in self._masks}
        with self._standing_in(features):
            return output_of(self.backbone, nothing)

    def _beside_masks(self, features: Tensor, inputs: Inputs) -> Inputs:
        if isinstance(inputs, Tensor) or not self._masks:
            return features
        return {FEATURES: features, **{name: inputs[name] for name in self._masks}}

    def _settle_masks(self, sample: Inputs) -> None:
        """Keep masks only where they are needed: features alone take less, and go through the feature cache."""
        masks = tuple(name for name in sample if name.endswith("mask")) if isinstance(sample, dict) else ()
        try:
            self._check(sample)
        except NoDivision:
            if not masks:
                raise
            self._masks = masks
            self._check(sample)

    @contextmanager
    def _standing_in(self, features: Tensor) -> Iterator[None]:
        modules = {path: self.backbone.get_submodule(path) for path in self._stand_ins}
        for path, module in modules.items():
            outputs = [_unknown(output, features) for output in self._stand_ins[path]]
            module.forward = _giving([_with_first(outputs[0], features)] if path == self.path else outputs)
        try:
            yield
        finally:
            for module in modules.values():
                del module.forward

    def _check(self, sample: Inputs) -> None:
        try:
            whole, parts = output_of(self.backbone, sample), self.after(self.before(sample))
        except (RuntimeError, TypeError, ValueError, AttributeError, IndexError, StopIteration) as error:
            raise NoDivision(f"{self.path}: {error}") from error
        if not torch.allclose(whole, parts, rtol=1e-4, atol=1e-5):
            raise NoDivision(f"Something after {self.path} looks at what is before it.")

    @torch.enable_grad()
    def _check_learning(self, sample: Inputs) -> None:
        """Whatever learns from the whole network must learn from what is after the cut."""
        learning = [tensor for tensor in self.backbone.parameters() if tensor.requires_grad]
        if learning:
            cut = each(self.before(sample), lambda tensor: tensor.detach())
            outputs = output_of(self.backbone, sample), self.after(cut)
            used = [torch.autograd.grad(output.sum(), learning, allow_unused=True) for output in outputs]
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


def _outputs_until(backbone: nn.Module, path: str, sample: Inputs) -> dict[str, list[object]]:
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
        output_of(backbone, sample)
    finally:
        for handle in handles:
            handle.remove()
    if len(outputs.get(path, ())) != 1:
        raise NoDivision(f"{path} does not run once.")
    first_of(outputs[path][0])
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
    return _mapped(output, lambda tensor: _nothing(tensor, like))


def _nothing(tensor: Tensor, like: Tensor) -> Tensor:
    """As many rows as `like` has, shaped as those of the tensor: not a number, or 0 where there are whole numbers."""
    has_nan = tensor.is_floating_point()
    value = like.new_full((1,), torch.nan) if has_nan else torch.zeros(1, dtype=tensor.dtype, device=like.device)
    return value.expand(len(like), *tensor.shape[1:])


def _with_first(output: object, features: Tensor) -> object:
    """The output with these features in it."""
    if isinstance(output, Mapping):
        parts: dict[str, object] = dict(output)
        return _rebuilt(output, parts | {next(iter(parts)): features})
    return type(output)([features, *output[1:]]) if isinstance(output, (tuple, list)) else features


def _mapped(output: object, change: Callable[[Tensor], Tensor]) -> object:
    if isinstance(output, Tensor):
        return change(output)
    if isinstance(output, Mapping):
        return _rebuilt(output, {name: _mapped(part, change) for name, part in output.items()})
    if isinstance(output, (tuple, list)):
        return type(output)(_mapped(part, change) for part in output)
    return output


def _rebuilt(output: Mapping[str, object], values: dict[str, object]) -> object:
    """Named outputs with other values; of their own type, since networks read them by attribute too."""
    made: Callable[..., object] = type(output)
    return made(**values)
