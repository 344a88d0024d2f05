from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.support.curves import run_of
from tests.support.runs_on_disk import make_project, make_run
from tests.support.steps import show
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.gui.services.services import Services


def test_the_curves_are_saved_as_picture_and_as_numbers(
    services: Services, images: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    project = make_project(tmp_path, images)
    make_run(project)
    services.document.open(project)
    step = show(services, qtbot)
    saving = step.saving
    assert saving
    qtbot.waitUntil(lambda: bool(saving.run))
    for name, start in (("c.svg", b"<?xml"), ("c.png", b"\x89PNG"), ("c.csv", b"step,epoch,loss,lr")):
        saving.save(tmp_path / name)
        qtbot.waitUntil(lambda: services.jobs.find("curves") is None)
        assert (tmp_path / name).read_bytes().startswith(start)


def test_each_class_stands_in_place_of_the_accuracy_and_in_table_and_csv(
    services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    project = make_project(tmp_path)
    events = run_of(epochs=2)
    make_run(project, [replace(e, per_class=(0.9, 0.4)) if isinstance(e, EpochEnded) else e for e in events])
    services.document.open(project)
    step = show(services, qtbot)
    saving, view = step.saving, step.curves_view
    assert saving and view
    qtbot.waitUntil(lambda: bool(saving.run))
    step.header.more.classes.trigger()
    assert view.classes.isVisible() and not view.accuracy.isVisible()
    assert [end.line.name for end in view.classes.plot.ends()] == ["red", "green"]
    step.header.views.chosen.emit("table")
    assert step.table.metrics.titles()[-2:] == ["red", "green"]
    saving.save(tmp_path / "c.csv")
    qtbot.waitUntil(lambda: not services.jobs.active, timeout=60_000)  # the backbone is described too
    assert "val_recall green" in (tmp_path / "c.csv").read_text()
