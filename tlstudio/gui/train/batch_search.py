"""Looking for the largest batch that fits into memory, in the background, for the project as it is then."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.train.settings import TrainSettings

if TYPE_CHECKING:
    from tlstudio.engine.training.before.batch_finder import BatchFound

KEY = "find batch"


class BatchSearch(QObject):
    """Its answer becomes an edit and a sentence below the settings; a change of the project ends it."""

    def __init__(self, services: Services, settings: TrainSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._settings = settings
        settings.batch_wanted.connect(self.start)
        services.document.spec_changed.connect(self._end)
        services.session.state_changed.connect(self._end)

    def start(self) -> None:
        services, spec = self._services, self._services.document.spec
        index, device = services.images.fresh_index(), services.preferences.device
        if services.session.is_alive:
            self._settings.tell_of_batch(self.tr("This can be looked for once the run has ended."))
            return
        if index is None:
            self._settings.tell_of_batch(self.tr("The images have not been read yet. Try again in a moment."))
            return

        def work(_progress: Progress, should_stop: ShouldStop) -> "BatchFound":
            from tlstudio.engine.training.before.batch_finder import find_batch

            return find_batch(spec, index, device=device, should_stop=should_stop)

        self._settings.set_batch_wanted(True)
        services.jobs.run(self.tr("Measuring the memory of a step"), work, self._on_found, self._on_failed, key=KEY)

    def _on_found(self, result: "BatchFound") -> None:
        self._settings.set_batch_wanted(False)
        self._settings.take_batch(result.batch_size, say_sentence(result.sentence))

    def _on_failed(self, error: Exception) -> None:
        self._settings.set_batch_wanted(False)
        self._settings.tell_of_batch(say_sentence(error))

    def _end(self) -> None:
        """What is being measured is no longer asked for."""
        if self._services.jobs.find(KEY):
            self._services.jobs.drop(KEY)
            self._settings.set_batch_wanted(False)
