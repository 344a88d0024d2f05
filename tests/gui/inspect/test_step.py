from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from pytestqt.qtbot import QtBot

from tests.gui.conftest import write_images
from tlstudio.engine.data.edits import rename_class
from tlstudio.engine.evaluation.report import Report
from tlstudio.engine.project import (
    BackboneSpec,
    DataSpec,
    ObjectiveSpec,
    ProjectSpec,
    Task,
    TrainingSpec,
    save_project,
)
from tlstudio.engine.runs.runs import next_run_folder
from tlstudio.gui.inspect.step import InspectStep
from tlstudio.gui.inspect.try_page import dropped_images
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


def test_without_a_run_the_step_says_why_and_leads_to_train(services: Services, qtbot: QtBot) -> None:
    step = show(services, qtbot)
    assert "needs a run" in step.reason.texts[0]
    with qtbot.waitSignal(step.requested) as seen:
        step.reason.button.click()
    assert seen.args == ["show_train"]


def test_the_run_is_judged_on_its_test_images(step: InspectStep) -> None:
    report = step.evaluations.report
    assert isinstance(report, Report)
    assert (report.split, report.n) == ("test", 3)
    assert step.header.source.text() == "of 3 test images are right"
    assert step.header.number.text() == f"{report.accuracy * 100:.1f} %"


def test_validation_images_can_be_chosen_instead(step: InspectStep, qtbot: QtBot) -> None:
    step.header.split_chosen.emit("val")
    qtbot.waitUntil(lambda: step.evaluations.report is not None, timeout=60_000)
    assert step.header.source.text() == "of 3 validation images are right"


def test_a_cell_shows_its_images_with_all_bars(step: InspectStep) -> None:
    report = step.evaluations.report
    assert isinstance(report, Report)
    row = report.rows[0]
    step.mistakes.matrix.choose(row.label, row.predicted)
    answers = step.mistakes.grid.answers
    assert len(answers) == report.confusion[row.label][row.predicted]
    assert step.panel.path == answers[0].path
    assert len(step.mistakes.grid.model_of_answers.bars(answers[0])) == 3


def test_an_empty_cell_says_so(step: InspectStep) -> None:
    report = step.evaluations.report
    assert isinstance(report, Report)
    label, said = next((i, j) for i in range(3) for j in range(3) if not report.confusion[i][j])
    step.mistakes.matrix.choose(label, said)
    assert step.mistakes.grid.isHidden()
    assert step.panel.path is None


def test_a_class_in_the_table_leads_to_its_worst_cell(step: InspectStep) -> None:
    step.header.views.button("classes").click()
    step.classes.class_chosen.emit("green")
    assert step.header.views.current == "mistakes"
    assert step.mistakes.matrix.currentIndex().row() == 1


def test_a_changed_project_makes_the_result_stale_but_keeps_it(step: InspectStep, qtbot: QtBot) -> None:
    spec = step.spec
    step.show_spec(replace(spec, training=replace(spec.training, epochs=9, lr=1e-4)))
    assert step.banner.text == "Trained before your last changes: the number of epochs, the learning rate."
    assert step.mistakes.isEnabled()
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
    step.mistakes.matrix.choose(0, 0)
    qtbot.keyClick(step.mistakes.matrix, Qt.Key.Key_Down)
    assert step.mistakes.matrix.currentIndex().row() == 1


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
    page = step.labels if task == "multi_label" else step.numbers
    assert page is not None
    assert page.isVisible()
    assert len(page.grid.answers) > 0
    if step.numbers is not None:
        step.numbers.scatter.point_chosen.emit(len(step.numbers.grid.answers) - 1)
        assert step.panel.path == step.numbers.grid.answers[-1].path
    step.loader.close()


def test_a_class_renamed_in_the_project_has_its_new_name_in_the_run(step: InspectStep, qtbot: QtBot) -> None:
    document = step.services.document
    document.edit("Rename a class", replace(step.spec, data=rename_class(step.spec.data, "red", "rouge")))

    def names() -> tuple[str, ...]:
        report = step.evaluations.report
        return report.classes if isinstance(report, Report) else ()

    qtbot.waitUntil(lambda: names() == ("blue", "green", "rouge"), timeout=60_000)
    assert not step.banner.isVisible()  # no "trained before your last changes"
    document.undo_stack.undo()
    qtbot.waitUntil(lambda: names() == ("blue", "green", "red"), timeout=60_000)
