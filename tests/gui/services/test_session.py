from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tlstudio.engine.runs.events import Event, StepEnded
from tlstudio.engine.runs.runs import restore, trashed_runs
from tlstudio.gui.runs.history import RunHistory
from tlstudio.gui.services.jobs import Known
from tlstudio.gui.services.runs import Exported
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState, TrainingSession


@pytest.fixture
def session(services: Services) -> Iterator[TrainingSession]:
    yield services.session
    services.session.close()


def test_a_run_goes_through_its_states_and_ends_idle(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    states: list[SessionState] = []
    events: list[Event] = []
    session.state_changed.connect(states.append)
    session.events_arrived.connect(events.extend)
    services.document.new(tiny(images, epochs=2))
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.start()
        assert session.state is SessionState.PREPARING
    assert states == [SessionState.PREPARING, SessionState.RUNNING, SessionState.IDLE]
    assert session.problem is None
    steps = [event.step for event in events if isinstance(event, StepEnded)]
    assert steps == list(range(1, len(steps) + 1))
    assert session.run is not None
    assert session.run.folder.name == "001"
    assert services.runs.trained is not None


def test_another_project_knows_nothing_of_the_run_before(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(tiny(images, epochs=1))
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.start()
    assert session.run is not None
    services.runs.set_export(Known(Exported("ONNX", is_verified=True)))
    services.document.new(tiny(images, epochs=1))
    assert (session.run, session.last_epoch, session.result) == (None, None, None)
    assert (services.runs.all, services.runs.trained, services.runs.export) == ((), None, Known())


def test_stop_while_paused_still_saves_a_checkpoint(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(tiny(images, epochs=500))
    session.start()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    session.pause()
    assert session.state is SessionState.PAUSED
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.stop()
    assert session.state is SessionState.IDLE
    assert session.run is not None
    assert session.run.state().status == "stopped"
    assert session.run.last_checkpoint().exists()


def test_a_stopped_run_goes_on_where_it_was(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(tiny(images, epochs=500))
    session.start()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    session.stop()
    qtbot.waitUntil(lambda: not session.is_alive, timeout=WAIT_MS)
    stopped_at, run = session.step, session.run
    session.start(resume=True)
    qtbot.waitUntil(lambda: session.step > stopped_at, timeout=WAIT_MS)
    assert run is not None
    assert session.run is not None
    assert session.run.folder == run.folder


def test_a_discarded_run_lies_in_the_trash_and_the_one_before_is_in_front(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(tiny(images, epochs=1))
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.start()
    history = RunHistory(services)
    services.document.edit("", tiny(images, epochs=500))
    session.start()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.discard()
        session.stop()  # too late: it is being thrown away
    assert (session.state, session.problem, session.run) == (SessionState.IDLE, None, None)
    path = services.document.path
    assert path
    assert [run.name for run in trashed_runs(path)] == ["002"]
    assert history.front == str(services.runs.all[0].folder)
    assert restore(trashed_runs(path)[0]).state().status == "stopped"
    history.deleteLater()


def test_a_pause_holds_the_training_still(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(tiny(images, epochs=500))
    session.start()
    qtbot.waitUntil(lambda: session.step > 0, timeout=WAIT_MS)
    session.pause()
    with qtbot.assertNotEmitted(session.ended, wait=1):
        pass
    session.resume()
    assert session.state is SessionState.RUNNING
    before = session.step
    qtbot.waitUntil(lambda: session.step > before, timeout=WAIT_MS)


def test_a_project_that_cannot_be_trained_ends_failed_with_a_sentence(
    qtbot: QtBot, services: Services, session: TrainingSession, tmp_path: Path
) -> None:
    services.document.new(tiny(tmp_path / "nowhere", epochs=1))
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.start()
    assert session.state is SessionState.FAILED
    assert "nowhere" in str(session.problem)


def test_starting_twice_starts_one_run(
    qtbot: QtBot, services: Services, session: TrainingSession, images: Path
) -> None:
    services.document.new(replace(tiny(images, epochs=1)))
    with qtbot.waitSignal(session.ended, timeout=WAIT_MS):
        session.start()
        session.start()
    assert len(services.runs.all) == 1
