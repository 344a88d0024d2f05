"""What the user asked for, as small frozen specs, and the project file they are kept in.

A spec holds what changes the trained model. What suits a machine (device, threads, cache budget) never enters it.
"""

from tlstudio.engine.project.data_spec import MAX_VIEWS, AugmentSpec, DataSpec, Grouping, Intensity, Resize, SplitPart
from tlstudio.engine.project.file import (
    FORMAT,
    SUFFIX,
    ProjectSpec,
    decode_project,
    encode_project,
    load_project,
    runs_folder,
    save_project,
)
from tlstudio.engine.project.model_spec import (
    ALL,
    MAX_EPOCHS,
    MAX_WIDTH,
    BackboneSpec,
    BatchNorm,
    FreezeSpec,
    HeadSpec,
    LayerKind,
    LayerSpec,
    LrScaleSpec,
    Output,
    PhaseSpec,
    Pool,
    Solver,
)
from tlstudio.engine.project.training_spec import (
    LABEL_THRESHOLD,
    ObjectiveSpec,
    OptimizerName,
    Source,
    Task,
    TrainingSpec,
)

__all__ = [
    "ALL",
    "FORMAT",
    "LABEL_THRESHOLD",
    "MAX_EPOCHS",
    "MAX_VIEWS",
    "MAX_WIDTH",
    "SUFFIX",
    "AugmentSpec",
    "BackboneSpec",
    "BatchNorm",
    "DataSpec",
    "FreezeSpec",
    "Grouping",
    "HeadSpec",
    "Intensity",
    "LayerKind",
    "LayerSpec",
    "LrScaleSpec",
    "ObjectiveSpec",
    "OptimizerName",
    "Output",
    "PhaseSpec",
    "Pool",
    "ProjectSpec",
    "Resize",
    "Solver",
    "Source",
    "SplitPart",
    "Task",
    "TrainingSpec",
    "decode_project",
    "encode_project",
    "load_project",
    "runs_folder",
    "save_project",
]
