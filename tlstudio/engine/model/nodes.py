"""The modules of a network that hold tensors, as a tree of plain nodes: what the parts are made from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from torch import Tensor, nn

CONTAINERS = (nn.Sequential, nn.ModuleList, nn.ModuleDict)


@dataclass(slots=True)
class Node:
    """A module that holds tensors, or one parameter (`tensor`) that stands in a module beside its layers."""

    path: str
    kind: str
    parameters: int
    children: list["Node"] = field(default_factory=list)
    is_container: bool = False
    is_series: bool = False  # a plain container of at least one block
    tensor: str = ""
    has_statistics: bool = False

    @classmethod
    def of(cls, module: nn.Module, path: str, counted: set[int]) -> "Node":
        """`counted` holds the ids of parameters that have been counted: one that two modules share counts once."""
        own = {name: _count_once(tensor, counted) for name, tensor in module.named_parameters(recurse=False)}
        inner = [(name, child) for name, child in module.named_children() if _has_tensors(child)]
        children = [cls.of(child, _join(path, name), counted) for name, child in inner]
        if children:
            loose = ((_join(path, name), size) for name, size in own.items())
            children = [cls(name, "Parameter", size, tensor=name) for name, size in loose] + children
        is_container = type(module) in CONTAINERS
        is_series = is_container and any(not child.is_leaf for child in children)
        if len(children) == 1 and path and not children[0].is_leaf:
            children = children[0].children
        parameters = sum(child.parameters for child in children) if children else sum(own.values())
        has_statistics = not children and _has_statistics(module)
        return cls(path, type(module).__name__, parameters, children, is_container, is_series, "", has_statistics)

    @property
    def is_leaf(self) -> bool:
        return not self.children

    @property
    def owner(self) -> str:
        return self.tensor.rpartition(".")[0] if self.tensor else self.path

    @property
    def is_numbered(self) -> bool:
        return self.path[-1:].isdigit()

    def leaves(self) -> Iterator["Node"]:
        if self.is_leaf:
            yield self
        for child in self.children:
            yield from child.leaves()


def _has_tensors(module: nn.Module) -> bool:
    return next(module.parameters(), None) is not None or _has_statistics(module)


def _has_statistics(module: nn.Module) -> bool:
    """Those of a normalisation, which may have no parameters."""
    return any(name.endswith("running_mean") for name, _ in module.named_buffers())


def _count_once(tensor: Tensor, counted: set[int]) -> int:
    size = 0 if id(tensor) in counted else tensor.numel()
    counted.add(id(tensor))
    return size


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name
