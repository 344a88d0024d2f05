"""What a run would do, in a few lines, before there is one."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.freezing import frozen_leaves, trainable_parameters
from tlstudio.engine.model.heads import trace
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.runs.words import work_words
from tlstudio.gui.services.images import Images
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.session import TrainingSession
from tlstudio.gui.widgets.notices import Note
from tlstudio.gui.widgets.numbers import count, joined, short_count

if TYPE_CHECKING:
    from tlstudio.engine.training.before.timing import Timing


@dataclass(frozen=True, slots=True)
class Sizes:
    """Images of each part of the split."""

    train: int
    val: int
    test: int


def sizes_of(images: Images) -> Sizes | None:
    """How many images train, choose the best epoch and measure; None while that is not known, or cannot be."""
    parts = images.split.value
    return Sizes(len(parts.train), len(parts.val), len(parts.test)) if parts else None


def plan_lines(services: Services, timing: "Timing | None") -> list[Note]:
    """Images, what trains, what runs once if that is known, and how long.

    Where something is missing or not yet known, its line says so. `timing` is what was measured of the project.
    """
    spec, sizes = services.document.spec, sizes_of(services.images)
    trains = [_what_trains(services), *_source(services)]
    return [_images(services.images, sizes), *trains, *_what_runs(timing), _length(spec, sizes)]


def starting_lines(session: TrainingSession) -> list[Note]:
    """How far the work before the first step is, and what runs once if that is known."""
    text = say("Reading the images and the backbone's weights")
    if session.progress:
        said = " · ".join(filter(None, work_words(session.progress, session.work_rate)))
        phase = say_sentence(session.progress.phase)
        text = f"{phase}: {said}" if said else f"{phase}…"
    return [Note("clock", text), *_once(say_sentence(session.started.plan) if session.started else "")]


def _what_runs(timing: "Timing | None") -> list[Note]:
    if timing is None or not timing.phases_epochs:
        return _once(say_sentence(timing.plan) if timing else "")
    text = say("From epoch {epoch} on: {sentence}")
    return _once(text.format(epoch=count(timing.phases_epochs + 1), sentence=say_sentence(timing.plan)))


def _once(sentence: str) -> list[Note]:
    return [Note("scissors", sentence)] if sentence else []


def _source(services: Services) -> list[Note]:
    """What is kept of what the backbone knew, and who found how."""
    spec, trains = services.document.spec, _parameters(services)
    if spec.objective.source != "none" and trains and not trains[0]:
        return [Note("info", say("A frozen backbone forgets nothing, so the source loss is idle"))]
    sentences = {
        "l2sp": say("Its weights stay near the pretrained ones (L2-SP, Li et al. 2018)"),
        "distill": say("It keeps answering as before (Learning without Forgetting, Li & Hoiem 2016)"),
        "rehearse": say("Images of the source task train along (rehearsal)"),
    }
    text = sentences.get(spec.objective.source)
    return [Note("model", text)] if text else []


def _images(images: Images, sizes: Sizes | None) -> Note:
    if images.index.is_busy:
        return Note("data", say("Reading the images…"))
    if images.problem:
        return Note("warning", images.problem, "warning")
    if sizes is None:
        return Note("data", say("No images yet."))
    text = say("{train} images to train on, {val} to validate")
    if sizes.test:
        text = say("{train} images to train on, {val} to validate, {test} kept for the test")
    return Note("data", text.format(train=count(sizes.train), val=count(sizes.val), test=count(sizes.test)))


def _what_trains(services: Services) -> Note:
    backbone = services.backbone
    if backbone.description.problem:
        return Note("warning", backbone.description.problem, "warning")
    numbers = _parameters(services)
    if numbers is None:
        return Note("flame", say("Looking at the backbone…"))
    in_backbone, in_head = numbers
    if not in_backbone:
        text = say("The head trains, {head} parameters; the backbone is frozen")
    else:
        text = say("The head trains and {backbone} of {all} parameters of the backbone")
    everything = backbone.tree.parameters if backbone.tree else 0
    text = text.format(head=count(in_head), backbone=_short(in_backbone), all=_short(everything))
    return Note("flame", text, "learn")


def _parameters(services: Services) -> tuple[int, int] | None:
    """Count what trains in the backbone and in the head; None while the backbone is not known."""
    spec, backbone, index = services.document.spec, services.backbone, services.images.index.value
    if backbone.tree is None or backbone.feature_shape is None:
        return None
    classes = len(index.class_names) if index else 2
    rows = trace(spec.head, backbone.feature_shape, classes, spec.objective.task)
    try:
        leaves = frozen_leaves(backbone.tree, spec.freeze)
    except StudioError:
        return None  # the tree of another backbone, for a moment; else the Model step says what is wrong
    return trainable_parameters(backbone.tree, leaves), sum(row.parameters for row in rows)


def _length(spec: ProjectSpec, sizes: Sizes | None) -> Note:
    epochs = spec.epochs
    if spec.head.solver != "steps":
        return Note("clock", say("The head is solved from the features at once, without epochs"))
    if sizes is None:
        return Note("clock", say("{epochs} epochs").format(epochs=count(epochs)))
    steps = math.ceil(sizes.train / spec.training.batch_size)
    text = say("{epochs} epochs of {steps} steps; the best one is kept")
    return Note("clock", text.format(epochs=count(epochs), steps=count(steps)))


def _short(number: int) -> str:
    return joined(short_count(number))
