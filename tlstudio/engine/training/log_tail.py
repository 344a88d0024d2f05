"""Following the log of a run that another program trains."""

import os

from tlstudio.engine.training.events import Event, decode
from tlstudio.engine.training.run import Run


class LogTail:
    """Gives out each event of a run's log once, as they are written."""

    def __init__(self, run: Run) -> None:
        self._path = run.metrics_path
        self._place = 0  # bytes that were given out
        self._file = 0  # which file they were in: a resume replaces it

    def more(self) -> list[Event]:
        """What was written since the last time; from the beginning if a resume has written the log anew.

        Raises RunError if it is damaged and OSError if it is gone.
        """
        with self._path.open("rb") as file:
            number = os.fstat(file.fileno()).st_ino
            self._place = self._place if number == self._file else 0
            self._file = number
            file.seek(self._place)
            whole = file.read().rpartition(b"\n")[0]
        if not whole:
            return []
        self._place += len(whole) + 1
        return [decode(line) for line in whole.decode().split("\n")]
