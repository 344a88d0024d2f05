"""Moved together, works together; and what lies elsewhere now can be said."""

import shutil
from pathlib import Path

import pytest

from tests.support.projects import SMALL
from tests.support.small import train
from tlstudio.cli.main import run as tlstudio
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec, load_project, save_project
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.places import FILE
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import restore, runs_of, trash
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit


@pytest.fixture
def project(colour_images: Path, tmp_path: Path) -> Path:
    """A project file with its images beside it, and one run that is not trained."""
    folder = tmp_path / "first"
    shutil.copytree(colour_images, folder / "images")
    spec = ProjectSpec(
        data=DataSpec(folder=str(folder / "images"), val_share=0.25, test_share=0.25),
        backbone=BackboneSpec(name=SMALL, weights="random", input_px=32),
        training=TrainingSpec(epochs=1, batch_size=9),
    )
    path = folder / "p.tlstudio"
    save_project(spec, path)
    start_run(load_project(path), folder / "p.runs", is_numbered=True)
    return path


def moved(project: Path) -> Path:
    """The project file after its folder has got another name."""
    return project.parent.rename(project.parent.with_name("second")) / project.name


def images_of(run: Run) -> list[Path]:
    return [path for path, _ in (*run.split_paths("train"), *run.split_paths("val"), *run.split_paths("test"))]


def test_a_project_moved_with_its_images_takes_its_runs_along(project: Path) -> None:
    folder = moved(project).parent
    (run,) = runs_of(folder / "p.tlstudio")
    assert run.project().data.folder == str(folder / "images")
    assert all(path.is_file() for path in images_of(run))
    gone = trash(run)
    assert gone.project().data.folder == str(folder / "images")
    assert restore(gone).project().data.folder == str(folder / "images")


def test_a_moved_run_is_judged_and_goes_on_as_before(project: Path) -> None:
    run, _ = train(load_project(project), project.with_name("p.runs") / "002")
    before = evaluate(run, device="cpu").to_json()
    run = runs_of(moved(project))[-1]
    assert evaluate(run, device="cpu").to_json() == before
    ended = list(fit(run, device="cpu", resume=True, edits=continue_training(Continuation(run, 1))))[-1]
    assert ended.name == "run_ended"
    assert run.state().status == "completed"


def test_a_run_of_an_older_version_is_where_it_says(project: Path) -> None:
    (run,) = runs_of(project)
    (run.folder / FILE).unlink()
    assert run.project().data.folder == str(project.with_name("images"))


def test_a_run_that_is_moved_alone_still_finds_its_images(project: Path, tmp_path: Path) -> None:
    (run,) = runs_of(project)
    strangers = tmp_path / "elsewhere" / "images"
    strangers.mkdir(parents=True)
    alone = Run(run.folder.rename(tmp_path / "elsewhere" / "alone"))
    assert alone.project().data.folder == str(project.with_name("images"))


def test_a_project_is_linked_with_its_images_elsewhere(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = project.with_name("images").rename(tmp_path / "pictures")
    lost, changed, *_ = images_of(runs_of(project)[0])
    (folder / lost.relative_to(project.with_name("images"))).unlink()
    (folder / changed.relative_to(project.with_name("images"))).write_bytes(b"another")
    assert tlstudio(["relink", str(project), "--data", str(folder)]) == 0
    (run,) = runs_of(project)
    total = len(images_of(run))
    said = f"run 001: {total - 2} of {total} images match, 1 has another size, 1 is missing"
    assert capsys.readouterr().out.splitlines()[0] == said
    assert load_project(project).data.folder == str(folder)
    assert sum(path.is_file() for path in images_of(run)) == total - 1
    assert tlstudio(["relink", str(run.folder), "--data", str(folder)]) == 0


@pytest.mark.parametrize("is_run", [True, False])
def test_a_folder_with_none_of_the_images_changes_nothing(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], is_run: bool
) -> None:
    (run,) = runs_of(project)
    before = load_project(project), run.project()
    place = run.folder if is_run else project
    assert tlstudio(["relink", str(place), "--data", str(tmp_path)]) == 2
    assert f"None of the {len(images_of(run))} images of the run" in capsys.readouterr().err
    assert (load_project(project), run.project()) == before
