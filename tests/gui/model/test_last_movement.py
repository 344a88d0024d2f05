from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.curves import epoch, started
from tests.support.projects import WAIT_MS, tiny
from tests.support.runs_on_disk import make_project, make_run
from tlstudio.engine.model.moving import Movement
from tlstudio.engine.project import BackboneSpec, FreezeSpec
from tlstudio.engine.runs.events import CheckpointSaved, EpochEnded
from tlstudio.gui.model.last_movement import LastMovement, MovementWatch
from tlstudio.gui.services.services import Services

FIRST: Movement = {"conv_head": (1.0, 40.0)}
SECOND: Movement = {"conv_head": (2.0, 40.0)}

Opened = Callable[[], MovementWatch]


def moved_in(number: int, movement: Movement) -> EpochEnded:
    return replace(epoch(number, 10 * number), moved=movement)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path)


@pytest.fixture
def opened(services: Services, project: Path) -> Opened:
    """Open the project and watch it."""

    def open_project() -> MovementWatch:
        services.document.open(project)
        watch = MovementWatch(services, services.document)
        watch.reload()
        return watch

    return open_project


def test_the_last_epoch_of_the_last_run_counts(qtbot: QtBot, opened: Opened, project: Path) -> None:
    make_run(project, [started(), moved_in(1, FIRST)])
    make_run(project, [started(), moved_in(1, FIRST), moved_in(2, SECOND)])
    watch = opened()
    qtbot.waitUntil(lambda: watch.last == LastMovement("2", SECOND))


def test_gradients_come_with_the_movement(qtbot: QtBot, opened: Opened, project: Path) -> None:
    make_run(project, [started(), replace(moved_in(1, FIRST), gradients={"conv_head": 0.02})])
    watch = opened()
    qtbot.waitUntil(lambda: watch.last == LastMovement("1", FIRST, {"conv_head": 0.02}))


def test_a_run_that_moved_nothing_is_passed_over(qtbot: QtBot, opened: Opened, project: Path) -> None:
    make_run(project, [started(), moved_in(1, FIRST)])
    make_run(project)
    watch = opened()
    qtbot.waitUntil(lambda: watch.last == LastMovement("1", FIRST))


def test_a_damaged_run_is_passed_over(qtbot: QtBot, opened: Opened, project: Path) -> None:
    make_run(project, [started(), moved_in(1, FIRST)])
    make_run(project).metrics_path.write_text("damaged\n", encoding="utf-8")
    watch = opened()
    qtbot.waitUntil(lambda: watch.last == LastMovement("1", FIRST))


def test_runs_of_another_backbone_do_not_count(qtbot: QtBot, services: Services, opened: Opened, project: Path) -> None:
    make_run(project, [started(), moved_in(1, FIRST)])
    watch = opened()
    qtbot.waitUntil(lambda: watch.last.run == "1")
    document = services.document
    document.edit("Change", replace(document.spec, backbone=BackboneSpec("timm/resnet18")))
    qtbot.waitUntil(lambda: not services.jobs.active)
    assert watch.last == LastMovement()
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: watch.last.run == "1")


def test_every_epoch_of_a_living_run_is_followed(
    qtbot: QtBot, services: Services, opened: Opened, project: Path
) -> None:
    run = make_run(project, [started()])
    watch = opened()
    for number, movement in ((1, FIRST), (2, SECOND)):
        run.record(moved_in(number, movement))
        services.runs.note_events([CheckpointSaved(10 * number, "")])
        qtbot.waitUntil(lambda movement=movement: watch.last.movement == movement)
    run.close()


def test_a_real_run_is_followed_to_its_end(qtbot: QtBot, services: Services, images: Path) -> None:
    watch = MovementWatch(services, services.document)
    services.document.new(replace(tiny(images, epochs=2), freeze=FreezeSpec(("stem",))))
    with qtbot.waitSignal(services.session.ended, timeout=WAIT_MS):
        services.session.start()
    run = services.session.run
    last = run.last(EpochEnded) if run else None
    assert last is not None
    assert last.moved
    assert last.gradients.keys() == last.moved.keys()
    qtbot.waitUntil(lambda: watch.last == LastMovement("1", last.moved, last.gradients))
