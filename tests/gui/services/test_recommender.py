import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS
from tlstudio.engine.project import ALL, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.recipe import Recipe, is_untouched
from tlstudio.gui.services import backbone, recommender
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.train.settings import TrainSettings
from tlstudio.gui.window.main_window import MainWindow


def _use(window: MainWindow, images: Path, qtbot: QtBot) -> None:
    window.projects.use_folders([images], "new")
    qtbot.waitUntil(lambda: window.services.images.split.value is not None)


def test_a_folder_that_is_opened_gets_its_recipe_in_the_same_step_of_history(
    window: MainWindow, images: Path, qtbot: QtBot
) -> None:
    _use(window, images, qtbot)
    spec = window.document.spec
    assert spec.freeze.parts == (ALL,) and spec.training.epochs > TrainingSpec().epochs
    window.document.undo_stack.undo()
    assert window.document.is_empty and is_untouched(window.document.spec)
    window.document.undo_stack.redo()
    assert window.document.spec == spec


def test_start_waits_for_the_recipe(
    window: MainWindow, images: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = Recipe("last_stage", 7, 2, "Enough images.")  # which needs the tree of the backbone
    monkeypatch.setattr(recommender, "recipe_for", lambda *_numbers: recipe)
    is_told, description_job = threading.Event(), backbone.description_job

    def held(blueprint: backbone.Blueprint) -> Callable[..., object]:
        def work(progress: Progress, should_stop: ShouldStop) -> object:
            is_told.wait(WAIT_MS / 1000)
            return description_job(blueprint)(progress, should_stop)

        return work

    monkeypatch.setattr(backbone, "description_job", held)
    start = window.frame.top_bar.primary
    _use(window, images, qtbot)
    qtbot.waitUntil(lambda: start.toolTip() == "Choosing settings for these images…")
    assert not start.isEnabled() and not window.commands.actions["start"].isEnabled()
    is_told.set()
    qtbot.waitUntil(start.isEnabled, timeout=WAIT_MS)
    assert window.document.spec.training.epochs == 7


def test_the_train_step_says_why_and_resets_to_it(window: MainWindow, images: Path, qtbot: QtBot) -> None:
    _use(window, images, qtbot)
    window.show_step("train")
    settings = window.findChild(TrainSettings)
    assert settings and settings.quality.current == "balanced"
    assert "training images a class" in settings.effect
    epochs = window.document.spec.training.epochs
    settings.rows["epochs"].edited.emit(3)
    settings.rows["epochs"].reset.click()
    assert window.document.spec.training.epochs == epochs


def test_a_setting_that_was_changed_before_stays(window: MainWindow, images: Path, qtbot: QtBot) -> None:
    window.document.new(ProjectSpec(training=TrainingSpec(epochs=3)))
    _use(window, images, qtbot)
    assert window.document.spec == with_folder(ProjectSpec(training=TrainingSpec(epochs=3)), images)


def test_a_project_that_is_opened_stays_as_it_is(window: MainWindow, images: Path, qtbot: QtBot) -> None:
    spec = ProjectSpec(data=DataSpec(str(images)))
    window.document.new(spec)
    qtbot.waitUntil(lambda: window.services.recommender.recipe is not None)
    assert window.document.spec == spec
