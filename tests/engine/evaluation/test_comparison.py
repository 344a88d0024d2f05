"""A run compared with its own copy, whose answers are kept."""

import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from tlstudio.engine.errors import RunError
from tlstudio.engine.evaluation.comparison import compare_runs, metrics_of
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.evaluation.saved_answers import evaluate_once
from tlstudio.engine.runs.relink import relink_run
from tlstudio.engine.runs.run import Run


@pytest.fixture
def copy(finished_run: Run, tmp_path: Path) -> Run:
    return Run(Path(shutil.copytree(finished_run.folder, tmp_path / "002")))


def test_kept_answers_give_the_same_report_without_the_network(copy: Run) -> None:
    first = evaluate_once(copy)
    checkpoint = copy.best_checkpoint() / "state.json"
    checkpoint.unlink()  # whoever loads the network stumbles over it
    assert evaluate_once(copy).to_json() == first.to_json()


def test_answers_of_another_checkpoint_are_not_taken(copy: Run) -> None:
    kept = copy.folder / "answers-val.npz"
    evaluate_once(copy)
    np.savez(kept, state=np.array("another"), scores=np.zeros((9, 3)))
    assert evaluate_once(copy).to_json() == evaluate(copy).to_json()


def test_images_replaced_with_the_same_size_and_time_are_answered_anew(
    finished_run: Run, copy: Run, tmp_path: Path
) -> None:
    folder = Path(shutil.copytree(finished_run.project().data.folder, tmp_path / "images"))
    relink_run(copy, folder)
    paths = [path for path, _ in copy.split_paths("val")]
    assert all(path.is_relative_to(folder) for path in paths)
    longest = max(path.stat().st_size for path in paths)
    contents = [path.read_bytes().ljust(longest, b"\0") for path in paths]
    for path, content in zip(paths, contents, strict=True):
        path.write_bytes(content)
    first = evaluate_once(copy)
    for path, content in zip(paths, reversed(contents), strict=True):
        status = path.stat()
        path.write_bytes(content)
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    again = evaluate_once(copy)
    assert again.to_json() == evaluate(copy).to_json()
    assert again.to_json() != first.to_json()


def test_a_run_and_its_copy_do_not_differ(finished_run: Run, copy: Run) -> None:
    found = compare_runs(finished_run, copy)
    assert found.keys == []
    assert found.confusion_difference is not None
    assert not found.confusion_difference.any()
    data = json.loads(json.dumps(found.to_json()))
    assert data["test"]["sentence"] == "No detectable difference (p = 1.00, on 9 images)."
    assert metrics_of(found.reports[0]).keys() == {"accuracy", "loss"}


def test_a_run_is_not_compared_with_itself(finished_run: Run) -> None:
    with pytest.raises(RunError, match="same one twice"):
        compare_runs(finished_run, finished_run)
