"""Collects the facts behind the labels of the frame from the services."""

from functools import cache

from tlstudio.engine.backbones.catalogue import find, weights_state
from tlstudio.engine.errors import StudioError, UnknownBackbone
from tlstudio.engine.model.checking import check_model
from tlstudio.gui.answers.scores import best_text
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.window.overview import Overview

PRETRAINED = "pretrained"


def gather(services: Services) -> Overview:
    """What is so now."""
    document, session, images, runs = services.document, services.session, services.images, services.runs
    spec, index, trained, export = document.spec, images.index.value, runs.trained, runs.export
    backbone, unknown = _backbone(spec.backbone.name)
    return Overview(
        state=session.state,
        has_folder=bool(spec.data.folder),
        is_scanning=images.index.is_busy,
        images=len(index.paths) if index else 0,
        unlabelled=len(index.unlabelled) if index else 0,
        unreadable=len(images.undecided()),
        data_problem=images.problem,
        is_recipe_coming=services.recommender.is_coming,
        backbone=backbone,
        model_problem=unknown or services.backbone.description.problem or _model_problem(services),
        run=str(int(session.run.name)) if session.run else "",
        epoch=_epoch(services),
        epochs=session.started.epochs if session.started else spec.epochs,
        trained_run=str(int(trained.name)) if trained else "",
        trained_epochs=trained.state.epoch if trained else 0,
        best_epoch=trained.state.best_epoch if trained else 0,
        score=best_text(trained.state.metrics, "") if trained else "",
        exported=export.value.formats if export.value else "",
        export_ok=export.value is not None and export.value.is_verified,
        is_exporting=export.is_busy,
        fewest=min(index.counts().values(), default=0) if index else 0,
    )


def _model_problem(services: Services) -> str:
    """Why the model cannot be trained as the project describes it: its weights, its freeze or its head."""
    spec, index, described = services.document.spec, services.images.index.value, services.backbone.description
    info, known = find(spec.backbone.name), described.value
    if spec.backbone.weights == PRETRAINED and weights_state(info) in ("download", "none"):
        return say("The weights of {0} are not on this computer.").format(info.title)
    if known is None or known.name != spec.backbone.name or described.is_busy:
        return ""
    try:
        check_model(known.tree, known.feature_shape, spec, (len(index.class_names) if index else 0) or 2)
    except StudioError as error:
        return say_sentence(error)
    return ""


@cache
def _backbone(name: str) -> tuple[str, str]:
    """Its title, and a sentence if there is no such backbone."""
    try:
        return find(name).title, ""
    except UnknownBackbone as error:
        return name, say_sentence(error)


def _epoch(services: Services) -> int:
    """The epoch being trained, from 1."""
    session = services.session
    if not session.started or session.state is SessionState.IDLE:
        return 0
    done = max(0, session.step - 1) // max(1, session.started.steps_per_epoch)
    return min(done + 1, session.started.epochs)
