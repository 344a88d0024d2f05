"""The five steps, each imported only when it is first shown, or ahead of that while nothing else happens."""

from collections.abc import Callable, Mapping
from importlib import import_module

from tlstudio.gui.services.jobs import Progress, ShouldStop
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import Step


def make_step(name: str, services: Services) -> Step:
    """A new step by its name in `STEPS` of overview.py."""
    return _MAKERS[name](services)


def import_ahead(_progress: Progress, should_stop: ShouldStop) -> None:
    """Import what the steps need, for a thread: to import it when a step is shown would hold the window up."""
    for name in _AHEAD:
        if should_stop():
            return
        import_module(f"tlstudio.gui.{name}")


def _data(services: Services) -> Step:
    from tlstudio.gui.data.step import DataStart

    return DataStart(services)


def _model(services: Services) -> Step:
    from tlstudio.gui.model.step import ModelStep

    return ModelStep(services)


def _train(services: Services) -> Step:
    from tlstudio.gui.train.step import TrainStep

    return TrainStep(services)


def _inspect(services: Services) -> Step:
    from tlstudio.gui.inspect.step import InspectStep

    return InspectStep(services)


def _export(services: Services) -> Step:
    from tlstudio.gui.export.step import ExportStep

    return ExportStep(services)


# What is imported late within a step stands here too; the first two are shown first.
_AHEAD = ("model.step", "train.step", "curves.views", "curves.menu", "inspect.step", "export.step")

_MAKERS: Mapping[str, Callable[[Services], Step]] = {
    "data": _data,
    "model": _model,
    "train": _train,
    "inspect": _inspect,
    "export": _export,
}
