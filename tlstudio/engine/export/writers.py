"""How each format is written. Every function imports what it needs, so that listing the formats stays quick."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from tlstudio.engine import codec
from tlstudio.engine.errors import ExportFailed
from tlstudio.engine.storage import write_durably

if TYPE_CHECKING:
    import onnx_ir

    from tlstudio.engine.export.deployment import Deployment

ONNX_OPSET = 20  # read by onnxruntime from 1.17 on,
ONNX_IR = 9  # which refuses the version that the exporter writes by itself
ONNX_LIMIT_BYTES = 2**31 - 2**20  # one protobuf message, less what the graph itself takes


def write_onnx(deployment: "Deployment", path: Path) -> None:
    """One self-contained ONNX file with the class names and the framing in its metadata.

    Raises ExportFailed if the weights are too large for one file.
    """
    import torch

    if deployment.weight_bytes > ONNX_LIMIT_BYTES:
        size = deployment.weight_bytes / 2**30
        raise ExportFailed(
            "one ONNX file holds at most 2 GB, this model has {size:.1f} GB; choose torch-export",
            size=size,
        )
    program = torch.onnx.export(
        deployment.program,
        (),
        input_names=["pixels"],
        output_names=["confidences"],
        opset_version=ONNX_OPSET,
        dynamo=True,
        external_data=False,
        verbose=False,
    )
    assert program is not None  # it is None only without dynamo
    _remove_traces(program.model)
    program.model.ir_version = ONNX_IR
    program.model.metadata_props.update(
        class_names=json.dumps(deployment.class_names),
        framing=json.dumps(codec.to_json(deployment.framing)),
    )
    program.save(str(path), external_data=False)


def write_torch_export(deployment: "Deployment", path: Path) -> None:
    """A torch.export program."""
    import torch

    torch.export.save(deployment.program, path)


def write_safetensors(deployment: "Deployment", path: Path) -> None:
    """All weights under their names in the app, and beside them the project that builds the network around them."""
    from safetensors.torch import save

    # A copy each: the file format does not allow two names for one piece of memory.
    tensors = {name: tensor.detach().cpu().contiguous().clone() for name, tensor in deployment.weights.items()}
    write_durably(path, save(tensors, {"format": "pt", "class_names": json.dumps(deployment.class_names)}))


def _remove_traces(model: "onnx_ir.Model") -> None:
    """Drop the source lines of each node: they hold paths of this machine."""
    for node in model.graph.all_nodes():
        node.metadata_props.clear()
        for value in node.outputs:
            value.metadata_props.clear()
    for value in (*model.graph.inputs, *model.graph.initializers.values()):
        value.metadata_props.clear()
