import csv
import io

from tests.gui.widgets.runs import epoch, run_of, started, steps
from tlstudio.engine.training.curve_table import curve_csv


def test_a_run_becomes_a_line_for_each_step_with_metrics_at_the_ends_of_epochs() -> None:
    rows = list(csv.DictReader(io.StringIO(curve_csv(run_of(epochs=2, steps_per_epoch=3)))))
    assert [row["step"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert [row["val_loss"] for row in rows] == ["", "", "1.1", "", "", "0.55"]
    assert rows[0]["lr"] == "0.001"


def test_what_a_resumed_run_did_again_stands_once() -> None:
    log = [started(), *steps(1, 4, 4), epoch(1, 4), *steps(5, 7, 4), started(first_step=4), *steps(5, 6, 4)]
    assert [line.split(",")[0] for line in curve_csv(log).splitlines()[1:]] == ["1", "2", "3", "4", "5", "6"]
