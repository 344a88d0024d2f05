"""The dialog that compares backbones on the user's own images, and takes one of them into the project."""

from collections import deque
from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QLabel, QProgressBar, QPushButton, QStackedWidget, QWidget

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.evaluation.ranking import Question, Standing, candidates, suggestions, verdict
from tlstudio.engine.project import BackboneSpec
from tlstudio.engine.runs.events import Progress as Told
from tlstudio.gui.backbones.leaderboard_model import Entry, LeaderboardModel
from tlstudio.gui.backbones.leaderboard_table import LeaderboardTable
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Cancelled, Job, Jobs, Progress, ShouldStop
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner, ReasonPage
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of, hairline, row_of


class LeaderboardDialog(QDialog):
    """Shows what is known, measures what is ticked when asked to; `backbone_chosen` says which row is used.

    It begins with what `show_question` brings, and measures what `measure` asks after `start_asked`.
    """

    backbone_chosen = Signal(object)  # BackboneSpec
    start_asked = Signal()
    images_asked = Signal()
    gallery_asked = Signal()

    def __init__(self, own: BackboneSpec, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._own = own
        self._jobs = jobs
        self._job: Job | None = None  # that measures
        self._asked: Sequence[BackboneSpec] = ()
        self._arrived: deque[Told | Standing] = deque()
        self._obstacle = ""
        self.board = LeaderboardModel(self)
        self.table = LeaderboardTable(self.board, own, self)
        self.empty = ReasonPage("image", self.tr("Open a folder of images…"), self)
        self.sentence, self._method = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.banner = Banner(self)
        self.progress, self._progress_text, self._reason = QProgressBar(), QLabel(), QLabel()
        self.more_button = QPushButton(self.tr("Find more backbones…"))
        self.close_button, self.start_button = QPushButton(), QPushButton(self.tr("Start"))
        self._pages = QStackedWidget(self)
        self._set_up()
        self._lay_out()
        self._connect()
        self._show_state()

    def show_question(self, question: Question | None, obstacle: str) -> None:
        """Show what is known of a question; `obstacle` says why nothing can be measured now, and None why ever."""
        self._pages.setCurrentIndex(0 if question else 1)
        self.set_obstacle(obstacle)
        if question is None:
            self.empty.say(self.tr("Nothing to compare on yet"), obstacle)
            return
        own = self._own

        def look(_progress: Progress, _should_stop: ShouldStop) -> list[Entry]:
            from tlstudio.engine.evaluation.leaderboard import remembered

            return _entries(own, remembered(question))

        title = self.tr("Looking for backbones on this computer")
        self._jobs.run(title, look, self._on_entries, self._on_failed, key="look", is_quiet=True)

    def set_obstacle(self, sentence: str) -> None:
        """Say why nothing can be measured now; empty if it can."""
        self._obstacle = sentence
        self._show_state()

    def measure(self, question: Question) -> None:
        """Measure what is ticked, one after another; rows arrive as they are done."""
        asked, arrived = self.board.asked(), self._arrived

        def work(progress: Progress, should_stop: ShouldStop) -> None:
            from tlstudio.engine.evaluation.leaderboard import compare

            for event in compare(question, asked, should_stop=should_stop):
                arrived.append(event)
                if isinstance(event, Told):
                    progress(event.done, event.total)

        self._asked = asked
        self.banner.hide()
        title = self.tr("Comparing backbones")
        self._job = self._jobs.run(title, work, lambda _: self._on_measured(), self._on_failed, key="compare")
        self._show_state()

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Compare backbones on my images"))
        self.resize(940, 560)
        self.start_button.setDefault(True)
        self.close_button.setAutoDefault(False)
        self.more_button.setAutoDefault(False)
        self.progress.setMinimumWidth(180)
        self.progress.setTextVisible(False)
        self._method.setText(
            self.tr(
                "Each backbone, frozen, looks once at up to 500 of your training and validation images. A simple head "
                "then answers for images it has not seen. It is the floor that training has to beat."
            )
        )
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        for widget, role in (
            (self.sentence, "section"),
            (self._method, "secondary"),
            (self._progress_text, "small secondary"),
            (self._reason, "small secondary"),
            (self.start_button, "primary"),
            (self.close_button, "tall"),
            (self.more_button, "tall"),
            (self.empty.button, "primary"),
        ):
            set_role(widget, role)

    def _lay_out(self) -> None:
        page = QWidget(self)
        middle = column_of(10, parent=page)
        for widget in (self.sentence, self._method, self.banner):
            middle.addWidget(widget)
        middle.addWidget(self.table, 1)
        self._pages.addWidget(page)
        self._pages.addWidget(self.empty)
        column = column_of(10, (self._pages, 1), hairline(self), margins=(16, 14, 16, 14), parent=self)
        ends = (self._reason, self.close_button, self.start_button)
        column.addLayout(row_of(10, self.more_button, self.progress, self._progress_text, None, *ends))

    def _connect(self) -> None:
        self.table.use_asked.connect(self._use)
        self.board.dataChanged.connect(self._show_state)
        self.empty.pressed.connect(self._open_images)
        self.more_button.clicked.connect(self._open_gallery)
        self.start_button.clicked.connect(self.start_asked)
        self.close_button.clicked.connect(self.reject)
        self._jobs.changed.connect(self._drain)

    def _on_entries(self, entries: list[Entry]) -> None:
        self.board.show_rows(entries)
        here = [entry for entry in entries if entry.is_here]
        if len(here) < 2:
            words = self.tr("Only one backbone is on this computer: {name}. Fetch another to compare it with.")
            none = self.tr("No backbone is on this computer yet.")
            self.banner.say("info", words.format(name=here[0].info.title) if here else none)
        self._show_state()

    def _drain(self) -> None:
        """Take over what has been measured since the last time."""
        while self._arrived:
            event = self._arrived.popleft()
            if isinstance(event, Standing):
                self.board.take(event)
                self._asked = self._asked[1:]
                self._show_state()
            elif self._job:
                self._show_progress(event)

    def _show_progress(self, event: Told) -> None:
        self.board.set_running(self._asked[0])
        self.progress.setMaximum(event.total)
        self.progress.setValue(event.done)
        words = self.tr("{phase} · {done} of {total}")
        self._progress_text.setText(
            words.format(phase=say_sentence(event.phase), done=count(event.done), total=count(event.total))
        )

    def _on_measured(self) -> None:
        self._drain()
        self._end()

    def _on_failed(self, error: Exception) -> None:
        self._drain()
        self._end()
        if not isinstance(error, Cancelled):
            self.banner.say("error", say_sentence(error))

    def _end(self) -> None:
        self._job = None
        self.board.set_running(None)
        self._show_state()

    def _show_state(self) -> None:
        """Let the sentence and the buttons say what is so now."""
        is_measuring, is_empty = self._job is not None, self._pages.currentIndex() == 1
        self.sentence.setText(self._finding(is_measuring))
        self.more_button.setHidden(is_measuring or is_empty)
        self.start_button.setHidden(is_empty)
        self.progress.setVisible(is_measuring)
        self._progress_text.setVisible(is_measuring)
        reason = self._why_not()
        self._reason.setText("" if is_measuring or is_empty else reason)
        self.start_button.setDisabled(is_measuring or bool(reason))
        self.start_button.setAccessibleDescription(reason)
        self.close_button.setText(self.tr("Cancel") if is_measuring else self.tr("Close"))

    def _finding(self, is_measuring: bool) -> str:
        standings = self.board.standings
        if not standings:
            return self.tr("Which backbone sees the most in your images?")
        return self.tr("So far: {finding}").format(finding=verdict(standings)) if is_measuring else verdict(standings)

    def _why_not(self) -> str:
        """Why nothing can be started; empty if it can."""
        if self._obstacle or self.board.asked():
            return self._obstacle
        if not self.board.rows:
            return self.tr("Looking for backbones…")
        is_done = all(entry.measured for entry in self.board.rows if entry.is_here)
        return self.tr("All are measured") if is_done else self.tr("Tick what to compare")

    def _use(self, spec: BackboneSpec) -> None:
        self.backbone_chosen.emit(spec)
        self.accept()

    def _open_images(self) -> None:
        self.accept()
        self.images_asked.emit()

    def _open_gallery(self) -> None:
        self.accept()
        self.gallery_asked.emit()

    # What Qt asks of a dialog.

    def done(self, result: int) -> None:
        for key in ("look", "compare"):
            self._jobs.drop(key)
        self._job = None
        super().done(result)

    def reject(self) -> None:
        """The first Cancel ends the comparison, the next one closes."""
        if self._job:
            self._job.cancel()
        else:
            super().reject()


def _entries(own: BackboneSpec, known: Sequence[Standing]) -> list[Entry]:
    """All that is here, with what is known of it, and some of what could be."""
    standings = {standing.backbone: standing for standing in known}
    here = [Entry(spec, find(spec.name), True, standings.get(spec)) for spec in candidates(own)]
    return [*here, *(Entry(BackboneSpec(info.name), info, False) for info in suggestions())]
