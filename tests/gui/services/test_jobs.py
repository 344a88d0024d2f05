import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.services.jobs import Cancelled, Jobs, Progress, ShouldStop


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    made.close()


def until_stopped(progress: Progress, should_stop: ShouldStop) -> None:
    progress(1, 2)
    waiting = threading.Event()
    while not should_stop():
        waiting.wait(0.001)


def test_a_result_arrives_on_the_gui_thread(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[tuple[int, bool]] = []
    here = threading.get_ident()
    jobs.run("Add", lambda _p, _s: 1 + 1, lambda result: got.append((result, threading.get_ident() == here)))
    qtbot.waitUntil(lambda: got == [(2, True)])
    assert jobs.active == []


def test_an_exception_goes_to_on_failed_or_else_to_the_signal(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[Exception] = []
    jobs.run("Fail", lambda _p, _s: 1 / 0, repr, got.append)
    qtbot.waitUntil(lambda: len(got) == 1)
    assert isinstance(got[0], ZeroDivisionError)
    with qtbot.waitSignal(jobs.failed) as signal:
        jobs.run("Fail", lambda _p, _s: 1 / 0, repr)
    assert isinstance(signal.args and signal.args[0], ZeroDivisionError)


def test_a_newer_job_with_the_same_key_makes_the_older_stale(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[object] = []
    jobs.run("Old", until_stopped, lambda _: got.append("old"), got.append, key="scan")
    jobs.run("New", lambda _p, _s: None, lambda _: got.append("new"), got.append, key="scan")
    qtbot.waitUntil(lambda: bool(got) and not jobs.active)
    assert got == ["new"]


def test_cancelling_tells_on_failed(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[Exception] = []
    job = jobs.run("Long", until_stopped, lambda _: None, got.append, key="long")
    qtbot.waitUntil(lambda: (job.done, job.total) == (1, 2))
    jobs.cancel("long")
    qtbot.waitUntil(lambda: len(got) == 1)
    assert isinstance(got[0], Cancelled)


def test_the_end_waits_for_what_people_see_and_not_for_what_only_finds_something_out(qtbot: QtBot, jobs: Jobs) -> None:
    goes_on, has_written = threading.Event(), threading.Event()
    begun = threading.Barrier(3)

    def import_slowly(_progress: Progress, _should_stop: ShouldStop) -> None:
        begun.wait()
        goes_on.wait()

    def write(progress: Progress, should_stop: ShouldStop) -> None:
        begun.wait()
        until_stopped(progress, should_stop)
        has_written.set()

    jobs.run("Getting ready", import_slowly, lambda _: None, is_quiet=True)
    jobs.run("Export", write, lambda _: None, lambda _: None)
    begun.wait()
    jobs.ends_process = True
    jobs.close()
    assert has_written.is_set()
    goes_on.set()


def test_closing_ends_all_threads_and_delivers_nothing(qtbot: QtBot, jobs: Jobs) -> None:
    got: list[object] = []
    jobs.run("Long", until_stopped, got.append, got.append)
    jobs.close()
    assert jobs.active == []
    qtbot.wait(1)
    assert got == []
