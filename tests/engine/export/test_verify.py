"""What is refused, and how the certificate says so."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tlstudio.engine.data.image.reading import Framing
from tlstudio.engine.export.certificate import Certificate
from tlstudio.engine.export.compare import rule_of
from tlstudio.engine.export.deployment import Deployment
from tlstudio.engine.export.formats import formats
from tlstudio.engine.export.verify import Reference, check, spread, write_and_check
from tlstudio.engine.runs.run import Run

NAMES = ("=red|", "grün")


class Redness(nn.Module):
    """uint8 (B, S, S, 3) RGB → confidences (B, 2): how red an image is, and the rest."""

    def forward(self, pixels: Tensor) -> Tensor:
        red = pixels[..., 0].float().mean((1, 2)) / 255
        return torch.stack([red, 1 - red], 1)


class Untraceable(nn.Module):
    def forward(self, pixels: Tensor) -> Tensor:
        return pixels.float().mean((1, 2, 3), keepdim=False)[: int(pixels.sum())]


def _deployment(network: nn.Module) -> Deployment:
    return Deployment(network, network.state_dict(), NAMES, Framing(32, crop_pct=0.875))


def _reference(run: Run, *scores: float) -> Reference:
    """The first two training images, which are of the first class, with made-up answers of the app."""
    paths = tuple(path for path, _ in run.split_paths("train")[:2])
    return Reference(
        paths,
        ("=red|/a", "=red|/b"),
        (np.array(scores, np.float32),) * 2,
        NAMES,
        rule_of("single_label", np.zeros(2, int)),
    )


def test_images_are_spread_evenly_over_the_list() -> None:
    assert spread(10, at_most=4) == [0, 2, 5, 7]
    assert spread(3, at_most=4) == [0, 1, 2]


@pytest.mark.parametrize("name", ["onnx", "torch-export"])
def test_an_export_that_answers_differently_is_refused_and_removed(own_export: Path, run: Run, name: str) -> None:
    result = write_and_check(formats()[name], own_export, _deployment(Redness()), _reference(run, 0, 1), lambda: None)
    assert not result.verified
    assert (result.n, result.top1_agreement, result.files) == (2, 0.0, ())
    assert result.differs == ("=red|/a", "=red|/b")
    assert "2 of 2 answers differ" in result.reason
    assert not (own_export / formats()[name].file).exists()


def test_a_network_that_cannot_be_converted_is_refused_with_a_reason(own_export: Path, run: Run) -> None:
    deployment = _deployment(Untraceable())
    result = write_and_check(formats()["onnx"], own_export, deployment, _reference(run, 1, 0), lambda: None)
    assert not result.verified
    assert result.reason.startswith("this network cannot be converted")
    assert not (own_export / "model.onnx").exists()


def test_the_check_is_blind_to_the_app(exported: tuple[Path, Certificate], run: Run, own_export: Path) -> None:
    script = own_export / "predict.py"
    script.write_text("import tlstudio\n" + script.read_text(encoding="utf-8"), encoding="utf-8")
    info = replace(formats()["onnx"], write=lambda deployment, path: None)
    result = write_and_check(info, own_export, _deployment(Redness()), _reference(run, 1, 0), lambda: None)
    assert "tlstudio" in result.reason


def test_swapped_labels_are_noticed(exported: tuple[Path, Certificate], run: Run, own_export: Path) -> None:
    reference = _reference(run, 0.9, 0.1)
    formats()["onnx"].write(_deployment(Redness()), own_export / "model.onnx")
    (own_export / "labels.json").write_text('["grün", "=red|"]', encoding="utf-8")
    assert check(formats()["onnx"], own_export, reference, lambda: None).differs == (0, 1)
