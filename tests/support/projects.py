"""Small projects on a folder of images."""

from pathlib import Path

from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec

SMALL = "timm/mobilenetv3_small_050"  # 0.6 million parameters, with BatchNorm and dropout
WAIT_MS = 120_000  # the first run imports torch


def tiny(images: Path, epochs: int) -> ProjectSpec:
    """A small network without pretrained weights on small images."""
    return ProjectSpec(
        data=DataSpec(folder=str(images)),
        backbone=BackboneSpec(SMALL, weights="random", input_px=32),
        training=TrainingSpec(epochs=epochs, batch_size=4),
    )


def small_project(images: Path) -> ProjectSpec:
    """The bundled backbone on images of 64 px: the same network, described in a tenth of the time."""
    return ProjectSpec(data=DataSpec(folder=str(images)), backbone=BackboneSpec(input_px=64))
