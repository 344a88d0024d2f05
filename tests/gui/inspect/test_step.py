import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from tests.support.images import write_images
from tlstudio.engine.data.edits import rename_class
from tlstudio.engine.evaluation import saved_answers
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.project import (
    BackboneSpec,
    DataSpec,
    ObjectiveSpec,
    ProjectSpec,
    Task,
    TrainingSpec,
    save_project,
)
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import next_run_folder
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.tasks.report import Report
from tlstudio.gui.answers.large_view import LargeView
from tlstudio.gui.inspect.labels_page import LabelsPage
from tlstudio.gui.inspect.mistakes_page import MistakesPage
from tlstudio.gui.inspect.numbers_page import NumbersPage
from tlstudio.gui.inspect.report_page import ClassesPage
from tlstudio.gui.inspect.step import InspectStep
from tlstudio.gui.services.drops import dropped_images
from tlstudio.gui.services.jobs import Progress
from tlstudio.gui.services.services import Services


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project file with one finished run of a small real network; 3 classes, a test image each."""
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.training.fit import fit

    folder = tmp_path_factory.mktemp("trained")
    spec = ProjectSpec(
        data=DataSpec(folder=str(write_images(folder / "shapes", 8))),
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        training=TrainingSpec(epochs=1, batch_size=6),
    )
    save_project(spec, folder / "shapes.tlstudio")
    run = start_run(spec, next_run_folder(folder / "shapes.tlstudio"))
    for _ in fit(run, device="cpu"):
        pass
    return folder / "shapes.tlstudio"


def show(services: Services, qtbot: QtBot) -> InspectStep:
    step = InspectStep(services)
    qtbot.addWidget(step)
    services.document.spec_changed.connect(step.show_spec)
    step.resize(1080, 640)
    step.show()
    return step


@pytest.fixture
def step(services: Services, trained: Path, qtbot: QtBot) -> Iterator[InspectStep]:
    """The step, with the run judged."""
    services.document.open(trained)
    made = show(services, qtbot)
    qtbot.waitUntil(lambda: made.evaluations.report is not None, timeout=60_000)
    yield made
    made.loader.close()


def test_until_the_answers_are_there_it_says_how_far_it_is(
    services: Services, trained: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    is_told = threading.Event()

    def judged(run: Run, split: SplitName, *, progress: Progress, **how: Any) -> Report:
        progress(1, 3)
        is_told.wait(60)
        return evaluate(run, split)

    monkeypatch.setattr(saved_answers, "evaluate_once", judged)
    services.document.open(trained)
    step = show(services, qtbot)
    qtbot.waitUntil(lambda: step.pages.waiting.text == "Looking at the answers… 1 of 3")
    assert step.pages.currentWidget() is step.pages.waiting
    step.header.views.button("classes").click()
    assert step.pages.currentWidget() is step.pages.waiting
    step.header.views.button("try").click()
    assert step.pages.currentWidget() is step.try_page
    step.header.views.button("classes").click()
    is_told.set()
    qtbot.waitUntil(lambda: step.pages.currentWidget() is step.pages.findChildren(ClassesPage)[0], timeout=60_000)
    step.loader.close()


def mistakes(step: InspectStep) -> MistakesPage:
    (page,) = step.pages.findChildren(MistakesPage)
    return page


def test_without_a_run_the_step_says_why_and_leads_to_train(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    assert "needs a run" in step.reason.texts[0]
    with qtbot.waitSignal(step.requested) as seen:
        step.reason.button.click()
    assert seen.args == ["show_train"]


def test_the_run_is_judged_on_its_test_images(step: InspectStep) -> None:
    report = step.evaluations.report
    assert report is not None
    assert (report.split, report.n) == ("test", 3)
    assert step.header.source.text() == "of 3 test images are right"
    assert step.header.number.text() == f"{report.key_metric.value * 100:.1f} %"


def test_validation_images_can_be_chosen_instead(step: InspectStep, qtbot: QtBot) -> None:
    step.header.split_chosen.emit("val")
    qtbot.waitUntil(lambda: step.evaluations.report is not None, timeout=60_000)
    assert step.header.source.text() == "of 3 validation images are right"


def test_a_cell_shows_its_images_with_all_bars(step: InspectStep) -> None:
    report = step.evaluations.report
    assert report is not None and report.confusion is not None
    row, page = report.rows[0], mistakes(step)
    page.matrix.choose(int(row.target), row.predicted)
    answers = page.grid.answers
    assert len(answers) == report.confusion[int(row.target), row.predicted]
    assert step.panel.path == answers[0].path
    assert len(page.grid.model_of_answers.bars(answers[0])) == 3


def test_a_few_images_that_it_did_not_learn_from_can_be_tried_at_once(step: InspectStep, qtbot: QtBot) -> None:
    step.header.views.button("try").click()
    page = step.try_page
    assert page.some.isVisible()
    page.some.click()
    qtbot.waitUntil(lambda: bool(page.grid.answers), timeout=60_000)
    run = step.services.runs.all[-1]
    assert [answer.path for answer in page.grid.answers] == [path for path, _ in run.split_paths("test")]
    assert not page.some.isVisible()


def test_an_empty_cell_says_so(step: InspectStep) -> None:
    report = step.evaluations.report
    assert report is not None and report.confusion is not None
    label, said = np.argwhere(report.confusion == 0)[0].tolist()
    mistakes(step).matrix.choose(label, said)
    assert mistakes(step).grid.isHidden()
    assert step.panel.path is None


def test_a_class_in_the_table_leads_to_its_worst_cell(step: InspectStep) -> None:
    step.header.views.button("classes").click()
    step.pages.findChildren(ClassesPage)[0].table.class_chosen.emit("green")
    assert step.header.views.current == "mistakes"
    assert mistakes(step).matrix.currentIndex().row() == 1


def test_a_changed_project_makes_the_result_stale_but_keeps_it(step: InspectStep, qtbot: QtBot) -> None:
    spec = step.spec
    step.show_spec(replace(spec, training=replace(spec.training, epochs=9, lr=1e-4)))
    assert step.banner.text == "Trained before your last changes: the number of epochs, the learning rate."
    assert step.pages.currentWidget() is mistakes(step)
    with qtbot.waitSignal(step.requested) as seen:
        step.banner.button("Train again").click()
    assert seen.args == ["start"]


def test_the_project_of_the_run_is_not_stale(step: InspectStep) -> None:
    assert step.banner.isHidden()


def test_images_are_tried_and_an_unreadable_one_is_named(step: InspectStep, tmp_path: Path, qtbot: QtBot) -> None:
    Image.new("RGB", (20, 30), "red").save(tmp_path / "a.png")
    (tmp_path / "b.png").write_bytes(b"no image")
    step.header.views.button("try").click()
    step.try_page.predict([tmp_path])
    qtbot.waitUntil(lambda: len(step.try_page.grid.answers) == 2, timeout=60_000)
    good, bad = step.try_page.grid.answers
    assert (good.problem, bad.path.name) == ("", "b.png")
    assert bad.problem
    assert good.scores.sum() == pytest.approx(1, abs=1e-5)


def test_a_folder_without_images_is_explained(step: InspectStep, tmp_path: Path, qtbot: QtBot) -> None:
    step.try_page.predict([tmp_path])
    qtbot.waitUntil(lambda: bool(step.try_page.banner.text), timeout=60_000)
    assert "holds no images" in step.try_page.banner.text


def test_only_images_and_folders_are_taken_from_a_drop(tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.jpg", "b.txt", "")])
    assert dropped_images(data) == [tmp_path / "a.jpg", tmp_path]


def test_the_matrix_is_walked_by_keyboard(step: InspectStep, qtbot: QtBot) -> None:
    mistakes(step).matrix.choose(0, 0)
    qtbot.keyClick(mistakes(step).matrix, Qt.Key.Key_Down)
    assert mistakes(step).matrix.currentIndex().row() == 1


@pytest.mark.parametrize("task", ["multi_label", "regression"])
def test_labels_and_numbers_have_pages_of_their_own(
    services: Services, tmp_path: Path, qtbot: QtBot, task: Task
) -> None:
    from tlstudio.engine.runs.start import start_run
    from tlstudio.engine.training.fit import fit

    images = write_images(tmp_path / "shapes", 4)
    names = sorted(path.relative_to(images).as_posix() for path in images.rglob("*.png"))
    lines = ["path,sun,rain", *(f"{name},{number % 2},{int(number > 5)}" for number, name in enumerate(names))]
    (tmp_path / "t.csv").write_text("\n".join(lines))
    spec = ProjectSpec(
        data=DataSpec(str(images), table=str(tmp_path / "t.csv"), target_columns=("sun", "rain"), path_column="path"),
        backbone=BackboneSpec("timm/mobilenetv3_small_050", weights="random", input_px=32),
        objective=ObjectiveSpec(task),
        training=TrainingSpec(epochs=1, batch_size=6),
    )
    save_project(spec, tmp_path / "t.tlstudio")
    for _ in fit(start_run(spec, next_run_folder(tmp_path / "t.tlstudio")), device="cpu"):
        pass
    services.document.open(tmp_path / "t.tlstudio")
    step = show(services, qtbot)
    qtbot.waitUntil(lambda: step.evaluations.report is not None, timeout=60_000)
    qtbot.waitUntil(lambda: step.panel.path is not None)
    page = step.pages.currentWidget()
    assert isinstance(page, LabelsPage if task == "multi_label" else NumbersPage)
    assert page.isVisible()
    assert len(page.grid.answers) > 0
    if isinstance(page, NumbersPage):
        page.scatter.point_chosen.emit(len(page.grid.answers) - 1)
        assert step.panel.path == page.grid.answers[-1].path
    step.loader.close()


def test_a_class_renamed_in_the_project_has_its_new_name_in_the_run(step: InspectStep, qtbot: QtBot) -> None:
    document = step.services.document
    document.edit("Rename a class", replace(step.spec, data=rename_class(step.spec.data, "red", "rouge")))

    def names() -> tuple[str, ...]:
        report = step.evaluations.report
        return report.names if report else ()

    qtbot.waitUntil(lambda: names() == ("blue", "green", "rouge"), timeout=60_000)
    assert not step.banner.isVisible()  # no "trained before your last changes"
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: names() == ("blue", "green", "red"), timeout=60_000)


def test_answers_of_another_run_come_no_more(
    step: InspectStep, trained: Path, qtbot: QtBot, services: Services
) -> None:
    step.try_page.predict([trained.parent / "shapes"])
    step.try_page.show_run(None)
    qtbot.waitUntil(lambda: not services.jobs.active, timeout=60_000)
    assert not step.try_page.grid.answers


def test_a_double_click_opens_the_image_large_and_whole(step: InspectStep, qtbot: QtBot) -> None:
    grid = mistakes(step).grid
    qtbot.mouseDClick(step.panel.picture, Qt.MouseButton.LeftButton)
    view = step.findChild(LargeView)
    assert view is not None and view.windowTitle() == grid.answers[0].path.name
    qtbot.waitUntil(lambda: not view.picture.place.isEmpty(), timeout=60_000)
    view.accept()
    grid.activated.emit(grid.currentIndex())  # as a double click on the card does
    assert len(step.findChildren(LargeView)) >= 1


def test_names_of_classes_are_not_cut_beside_the_matrix(step: InspectStep) -> None:
    table = mistakes(step).table
    names = [row.name for row in table.classes.rows]
    widest = max(table.fontMetrics().horizontalAdvance(name) for name in [*names, "hex nut m8"])
    assert table.columnWidth(0) >= widest + 20
