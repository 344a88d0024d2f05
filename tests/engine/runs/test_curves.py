import csv
import io
from dataclasses import replace

from tests.support.curves import epoch, run_of, started, steps
from tlstudio.engine.runs.curves import curve_csv


def test_a_run_becomes_a_line_for_each_step_with_metrics_at_the_ends_of_epochs() -> None:
    rows = list(csv.DictReader(io.StringIO(curve_csv(run_of(epochs=2, steps_per_epoch=3)))))
    assert [row["step"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row["val_loss"] for row in rows] == ["", "", "1.1", "", "", "0.55"]
    assert rows[0]["lr"] == "0.001"


def test_what_a_resumed_run_did_again_stands_once() -> None:
    log = [started(), *steps(1, 4, 4), epoch(1, 4), *steps(5, 7, 4), started(first_step=4), *steps(5, 6, 4)]
    assert [line.split(",")[0] for line in curve_csv(log).splitlines()[1:]] == ["1", "2", "3", "4", "5", "6"]


def test_classes_have_columns_when_asked_for() -> None:
    log = [started(), *steps(1, 4, 4), replace(epoch(1, 4), per_class=(0.25, None))]
    assert "val_recall" not in curve_csv(log)
    last = list(csv.DictReader(io.StringIO(curve_csv(log, per_class=True))))[-1]
    assert (last["val_recall red"], last["val_recall green"], last["val_loss"]) == ("0.25", "", "1.1")
