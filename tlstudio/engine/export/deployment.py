"""A trained model on its way out: the network that takes pixels and gives confidences, and what belongs to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor, nn
from torch.export import Dim, ExportedProgram

from tlstudio.engine.data.image.reading import Framing

EXAMPLE_BATCH = 2  # torch.export takes a batch of one for a constant
MAX_BATCH = 4096


@dataclass(frozen=True)
class Deployment:
    """`network`, on the CPU in evaluation mode, maps uint8 (B, S, S, C) → float32 (B, classes) with sum 1."""

    network: nn.Module
    weights: Mapping[str, Tensor]  # of the classifier in the app, under its names there
    class_names: tuple[str, ...]
    framing: Framing

    @property
    def weight_bytes(self) -> int:
        return sum(tensor.nbytes for tensor in self.weights.values())

    @cached_property
    def program(self) -> ExportedProgram:
        """The network as a graph for any batch size, without the source lines it was traced from."""
        pixels = torch.zeros(EXAMPLE_BATCH, *self.framing.shape, dtype=torch.uint8)
        batch = Dim("batch", min=1, max=MAX_BATCH)
        with torch.no_grad():
            program = torch.export.export(self.network, (pixels,), dynamic_shapes=({0: batch},))
        _remove_traces(program)
        return program


def _remove_traces(program: ExportedProgram) -> None:
    """Drop the source lines of each node: they hold paths of this machine."""
    for module in program.graph_module.modules():
        for node in getattr(module, "graph", torch.fx.Graph()).nodes:
            node.meta.pop("stack_trace", None)
            node.meta.pop("nn_module_stack", None)
