"""The five steps, each imported only when it is first shown."""

from collections.abc import Callable, Mapping

from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import Step


def make_step(name: str, services: Services) -> Step:
    """A new step by its name in `STEPS` of overview.py."""
    return _MAKERS[name](services)


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


_MAKERS: Mapping[str, Callable[[Services], Step]] = {
    "data": _data,
    "model": _model,
    "train": _train,
    "inspect": _inspect,
    "export": _export,
}
