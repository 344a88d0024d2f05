from pathlib import Path

from tests.resume_by_kill import check_changed


def test_a_run_changed_and_killed_at_random_instants_ends_like_one_that_was_not_killed(tmp_path: Path) -> None:
    done, found = check_changed(tmp_path, kills=2, seed=1)
    assert (done, found) == (2, [])
