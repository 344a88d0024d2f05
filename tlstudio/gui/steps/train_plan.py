"""What a run would do, in a few lines, before there is one."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.freezing import frozen_leaves, trainable_parameters
from tlstudio.engine.model.heads import trace
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.library import Library
from tlstudio.gui.widgets.notes import Note
from tlstudio.gui.widgets.quantities import count, joined, short_count

translate = QCoreApplication.translate  # the name that lupdate looks for


@dataclass(frozen=True, slots=True)
class Sizes:
    """Images of each part of the split."""

    train: int
    val: int
    test: int


def sizes_of(library: Library) -> Sizes | None:
    """How many images train, choose the best epoch and measure; None while that is not known, or cannot be."""
    parts = library.split
    return Sizes(len(parts.train), len(parts.val), len(parts.test)) if parts else None


def plan_lines(spec: ProjectSpec, library: Library) -> list[Note]:
    """Images, what trains, and how long: where something is missing or not yet known, that line says so."""
    sizes = sizes_of(library)
    return [_images(library, sizes), _what_trains(spec, library), *_source(spec), _length(spec, sizes)]


def _source(spec: ProjectSpec) -> list[Note]:
    """What is kept of what the backbone knew, and who found how."""
    sentences = {
        "l2sp": translate("Train", "Its weights stay near the pretrained ones (L2-SP, Li et al. 2018)"),
        "distill": translate("Train", "It keeps answering as before (Learning without Forgetting, Li & Hoiem 2016)"),
        "rehearse": translate("Train", "Images of the source task train along (rehearsal)"),
    }
    text = sentences.get(spec.objective.source)
    return [Note("model", text)] if text else []


def _images(library: Library, sizes: Sizes | None) -> Note:
    if library.is_scanning:
        return Note("data", translate("Train", "Reading the images…"))
    if problem := library.index_problem or library.split_problem:
        return Note("warning", problem, "warning")
    if sizes is None:
        return Note("data", translate("Train", "No images yet."))
    text = translate("Train", "{train} images to train on, {val} to validate")
    if sizes.test:
        text = translate("Train", "{train} images to train on, {val} to validate, {test} kept for the test")
    return Note("data", text.format(train=count(sizes.train), val=count(sizes.val), test=count(sizes.test)))


def _what_trains(spec: ProjectSpec, library: Library) -> Note:
    if library.backbone_problem:
        return Note("warning", library.backbone_problem, "warning")
    numbers = _parameters(spec, library)
    if numbers is None:
        return Note("flame", translate("Train", "Looking at the backbone…"))
    backbone, head = numbers
    if not backbone:
        text = translate("Train", "The head trains, {head} parameters; the backbone is frozen")
    else:
        text = translate("Train", "The head trains and {backbone} of {all} parameters of the backbone")
    everything = library.tree.parameters if library.tree else 0
    text = text.format(head=count(head), backbone=_short(backbone), all=_short(everything))
    return Note("flame", text, "learn")


def _parameters(spec: ProjectSpec, library: Library) -> tuple[int, int] | None:
    """What trains in the backbone and in the head."""
    if library.tree is None or library.feature_shape is None:
        return None
    classes = len(library.index.class_names) if library.index else 2
    rows = trace(spec.head, library.feature_shape, classes, spec.objective.task)
    try:
        leaves = frozen_leaves(library.tree, spec.freeze)
    except StudioError:
        return None  # the tree of another backbone, for a moment; else the Model step says what is wrong
    return trainable_parameters(library.tree, leaves), sum(row.parameters for row in rows)


def _length(spec: ProjectSpec, sizes: Sizes | None) -> Note:
    epochs = spec.epochs
    if spec.head.solver != "steps":
        return Note("clock", translate("Train", "The head is solved from the features at once, without epochs"))
    if sizes is None:
        return Note("clock", translate("Train", "{epochs} epochs").format(epochs=count(epochs)))
    steps = math.ceil(sizes.train / spec.training.batch_size)
    text = translate("Train", "{epochs} epochs of {steps} steps; the best one is kept")
    return Note("clock", text.format(epochs=count(epochs), steps=count(steps)))


def _short(number: int) -> str:
    return joined(short_count(number))
