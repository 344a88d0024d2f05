from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.recorded import keep, recorded
from tlstudio.engine.runs.position import Position
from tlstudio.gui.runs.words import where_it_stands


@pytest.mark.parametrize(
    ("status", "position", "says"),
    [
        ("interrupted", Position(step=3, epoch=1, batch=1), "Run 1 was interrupted at epoch 2, batch 1 of 2."),
        ("stopped", Position(step=3, epoch=1, batch=1), "Run 1 was stopped at epoch 2, batch 1 of 2."),
        ("failed", Position(step=2, epoch=1), "Run 1 failed. It goes on at the start of epoch 2 of 3."),
        ("interrupted", Position(step=6, epoch=3), "Run 1 was interrupted after 3 of 3 epochs."),
        ("stopped", None, "Run 1 was stopped after 1 of 3 epochs."),
    ],
)
def test_a_run_that_can_go_on_says_where(tmp_path: Path, status: str, position: Position | None, says: str) -> None:
    run = recorded(tmp_path / "p.tlstudio")
    if position:
        keep(run, position)
    state = replace(run.state(), status=status)  # pyright: ignore[reportArgumentType]
    assert where_it_stands(run, "Run 1", state) == says
