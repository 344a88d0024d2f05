"""How far the parts of the project's backbone moved in its last run that trained any of them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.moving import Gradients, Movement
from tlstudio.engine.project import BackboneSpec, ProjectSpec
from tlstudio.engine.runs.events import EpochEnded
from tlstudio.engine.runs.run import Run
from tlstudio.gui.services.services import Services


@dataclass(frozen=True, slots=True)
class LastMovement:
    run: str = ""  # its number
    movement: Movement = field(default_factory=dict)
    gradients: Gradients = field(default_factory=dict)  # empty in a run of before they were measured


class MovementWatch(QObject):
    """Follows the runs of the project, also the living one: each of its epochs stands in the log as it ends."""

    changed = Signal()

    def __init__(self, services: Services, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._key = _key(services.document.spec.backbone)
        self.last = LastMovement()
        services.document.opened.connect(lambda: self._show(LastMovement()))
        services.runs.changed.connect(self.reload)
        services.document.spec_changed.connect(self._on_spec_changed)

    def reload(self) -> None:
        """Read the logs of the runs, in the background."""
        runs, key, jobs = self._services.runs.all, self._key, self._services.jobs
        title = self.tr("Reading how far parts have moved")
        jobs.run(title, lambda _progress, _stop: _find(runs, key), self._show, key="movement", is_quiet=True)

    def _on_spec_changed(self, spec: ProjectSpec) -> None:
        if _key(spec.backbone) != self._key:
            self._key = _key(spec.backbone)
            self._show(LastMovement())
            self.reload()

    def _show(self, last: LastMovement) -> None:
        if last != self.last:
            self.last = last
            self.changed.emit()


def _find(runs: Sequence[Run], key: tuple[str, str]) -> LastMovement:
    movements = (_last(run, key) for run in reversed(runs))
    return next((last for last in movements if last.movement), LastMovement())


def _last(run: Run, key: tuple[str, str]) -> LastMovement:
    """Empty for a run of another backbone, with all of it frozen, of before movement was measured, or damaged."""
    try:
        epoch = run.last(EpochEnded) if _key(run.project().backbone) == key else None
    except (StudioError, OSError):
        epoch = None
    return LastMovement(str(int(run.name)), epoch.moved, epoch.gradients) if epoch else LastMovement()


def _key(backbone: BackboneSpec) -> tuple[str, str]:
    """What the starting weights follow from; at another input size they are the same."""
    return backbone.name, backbone.weights
