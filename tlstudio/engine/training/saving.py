"""When checkpoints are written: so seldom that it costs little, and never without the best one."""

import time

from tlstudio.engine.runs.events import CheckpointSaved
from tlstudio.engine.runs.position import CheckpointState
from tlstudio.engine.runs.run import Run
from tlstudio.engine.training.checkpoint import Snapshot, save_checkpoint, snapshot
from tlstudio.engine.training.prepare import Work

LEAST_S = 1.0  # between two checkpoints of epochs that are over in no time
TIMES_ITS_COST = 20  # writing takes at most a twentieth of the time


class Saving:
    """The checkpoints of one running `fit`. The best epoch is kept in memory until the next one is written."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._best: Snapshot | None = None
        self._due = 0.0  # on the monotonic clock; the first epoch is written at once

    def end_epoch(self, work: Work, state: CheckpointState) -> CheckpointSaved | None:
        """Write the checkpoint if it is time for one; else keep it, if no epoch was better."""
        if time.monotonic() >= self._due:
            return self.save(work, state)
        if state.position.best_step == state.position.step:
            with snapshot(work, state) as now:
                self._best = now.copied()
        return None

    def save(self, work: Work, state: CheckpointState) -> CheckpointSaved:
        """Write the checkpoint now, and the best one before it."""
        since = time.monotonic()
        self.save_best()
        with snapshot(work, state) as now:
            folder = save_checkpoint(self._run, now)
        ended = time.monotonic()
        self._due = ended + max(LEAST_S, TIMES_ITS_COST * (ended - since))
        return CheckpointSaved(state.position.step, str(folder))

    def save_best(self) -> None:
        """Write what is kept, as must be done before something else trains than did."""
        if self._best:
            save_checkpoint(self._run, self._best)
            self._best = None
