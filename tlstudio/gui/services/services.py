"""What every step works with."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from tlstudio.gui.services.document import Document
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.library import Library
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.services.recommender import Recommender
from tlstudio.gui.services.runs import RunNames, RunWatch
from tlstudio.gui.services.session import TrainingSession
from tlstudio.gui.services.speed import Measured


@dataclass(frozen=True, slots=True)
class Services:
    document: Document
    session: TrainingSession
    jobs: Jobs
    preferences: Preferences
    library: Library
    watch: RunWatch
    recommender: Recommender
    measured: Measured

    def close(self) -> None:
        """End all threads and leave nothing unsaved. Blocks until done."""
        self.session.close()
        self.jobs.close()
        self.document.close()


def create_services(parent: QObject) -> Services:
    """New services for one window, owned by it."""
    document = Document(parent)
    preferences = Preferences(parent)
    jobs = Jobs(parent)
    session = TrainingSession(document, preferences, parent)
    library = Library(document, jobs, parent)
    session.known_index = library.fresh_index
    session.events_arrived.connect(library.note_events)
    session.ended.connect(library.reload_runs)
    RunNames(document, library, jobs, parent)
    watch, recommender = RunWatch(document, library, parent), Recommender(document, library, parent)
    measured = Measured(library, preferences, parent)
    return Services(document, session, jobs, preferences, library, watch, recommender, measured)
