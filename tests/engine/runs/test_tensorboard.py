import importlib
from pathlib import Path

import pytest

from tests.support.recorded import epoch, recorded
from tlstudio.engine.runs.curves import write_events
from tlstudio.engine.runs.events import StepEnded

pytest.importorskip("tensorboard", reason="tensorboard is an extra of its own: it writes and reads the files")


def test_tensorboard_reads_back_every_scalar_at_its_step(tmp_path: Path) -> None:
    accumulator = importlib.import_module("tensorboard.backend.event_processing.event_accumulator")

    run = recorded(tmp_path / "p.tlstudio", ended=False)
    for event in (StepEnded(2, 3, 0.25, 1e-3), StepEnded(2, 4, 0.125, 5e-4), epoch(2)):
        run.record(event)
    run.close()
    assert write_events([run], tmp_path / "events") == 1
    found = accumulator.EventAccumulator(str(tmp_path / "events" / "p" / "001")).Reload()
    scalars = {tag: [(one.step, one.value) for one in found.Scalars(tag)] for tag in found.Tags()["scalars"]}
    assert scalars["loss/step"] == [(3, 0.25), (4, 0.125)]
    assert scalars["lr"] == [(3, pytest.approx(1e-3)), (4, pytest.approx(5e-4))]
    assert scalars["epoch/train_loss"] == [(2, 0.5), (4, 0.5)]
    assert scalars["epoch/val_accuracy"] == [(2, pytest.approx(0.8)), (4, pytest.approx(0.8))]
