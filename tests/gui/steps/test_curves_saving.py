from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.gui.steps.runs_on_disk import make_project, make_run
from tests.gui.steps.test_train import show
from tlstudio.gui.services import Services


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
        qtbot.waitUntil((tmp_path / name).exists)
        assert (tmp_path / name).read_bytes().startswith(start)
