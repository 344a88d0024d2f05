from dataclasses import replace
from pathlib import Path

import pytest
import timm
from safetensors.torch import save

from tests.support.local_hub import Server
from tests.support.small import SMALL, train, yes_after
from tlstudio.engine.backbones.build import build
from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.backbones.download import Connection, DownloadStopped, fetch
from tlstudio.engine.project import BackboneSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import RunEnded


def test_weights_that_were_fetched_in_two_halves_are_trained_with(project: ProjectSpec, server: Server, tmp_path: Path):
    info, mirror = find(SMALL), Connection(mirror=server.url)
    published = timm.create_model(info.architecture).state_dict()
    server.files[f"/{info.hub}/resolve/main/model.safetensors"] = save(published)
    with pytest.raises(DownloadStopped):
        fetch(info, should_stop=yes_after(1), connection=mirror)
    assert weights_state(info) == "download"
    fetch(info, connection=mirror)
    assert server.ranges == [f"bytes={2 << 20}-"]  # it stopped after two chunks of a megabyte
    loaded = build(BackboneSpec(SMALL)).module.state_dict()
    assert all(tensor.equal(published[name]) for name, tensor in loaded.items())
    project = replace(project, backbone=BackboneSpec(SMALL, input_px=32), training=TrainingSpec(epochs=1, batch_size=9))
    _, events = train(project, tmp_path / "001")
    assert isinstance(events[-1], RunEnded)
    assert events[-1].status == "completed"
