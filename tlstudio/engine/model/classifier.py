"""A pretrained backbone followed by a head, with part of the backbone frozen."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Self

import torch
from torch import Tensor, nn

from tlstudio.engine.data.inputs import Inputs, count_of
from tlstudio.engine.model.division import Division, output_of
from tlstudio.engine.model.freezing import Held, frozen_leaves, hold
from tlstudio.engine.model.head_module import Head
from tlstudio.engine.model.heads import build_head
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import FreezeSpec, HeadSpec, Task
from tlstudio.engine.tasks.info import OF_A_FOLDER


class Classifier(nn.Module):
    """Inputs as the backbone takes them → (B, outputs) logits, or numbers for regression.

    The network divides at a seam: `before_cut` holds what is frozen, so that its result can be kept, and `after_cut`
    what is left to run. By itself that is so where the whole backbone is frozen; `divide` says where else.
    """

    def __init__(self, backbone: nn.Module, head: Head, tree: Part, held: Held) -> None:
        super().__init__()
        self.backbone = backbone
        self.head = head
        self.tree = tree
        self.precision = torch.float32  # that it computes in; weights are always float32
        self.compile_for(0)
        self.hold(held)

    def hold(self, held: Held) -> None:
        """From now on, what is held does not change, and all else does. The network is not divided any more."""
        self._held = held
        self._still = hold_still(self.backbone, self.tree, held)
        self._highest_still = [path for path in self._still if not path or path.rpartition(".")[0] not in self._still]
        self._trainable = self._trainable_leaves()
        self.is_backbone_frozen = all(leaf.name in held.weights for leaf in self.tree.leaves())
        self._division: Division | None = None

    def divide(self, division: Division | None) -> None:
        """Let the cut be where the backbone is divided; nothing before it may train."""
        self._division = division

    @contextmanager
    def tried(self) -> Iterator[None]:
        """Whatever is held, and wherever it is divided meanwhile to find something out, is as before afterwards."""
        held, division = self._held, self._division
        try:
            yield
        finally:
            self.hold(held)
            self.divide(division)

    def compile_for(self, count: int, backend: str = "inductor") -> None:
        """Let the backbone run compiled in training, in batches of `count`; all others run as ever. 0: none do."""
        # A function, since a compiled module would be registered beside the backbone.
        self._compiled = (
            torch.compile(lambda inputs: output_of(self.backbone, inputs), backend=backend, dynamic=False)
            if count
            else None
        )
        self._compiled_count = count

    @property
    def is_compiled(self) -> bool:
        return self._compiled is not None

    def computing(self) -> AbstractContextManager[object]:
        """Whatever the network runs within computes in its precision."""
        device = next(self.parameters()).device.type
        return torch.autocast(device, self.precision, enabled=self.precision != torch.float32)

    def forward(self, inputs: Inputs) -> Tensor:
        return self.answer(self.features(inputs))

    def features(self, inputs: Inputs) -> Tensor:
        """What the head builds on: (B, C, H, W), or (B, C); where the whole backbone is frozen, as `before_cut`."""
        if self.is_backbone_frozen:
            return self.before_cut(inputs)
        if self._compiled and self.training and count_of(inputs) == self._compiled_count:
            return self._compiled(inputs)
        return output_of(self.backbone, inputs)

    def answer(self, features: Tensor) -> Tensor:
        return self.head.layers(self.pooled(features))

    def pooled(self, features: Tensor) -> Tensor:
        """(B, C) of what `features` gives."""
        is_pooled = self.is_backbone_frozen and not self._pool_learns
        return features if is_pooled else self.head.pool(features)

    def before_cut(self, inputs: Inputs) -> Tensor:
        """What is the same in every epoch: pooled features (B, C) unless the pooling learns, or the cut's output."""
        with torch.no_grad():
            if self._division:
                output = self._division.before(inputs)
                # A sequence beside its mask comes through here once the feature cache keeps it without its padding;
                # until then no plan cuts where a mask is needed.
                assert isinstance(output, Tensor)
                return output
            features = output_of(self.backbone, inputs)  # (B, C, H, W), or (B, C) from a backbone that pools itself
            return features if self._pool_learns else self.head.pool(features)

    def after_cut(self, kept: Tensor) -> Tensor:
        return self.answer(self.features_after_cut(kept))

    def features_after_cut(self, kept: Tensor) -> Tensor:
        """The `features` of the inputs whose result before the cut this is."""
        return self._division.after(kept) if self._division else kept

    @property
    def cut_path(self) -> str:
        """The module whose output is the cut; "" at the end of the backbone."""
        return self._division.path if self._division else ""

    @property
    def still(self) -> frozenset[str]:
        """Paths of the backbone's modules whose statistics do not move."""
        return self._still

    @property
    def _pool_learns(self) -> bool:
        return next(self.head.pool.parameters(), None) is not None

    def parameter_counts(self) -> tuple[int, int]:
        """All parameters, and those that train."""
        sizes = [(parameter.numel(), parameter.requires_grad) for parameter in self.parameters()]
        return sum(size for size, _ in sizes), sum(size for size, trains in sizes if trains)

    def trainable_leaves(self) -> dict[str, list[nn.Parameter]]:
        """The backbone's tensors that train, by the leaf part that holds them; one that two parts share counts once."""
        return self._trainable

    def _trainable_leaves(self) -> dict[str, list[nn.Parameter]]:
        found, seen = {}, set[int]()
        for leaf in self.tree.leaves():
            tensors = [tensor for tensor in _tensors(self.backbone, leaf) if tensor.requires_grad]
            new = [tensor for tensor in tensors if id(tensor) not in seen]
            seen.update(id(tensor) for tensor in new)
            if new:
                found[leaf.name] = new
        return found

    def train(self, mode: bool = True) -> Self:
        """Frozen BatchNorm must also stop updating its running statistics, and frozen dropout must not drop."""
        super().train(mode)
        for path in self._highest_still if mode else ():
            self.backbone.get_submodule(path).eval()
        return self


