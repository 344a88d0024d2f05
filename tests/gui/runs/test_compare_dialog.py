from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from tests.gui.services.test_session import WAIT_MS, tiny
from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.events import Changed
from tlstudio.engine.runs.live_edits import record
from tlstudio.engine.runs.run import Run
from tlstudio.gui.answers.confusion import ConfusionChange
from tlstudio.gui.runs.compare_dialog import CompareDialog
from tlstudio.gui.services.services import Services


def trained(project: ProjectSpec, folder: Path) -> Run:
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.training.fit import fit

    run = start_run(project, folder)
    for _ in fit(run, device="cpu", precision="float32"):
        pass
    return run


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, images: Path, tmp_path: Path) -> CompareDialog:
    first = tiny(images, epochs=1)
    second = replace(first, training=replace(first.training, lr=0.1))
    runs = [trained(one, tmp_path / f"00{number}") for number, one in enumerate((first, second), start=1)]
    record(runs[1], (Changed(4, 1, "training.lr", 0.1, 0.01),))
    made = CompareDialog(services, runs[0], runs[1])
    qtbot.addWidget(made)
    qtbot.waitUntil(made.progress.isHidden, timeout=WAIT_MS)
    return made


def test_two_runs_stand_beside_each_other(dialog: CompareDialog) -> None:
    cells = [[dialog.rows.item(row, column).text() for column in range(3)] for row in range(dialog.rows.rowCount())]
    assert ["Learning rate", "0.003", "0.1, from epoch 1: 0.01"] in cells
    assert [row[0] for row in cells] == ["Accuracy", "Loss", "Learning rate"]
    assert "Run 1" in dialog.sentence.text()


def test_a_cell_that_became_better_is_shaded_as_right_answers_are(qtbot: QtBot) -> None:
    model = ConfusionChange()
    model.show_counts(("a", "b"), np.array([[3, -3], [0, 0]]))
    assert [model.text(0, 0), model.text(0, 1), model.text(1, 1)] == ["+3", "−3", "0"]
    assert [model.hue(0, 0), model.hue(0, 1)] == ["accent", "accent"]
    model.show_counts(("a", "b"), np.array([[-1, 1], [0, 0]]))
    assert [model.hue(0, 0), model.hue(0, 1)] == ["error", "error"]
    assert model.sentence(0, 1) == "a called b: +1 (worse) in the second run"
