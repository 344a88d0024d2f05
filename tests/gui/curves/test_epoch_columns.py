import math
from dataclasses import replace

import pytest

from tests.support.curves import epoch
from tlstudio.gui.curves.series import SOURCE_ACCURACY, EpochColumns


def test_a_number_that_an_epoch_lacks_is_a_gap() -> None:
    columns = EpochColumns()
    for one in (epoch(1, 4), replace(epoch(2, 8), source_metrics={"accuracy": 0.6}), epoch(3, 12)):
        columns.append(one)
    assert columns.line("val_loss")[1].tolist() == pytest.approx([1.1, 0.55, 1.1 / 3])
    assert columns.line(SOURCE_ACCURACY)[1].tolist() == pytest.approx([math.nan, 0.6, math.nan], nan_ok=True)
    assert columns.line("val_map")[1].tolist() == pytest.approx([math.nan] * 3, nan_ok=True)


def test_a_line_stays_as_it_was_handed_out_when_epochs_are_done_again() -> None:
    columns = EpochColumns()
    columns.append(epoch(1, 4))
    epochs, _ = columns.line("val_loss")
    columns.cut(0)
    columns.append(epoch(2, 8))
    assert (epochs.tolist(), columns.line("val_loss")[0].tolist()) == ([1], [2])
