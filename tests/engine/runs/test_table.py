from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.recorded import STARTED, epoch, recorded
from tlstudio.engine.errors import RunError
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.project import FreezeSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.events import Changed
from tlstudio.engine.runs.live_edits import record
from tlstudio.engine.runs.notes import RunNotes, SweepMark, notes_of, save_notes
from tlstudio.engine.runs.run import LogTail, Run
from tlstudio.engine.runs.runs import empty_trash, next_run_folder, restore, runs_of, trash, trashed_runs
from tlstudio.engine.runs.table import as_json, differences, facts_of, words_of
from tlstudio.engine.settings import brief


def changed(run: Run, *changes: tuple[int, float]) -> Run:
    """The run with its learning rate changed in these epochs."""
    record(run, tuple(Changed(2 * epoch, epoch, "training.lr", 0.0, lr) for epoch, lr in changes))
    return run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return tmp_path / "p.tlstudio"


def test_what_is_said_of_a_run_is_kept(project: Path) -> None:
    said = RunNotes("best so far", "with the new lamp", True, SweepMark("001", 2, {"training.lr": "0.1"}))
    run = recorded(project)
    assert notes_of(run) == RunNotes()
    save_notes(run, said)
    assert notes_of(run) == said


def test_a_name_of_a_page_is_refused() -> None:
    with pytest.raises(RunError, match="at most 80 letters"):
        RunNotes("x" * 81)


def test_a_setting_changed_while_the_run_trained_is_told_with_its_epochs(project: Path) -> None:
    rows = [facts_of(recorded(project)), facts_of(changed(recorded(project), (2, 1.0), (2, 0.01), (5, 3e-4)))]
    assert differences(rows) == ["training.lr"]
    assert words_of(rows[1], "training.lr") == f"{TrainingSpec().lr:g}, from epoch 2: 0.01, from epoch 5: 0.0003"
    then = [{"epoch": 2, "value": 0.01}, {"epoch": 5, "value": 0.0003}]
    assert as_json(rows[1], ["training.lr"])["settings"] == {"training.lr": {"first": TrainingSpec().lr, "then": then}}


def test_only_the_settings_that_differ_are_columns(project: Path) -> None:
    first, second = ProjectSpec(), ProjectSpec(training=TrainingSpec(lr=0.1), freeze=FreezeSpec(("stem",)))
    rows = [facts_of(recorded(project, spec)) for spec in (first, second)]
    keys = differences(rows)
    assert keys == ["freeze.parts", "training.lr"]
    assert [[words_of(row, key) for key in keys] for row in rows] == [["all", "0.003"], ["stem", "0.1"]]


def test_the_accuracy_of_a_run_has_its_interval_and_the_time_is_that_of_its_epochs(project: Path) -> None:
    row = facts_of(recorded(project))
    assert row.interval == wilson_interval(8, 10)
    assert row.state is not None
    assert row.state.seconds == 1.0
    assert as_json(row, [])["val_accuracy_interval"] == list(wilson_interval(8, 10))


def test_a_run_of_an_older_version_counts_its_images_in_the_split(project: Path) -> None:
    run = recorded(project)
    run.set_state(replace(run.state(), val_images=0))
    assert facts_of(run).interval == wilson_interval(1, 1)


def test_a_damaged_run_stays_in_the_table(project: Path) -> None:
    run = recorded(project)
    (run.folder / "run.json").write_text("{", encoding="utf-8")
    row = facts_of(run)
    assert "damaged" in row.problem
    assert as_json(row, ["training.lr"])["status"] == "damaged"


@pytest.mark.parametrize(
    ("value", "words"),
    [(True, "yes"), (None, "–"), (0.0003, "0.0003"), (("a", "b"), "a, b"), (("stage",) * 30, "30 entries"), (3, "3")],
)
def test_values_are_brief(value: object, words: str) -> None:
    assert brief(value) == words


def test_a_deleted_run_comes_back_with_its_number(project: Path) -> None:
    recorded(project)
    second = recorded(project)
    trash(second)
    assert [run.name for run in runs_of(project)] == ["001"]
    assert next_run_folder(project).name == "003"  # 002 may come back
    assert restore(trashed_runs(project)[0]).folder == second.folder


def test_a_run_whose_number_was_taken_meanwhile_comes_back_under_the_next(project: Path) -> None:
    gone = trash(recorded(project))
    second = recorded(project)
    second.folder.rename(second.folder.with_name("001"))
    assert restore(gone).name == "002"


def test_the_emptied_trash_is_gone_for_good(project: Path) -> None:
    trash(recorded(project))
    trash(recorded(project))
    assert empty_trash(project) == 2
    assert trashed_runs(project) == []


def test_a_run_that_trains_is_not_deleted(project: Path) -> None:
    with pytest.raises(RunError, match="is training"):
        trash(recorded(project, ended=False))


def test_only_what_is_in_the_trash_is_restored(project: Path) -> None:
    with pytest.raises(RunError, match="not in the trash"):
        restore(recorded(project))


def test_a_log_is_followed_as_it_grows_and_from_its_beginning_after_a_resume(project: Path) -> None:
    run = recorded(project, ended=False)
    tail = LogTail(run)
    assert [event.name for event in tail.more()] == ["run_started", "epoch"]
    assert tail.more() == []
    run.record(epoch(2))
    run.close()
    assert tail.more() == [epoch(2)]
    run.forget_after(2)
    assert tail.more() == [STARTED, epoch(1)]
