from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tlstudio.engine.runs.runs import runs_of
from tlstudio.engine.sweep.sweep import sweeps_of
from tlstudio.gui.runs.sweep_dialog import SweepDialog
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState


@pytest.fixture
def dialog(qtbot: QtBot, services: Services, images: Path) -> SweepDialog:
    services.document.new(tiny(images, epochs=1))
    qtbot.waitUntil(lambda: services.images.split.value is not None)
    made = SweepDialog(services)
    qtbot.addWidget(made)
    return made


def test_the_number_of_runs_is_said_before_the_start(dialog: SweepDialog) -> None:
    assert "4 runs" in dialog.told.text()
    dialog.settings[1].setCurrentIndex(dialog.settings[1].findData("training.optimizer"))
    assert "8 runs" in dialog.told.text()


def test_a_value_that_cannot_be_says_why_and_cannot_be_started(dialog: SweepDialog) -> None:
    dialog.values[0].setText("0.1, -1")
    assert "-1 is not above 0" in dialog.told.text()
    assert not dialog.start_button.isEnabled()


def test_a_search_by_chance_takes_ranges_and_a_number_of_runs(dialog: SweepDialog) -> None:
    dialog.search.button("random").click()
    assert dialog.values[0].text() == "1e-4..1e-2"
    assert dialog.spec.count == 10


def test_the_one_training_thread_trains_all_runs_of_a_sweep(
    qtbot: QtBot, dialog: SweepDialog, services: Services
) -> None:
    dialog.values[0].setText("1e-3, 1e-2")
    with qtbot.waitSignal(dialog.started) as started:
        dialog.start_button.click()
    assert started.args
    with qtbot.waitSignal(services.session.ended, timeout=WAIT_MS):
        services.session.start(sweep=started.args[0])
    path = services.document.path
    assert path
    assert [run.project().training.lr for run in runs_of(path)] == [1e-3, 1e-2]
    assert sweeps_of(path)[-1].is_over()
    assert services.session.state is SessionState.IDLE
