"""The project that tests of training begin with."""

from pathlib import Path

import pytest

from tests.support.projects import SMALL
from tlstudio.engine.project import (
    AugmentSpec,
    BackboneSpec,
    DataSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    ProjectSpec,
    TrainingSpec,
)


@pytest.fixture
def project(colour_images: Path) -> ProjectSpec:
    """Everything trains, from random weights, with augmentation and dropout."""
    return ProjectSpec(
        data=DataSpec(folder=str(colour_images), val_share=0.25, test_share=0.25),
        augment=AugmentSpec("strong"),
        backbone=BackboneSpec(name=SMALL, weights="random", input_px=32),
        freeze=FreezeSpec(()),
        head=HeadSpec(layers=(LayerSpec("dropout", p=0.5),)),
        training=TrainingSpec(epochs=2, batch_size=4, lr=1e-3),
    )
