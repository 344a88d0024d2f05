"""The curves of all runs of a project: those on disk are replayed, the living one is fed as it goes."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.runs.events import Event, RunStarted
from tlstudio.engine.runs.notes import notes_of
from tlstudio.engine.runs.run import LogTail, Run
from tlstudio.engine.runs.state import RunState
from tlstudio.gui.answers.scores import best_text
from tlstudio.gui.curves.run_curves import RunCurves
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.runs.list import RunRow
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.theme.theme import theme


class RunHistory(QObject):
    """Which run is in front, which lie behind it, and their curves. Runs are named by their folder."""

    changed = Signal()  # the runs, the one in front, or those behind
    grown = Signal()  # new events of the run in front

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._curves: dict[str, RunCurves] = {}
        self._loading: dict[str, list[Event]] = {}  # what arrived of a run while its log is read
        self._states: dict[str, RunState | None] = {}
        self._tails: dict[str, LogTail] = {}  # of logs that were read: those written elsewhere grow
        self._names: dict[str, str] = {}  # that the user gave
        self._live = ""
        self._chosen = ""
        self.runs: list[Run] = []
        self.behind: list[str] = []
        services.runs.changed.connect(self.reload)
        services.session.events_arrived.connect(self._on_events)
        services.session.ended.connect(self._on_ended)
        services.runs.looked.connect(self.follow)

    @property
    def front(self) -> str:
        """The living run, the chosen one, or else the last."""
        keys = [key_of(run) for run in self.runs]
        return self._live or (self._chosen if self._chosen in keys else keys[-1] if keys else "")

    @property
    def live(self) -> str:
        return self._live

    def curves(self, key: str) -> RunCurves | None:
        """The curves of a run, or None until its log is read."""
        if key and key not in self._curves and key not in self._loading:
            self._load(key)
        return self._curves.get(key)

    def state(self, run: Run) -> RunState | None:
        """The run's state, or None if it is damaged."""
        return self._states.get(key_of(run))

    def name(self, key: str) -> str:
        run = next(run for run in self.runs if key_of(run) == key)
        return self._names.get(key) or self.tr("Run {number}").format(number=int(run.name))

    def rows(self) -> list[RunRow]:
        """The runs as a list shows them, newest first."""
        return [self._row(run) for run in reversed(self.runs)]

    def named_behind(self) -> list[tuple[str, RunCurves]]:
        """Names and curves of the runs behind the one in front, as far as their logs are read."""
        return [(self.name(key), curves) for key in self.behind if (curves := self.curves(key))]

    def choose(self, key: str) -> None:
        """Bring a run to the front; a living one stays there."""
        self._chosen = key
        self.set_behind(key, False)

    def set_behind(self, key: str, is_shown: bool) -> None:
        """Lay a run's validation behind the one in front, or take it away."""
        self.behind = [known for known in self.behind if known != key] + ([key] if is_shown else [])
        self.changed.emit()

    def reload(self) -> None:
        """Follow the runs of the project, which may be another one now."""
        runs = list(self._services.runs.all)
        live = self._services.session.run
        if live and self._services.session.is_alive and key_of(live) not in map(key_of, runs):
            runs.append(live)
        keys = {key_of(run) for run in runs}
        self.runs = runs
        self.behind = [key for key in self.behind if key in keys]
        self._curves = {key: curves for key, curves in self._curves.items() if key in keys}
        self._tails = {key: tail for key, tail in self._tails.items() if key in self._curves}
        self._states = {key_of(run): _state(run) for run in runs}
        self._names = {key_of(run): _name(run) for run in runs}
        self.changed.emit()

    def follow(self) -> None:
        """Take over what another program has written of its runs since the last time."""
        for run in self.runs:
            key, state = key_of(run), self.state(run)
            if key != self._live and key in self._tails and state and state.status == "running":
                self._curves[key].feed(self._tails[key].more())
                self.grown.emit()

    def _row(self, run: Run) -> RunRow:
        key, state = key_of(run), self.state(run)
        hues = theme().tokens.other_runs
        hue = hues[self.behind.index(key) % len(hues)] if key in self.behind else "outline"
        return RunRow(
            key,
            self.name(key),
            note=self.tr("now") if key == self._live else self._note(state.status if state else "damaged"),
            score=best_text(state.metrics if state else {}),
            hue="learn" if key == self.front else hue,
            is_front=key == self.front,
            is_shown=key in self.behind,
        )

    def _note(self, status: str) -> str:
        return {
            "completed": "",
            "running": self.tr("elsewhere"),
            "stopped": self.tr("stopped"),
            "interrupted": self.tr("interrupted"),
            "failed": self.tr("failed"),
            "damaged": self.tr("damaged"),
        }[status]

    def _on_events(self, events: Sequence[Event]) -> None:
        start = next((event for event in events if isinstance(event, RunStarted)), None)
        if start:
            self._begin(start)
        if not self._live:
            return
        if self._live in self._loading:
            self._loading[self._live].extend(events)
        else:
            self._curves[self._live].feed(events)
        self.grown.emit()

    def _begin(self, start: RunStarted) -> None:
        run = self._services.session.run
        assert run is not None, "the session opens the run before it hands out its events"
        self._live = self._chosen = key_of(run)
        self.behind = [key for key in self.behind if key != self._live]
        if not start.first_step:
            self._curves[self._live] = RunCurves()
        elif self._live not in self._curves:
            self._load(self._live)
        self.reload()

    def _on_ended(self) -> None:
        self._live = ""
        self.reload()

    def _load(self, key: str) -> None:
        run = next((run for run in self.runs if key_of(run) == key), None) or self._services.session.run
        if run is None or key_of(run) != key:
            return
        self._loading[key] = []

        def work(progress: Progress, should_stop: ShouldStop) -> tuple[RunCurves, LogTail]:
            curves, tail = RunCurves(), LogTail(run)
            curves.feed(tail.more())
            return curves, tail

        title = self.tr("Reading the curves of a run")
        self._services.jobs.run(
            title,
            work,
            lambda found: self._on_loaded(key, *found),
            lambda error: self._on_load_failed(key, error),
            key=f"curves {key}",
            is_quiet=True,
        )

    def _on_loaded(self, key: str, curves: RunCurves, tail: LogTail | None = None) -> None:
        if tail:
            self._tails[key] = tail
        curves.feed(self._loading.pop(key, []))  # its RunStarted rewinds what the log already had
        self._curves[key] = curves
        self.changed.emit()

    def _on_load_failed(self, key: str, error: Exception) -> None:
        """A log that cannot be read: an empty curve with the sentence as its warning, and whatever is live."""
        curves = RunCurves()
        curves.warnings.append(say_sentence(error))
        self._on_loaded(key, curves)


def key_of(run: Run) -> str:
    return str(run.folder)


def _name(run: Run) -> str:
    try:
        return notes_of(run).name
    except StudioError:
        return ""


def _state(run: Run) -> RunState | None:
    try:
        return run.state()
    except StudioError:
        return None
