from pathlib import Path

from tests.resume_by_kill import check, check_changed


def test_a_run_killed_at_random_instants_ends_like_one_that_was_not(tmp_path: Path) -> None:
    done, found = check(tmp_path, "staged, views", kills=2, seed=3)
    assert (done, found) == (2, [])


def test_a_run_that_is_changed_and_killed_ends_like_its_replay(tmp_path: Path) -> None:
    done, found = check_changed(tmp_path, kills=2, seed=1)
    assert (done, found) == (2, [])
