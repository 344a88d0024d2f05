"""A project of other channels trains, answers, and is exported with the same answers."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np

from tests.support.small import train
from tlstudio.engine.data.modality import BadSample
from tlstudio.engine.export.contents import framing_of_run
from tlstudio.engine.export.export import export
from tlstudio.engine.export.reader import open_export
from tlstudio.engine.project import AugmentSpec, Channels, FreezeSpec, ProjectSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.trained import load_trained


def of_channels(project: ProjectSpec, channels: Channels) -> ProjectSpec:
    """It divides the network, keeps features and augments."""
    data, augment = replace(project.data, channels=channels), AugmentSpec("light", views=2)
    return replace(project, data=data, augment=augment, freeze=FreezeSpec(("stem",)))


def test_an_export_for_grey_images_gives_the_answers_of_the_app(run: Run, tmp_path: Path) -> None:
    trained, _ = train(of_channels(run.project(), "grey"), tmp_path / "001")
    assert export(trained, tmp_path / "out", ["onnx"]).is_verified
    said = json.loads((tmp_path / "out" / "preprocessing.json").read_text(encoding="utf-8"))
    assert said["input"]["shape"] == ["batch", 32, 32, 1]
    assert len(said["inside_the_model"]["mean"]) == 1
    assert "Decoded to upright grey" in (tmp_path / "out" / "model card.md").read_text(encoding="utf-8")
    assert open_export(tmp_path / "out").framing.channels == "grey"


def test_a_run_on_four_channels_answers_for_images(run: Run, tmp_path: Path) -> None:
    trained = load_trained(train(of_channels(run.project(), "rgba"), tmp_path / "001")[0])
    [scores] = trained.scores([run.split_paths("train")[0][0]])
    assert not isinstance(scores, BadSample)
    assert np.isclose(scores.sum(), 1)
    assert framing_of_run(trained).shape == (32, 32, 4)
