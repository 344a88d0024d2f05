"""What a run can keep in mind beside its target: a published classifier, and images of a source task."""

from dataclasses import replace
from pathlib import Path

import pytest
import timm
import torch
from PIL import Image
from safetensors.torch import save_file

from tests.support.small import SMALL
from tlstudio.engine.project import AugmentSpec, BackboneSpec, FreezeSpec, ObjectiveSpec, ProjectSpec


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> BackboneSpec:
    """A network with its classifier: weights drawn by chance, BatchNorm as if it had seen noise."""
    torch.manual_seed(1)
    file, network = tmp_path_factory.mktemp("published") / "small.safetensors", timm.create_model(SMALL[5:])
    with torch.no_grad():
        for _ in range(20):
            network(torch.randn(16, 3, 32, 32))
        network.get_parameter("classifier.weight").mul_(10)
    save_file(network.state_dict(), file)
    return BackboneSpec(SMALL, str(file), input_px=32)


@pytest.fixture
def distilled(project: ProjectSpec, published: BackboneSpec) -> ProjectSpec:
    """Each part learns as fast as the head; images as they are."""
    return replace(
        project,
        augment=AugmentSpec("off"),
        backbone=published,
        freeze=FreezeSpec(("stem",), batchnorm="still"),
        objective=ObjectiveSpec(source="distill", source_weight=0),
        training=replace(project.training, backbone_lr_scale=1),
    )


@pytest.fixture(scope="session")
def shades(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A source task: dark or bright."""
    folder = tmp_path_factory.mktemp("shades")
    for name, shade in (("dark", 20), ("bright", 220)):
        (folder / name).mkdir()
        for number in range(8):
            Image.new("RGB", (32, 32), (shade + number,) * 3).save(folder / name / f"{number}.png")
    return folder
