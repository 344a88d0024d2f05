from collections.abc import Sequence
from dataclasses import replace

from tests.support.curves import epoch, run_of, started, steps
from tlstudio.engine.runs.events import Event, PhaseBegan, Progress, RunEnded, Warned
from tlstudio.gui.curves.pictures import loss_picture, metric_picture
from tlstudio.gui.curves.run_curves import RunCurves


def fed(events: Sequence[Event]) -> RunCurves:
    curves = RunCurves()
    curves.feed(events)
    return curves


def test_a_live_run_and_its_replay_give_the_same_curves() -> None:
    events = run_of(epochs=4, steps_per_epoch=10)
    live = RunCurves()
    for event in events:
        live.feed([event])
    replayed = fed(events)
    assert live.loss.envelope()[1].tolist() == replayed.loss.envelope()[1].tolist()
    assert live.epochs == replayed.epochs


def test_steps_stand_at_their_share_of_an_epoch() -> None:
    curves = fed([started(epochs=2, steps_per_epoch=4), *steps(1, 6, 4)])
    assert curves.loss.envelope()[0].tolist() == [0.25, 0.5, 0.75, 1.0, 1.25, 1.5]
    assert curves.reached == 1.5


def test_a_resumed_run_forgets_what_it_will_do_again() -> None:
    curves = fed([started(steps_per_epoch=4), *steps(1, 7, 4), epoch(1, 4)])
    curves.feed([started(steps_per_epoch=4, first_step=4), *steps(5, 6, 4)])
    assert curves.loss.last_x == 1.5
    assert len(curves.loss) == 6
    assert [row.epoch for row in curves.epochs] == [1]


def test_the_best_epoch_is_the_last_that_was_best() -> None:
    curves = fed([started(), epoch(1, 4, is_best=True), epoch(2, 8, is_best=True), epoch(3, 12, is_best=False)])
    assert curves.best is not None
    assert curves.best.epoch == 2


def test_other_work_shows_until_it_is_done() -> None:
    curves = fed([started(), Progress("Reading", 3, 10)])
    assert curves.busy == Progress("Reading", 3, 10)
    curves.feed([Progress("Reading", 10, 10)])
    assert curves.busy is None


def test_warnings_and_the_end_are_kept() -> None:
    curves = fed([started(), Warned("a.jpg was skipped."), RunEnded("stopped", "001")])
    assert curves.warnings == ["a.jpg was skipped."]
    assert curves.ended == RunEnded("stopped", "001")


def test_a_phase_is_marked_where_it_begins_and_forgotten_when_it_will_come_again() -> None:
    began = PhaseBegan(3, 9, "blocks.5", 1_000, 1e-3)
    curves = fed([started(steps_per_epoch=4), began])
    assert curves.marks == [(2.0, "From blocks.5")]
    curves.feed([started(steps_per_epoch=4, first_step=8)])
    assert curves.marks == []


def test_the_source_loss_is_drawn_as_it_counts() -> None:
    curves = fed([replace(started(), source_weight=0.5), *(replace(one, source_loss=2.0) for one in steps(1, 4, 4))])
    assert loss_picture(curves, 0).source.y.tolist() == [1.0] * 4
    assert not len(loss_picture(fed(run_of()), 0).source.y)


def test_what_is_still_known_of_the_source_task_is_drawn() -> None:
    known = replace(epoch(1, 4), source_metrics={"accuracy": 0.6})
    picture = metric_picture(fed([started(), known]))
    assert picture.source.y.tolist() == [0.6]
    assert picture.ticks[0] <= 0.6
