"""What every step works with."""

from dataclasses import dataclass

from PySide6.QtCore import QObject

from tlstudio.gui.services.backbone import Backbone
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.services.recommender import Recommender
from tlstudio.gui.services.runs import ClassRenaming, Runs
from tlstudio.gui.services.session import TrainingSession
from tlstudio.gui.services.speed import Device, StepTimings


@dataclass(frozen=True, slots=True)
class Services:
    document: Document
    session: TrainingSession
    jobs: Jobs
    preferences: Preferences
    images: Images
    backbone: Backbone
    runs: Runs
    recommender: Recommender
    device: Device
    timings: StepTimings

    def close(self) -> None:
        """End all threads and leave nothing unsaved. Blocks until done."""
        self.session.close()
        self.jobs.close()
        self.document.close()


def create_services(parent: QObject) -> Services:
    """Make new services for one window, owned by it."""
    document = Document(parent)
    preferences = Preferences(parent)
    jobs = Jobs(parent)
    session = TrainingSession(document, preferences, parent)
    images, backbone, runs = Images(document, jobs, parent), Backbone(document, jobs, parent), Runs(document, parent)
    session.known_index = images.fresh_index
    session.events_arrived.connect(runs.note_events)
    session.ended.connect(runs.reload)
    ClassRenaming(document, runs, jobs, parent)
    recommender = Recommender(document, images, backbone, parent)
    device, timings = Device(jobs, parent), StepTimings(images, preferences, parent)
    return Services(document, session, jobs, preferences, images, backbone, runs, recommender, device, timings)
