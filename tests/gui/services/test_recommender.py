from pathlib import Path

from pytestqt.qtbot import QtBot

from tlstudio.engine.project import ALL, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.recipe import is_untouched
from tlstudio.gui.services.document import with_folder
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