def build_classifier(
    backbone: nn.Module,
    sample: Inputs,
    freeze_spec: FreezeSpec,
    head_spec: HeadSpec,
    outputs: int,
    seed: int,
    task: Task = OF_A_FOLDER,
) -> Classifier:
    """The classifier that the specs describe; the head's first weights follow from the seed.

    `sample` is a batch for one pass that finds the shape of the features. Raises FreezeError and HeadError.
    """
    tree = part_tree(backbone, sample)
    torch.manual_seed(seed)
    head = build_head(head_spec, tree.shape or (), outputs, task)
    return Classifier(backbone, head, tree, hold(tree, frozen_leaves(tree, freeze_spec), freeze_spec.batchnorm))


def hold_still(backbone: nn.Module, tree: Part, held: Held) -> frozenset[str]:
    """Take the gradient from held weights; the paths of the modules to be kept in evaluation mode.

    Normalisation and dropout of a frozen part run as in evaluation, so nothing in it moves.
    """
    for leaf in tree.leaves():
        for parameter in _tensors(backbone, leaf):
            parameter.requires_grad_(leaf.name not in held.weights)
    moving = {
        path for leaf in tree.leaves() if leaf.name not in held.statistics for path in _with_parents(leaf.modules)
    }
    owners = {path for leaf in tree.leaves() for path in _with_parents(leaf.modules)}
    return frozenset(owners - moving)


def _tensors(backbone: nn.Module, leaf: Part) -> Iterable[nn.Parameter]:
    if leaf.tensor:
        return [backbone.get_parameter(leaf.tensor)]
    return backbone.get_submodule(leaf.modules[0]).parameters(recurse=False)


def _with_parents(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        yield path
        while path:
            path = path.rpartition(".")[0]
            yield path
