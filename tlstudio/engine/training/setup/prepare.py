"""From a project to what the loop works with: images on disk, a classifier, feeds, an optimizer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import nn

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.backbones.catalogue import Preprocessing
from tlstudio.engine.data.image.reading import Framing
from tlstudio.engine.data.image.source import KEPT_BYTES, ImageSource
from tlstudio.engine.data.image.transforms import Augment, Normalise
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.model.checking import check_sampling, check_solver
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import AugmentSpec, ProjectSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitImages
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.inputs.feed import ImageFeed
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.pixel_store import StoredPixels
from tlstudio.engine.training.inputs.plan import Plan, plan_phase
from tlstudio.engine.training.inputs.plan_choice import Budgets, Images
from tlstudio.engine.training.losses.movement import Start, start_of
from tlstudio.engine.training.losses.source_loss import SourceLoss
from tlstudio.engine.training.losses.sources import Given, RehearsalImages, source_loss
from tlstudio.engine.training.losses.target_loss import start_output
from tlstudio.engine.training.losses.tasks import task_of
from tlstudio.engine.training.setup.device import choose_device, place
from tlstudio.engine.training.setup.ema import Average, moving_tensors
from tlstudio.engine.training.setup.optimizer import build_optimizer
from tlstudio.engine.training.setup.work import (
    Labelled,
    Model,
    Objective,
    RunInputs,
    Updates,
    Work,
    count_images,
    phases_of,
)

SOLVED = "The backbone is frozen, so it runs once per image; the head is solved from the stored features in one go."


def prepare(
    project: ProjectSpec, run: Run, device_name: str, trust_weights: bool, cache_bytes: int = BUDGET_BYTES
) -> Work:
    """Build what the run trains. Raises a StudioError for anything in the project that cannot be used."""
    folder = Path(run.project().data.folder)
    return build_work(project, run.split(), folder, device_name, trust_weights, cache_bytes, run.rehearsal())


def build_work(
    project: ProjectSpec,
    images: SplitImages,
    folder: Path,
    device_name: str,
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    rehearsal: SplitImages | None = None,
) -> Work:
    """Build what trains the project on these images below the folder. Raises StudioError as `prepare` does.

    `rehearsal` are images of the source task, below the project's rehearsal folder.
    """
    device = choose_device(device_name)
    model = build_model(project, len(images.class_names), device, trust_weights)
    inputs = open_inputs(project, images, folder, model.backbone, device)
    source_images = _rehearsal_images(project, rehearsal, model.backbone, inputs) if rehearsal else None
    counts = count_images(project.augment, inputs, source_images.feeds if source_images else ())
    # The last plan leaves the classifier with all that trains in the end. Whatever asks what trains comes after it.
    plans = plan_phases(project, model.classifier, inputs, counts, cache_bytes)
    place_pixels(inputs, plans, cache_bytes)
    outputs, sampling = len(inputs.class_names), project.training.sampling
    # Before the EMA takes its copy of the weights.
    start_output(model.classifier.head, project.objective, inputs.train.targets.cpu(), outputs, sampling)
    start = start_of(model.classifier)
    source = source_loss(
        Given(project, model.backbone, model.classifier, start, inputs.train.images, source_images, trust_weights)
    )
    return Work(
        device=device,
        model=model,
        inputs=inputs,
        objective=build_objective(project, inputs, source),
        # The source loss may bring a head of its own, which trains along.
        updates=build_updates(project, model.classifier, start, source.head),
        plans=plans,
        training=project.training,
        cache_bytes=cache_bytes,
    )


def build_model(project: ProjectSpec, outputs: int, device: torch.device, trust_weights: bool) -> Model:
    """Build the backbone and put the project's head on it. Raises StudioError for what cannot be trained."""
    torch.manual_seed(project.training.seed)  # first of all: random weights are drawn from torch's own stream
    own_pooling = project.head.pool == "own"
    backbone = build(project.backbone, project.data.channels, own_pooling=own_pooling, trusted=trust_weights)
    classifier = place(assemble(project, backbone, outputs), device)
    if not any(parameter.requires_grad for parameter in classifier.parameters()):
        raise FreezeError("Everything is frozen, so there is nothing to train.")
    check_sampling(project)
    check_solver(classifier.tree, project)
    return Model(backbone, classifier)


def open_inputs(
    project: ProjectSpec, images: SplitImages, folder: Path, backbone: Backbone, device: torch.device
) -> RunInputs:
    """Open the images to train on and to validate with; only those to train on are varied."""
    augment = project.augment if project.augment.is_on else None
    train = _feed(project, [folder / path for path in images.train], backbone, device, augment)
    val = _feed(project, [folder / path for path in images.val], backbone, device, None)
    train_targets, val_targets = (torch.from_numpy(images.targets_of(part)).to(device) for part in ("train", "val"))
    mixing = Mixing(project.augment, project.training.seed, len(images.class_names))
    return RunInputs(
        class_names=images.class_names,
        train=Labelled(train, train_targets),
        val=Labelled(val, val_targets),
        augment=augment,
        mixing=mixing,
    )


def plan_phases(
    project: ProjectSpec, classifier: Classifier, inputs: RunInputs, images: Images, cache_bytes: int
) -> tuple[Plan, ...]:
    """Plan each phase in its order; the classifier is left as it trains in the last one."""
    budgets = Budgets(KEPT_BYTES, cache_bytes)
    feed = inputs.train.images
    sample = feed.source.noise(2).to(feed.device)
    plans = tuple(plan_phase(classifier, phase, sample, images, budgets) for phase in phases_of(project, classifier))
    return plans if project.head.solver == "steps" else tuple(replace(plan, sentence=SOLVED) for plan in plans)


def place_pixels(inputs: RunInputs, plans: Sequence[Plan], cache_bytes: int) -> None:
    """Drop decoded pixels where features take their place, and store on disk what does not fit into memory."""
    train, val = inputs.train.images.source, inputs.val.images.source
    if all(plan.keeps_train for plan in plans):
        train.drop_pixels()
    elif any(plan.pixels == "disk" for plan in plans):
        train.keep_in(StoredPixels(train.framing, len(train), cache_bytes))
    if all(plan.keeps_val for plan in plans):
        val.drop_pixels()


def build_objective(project: ProjectSpec, inputs: RunInputs, source: SourceLoss) -> Objective:
    """What training makes small; weights of classes and deviations of numbers are those of the training targets."""
    targets, outputs = inputs.train.targets, len(inputs.class_names)
    task = task_of(project.objective, targets, outputs)
    # Weights are added up on the CPU, where they come out the same on every machine.
    target_loss = task.loss(project.objective, targets.cpu(), outputs).to(targets.device)
    return Objective(target_loss, source, task)


def build_updates(project: ProjectSpec, classifier: Classifier, start: Start, source_head: nn.Module | None) -> Updates:
    """Set up what moves the weights, and the average of them, where one is asked for."""
    training = project.training
    scales = lr_scales(classifier.tree, project.freeze, training.backbone_lr_scale)
    others = list(source_head.parameters()) if source_head else []
    decay = training.ema_decay if project.head.solver == "steps" else 0.0  # a head that is solved has one step
    return Updates(
        start,
        build_optimizer(classifier, training, scales, others),
        Average(moving_tensors(classifier, source_head), decay),
    )


def assemble(project: ProjectSpec, backbone: Backbone, outputs: int) -> Classifier:
    """The classifier of a project on the backbone. Raises FreezeError and HeadError."""
    sample = torch.zeros(1, *backbone.preprocessing.shape)
    seed, task = project.training.seed, project.objective.task
    return build_classifier(backbone.module, sample, project.freeze, project.head, outputs, seed, task)


def framing_of(project: ProjectSpec, wanted: Preprocessing) -> Framing:
    """How the images of a project become what the backbone takes."""
    data, interpolation = project.data, wanted.interpolation
    return Framing(wanted.input_px, data.resize, wanted.crop_pct, interpolation, data.background, wanted.channels)


def _feed(
    project: ProjectSpec, paths: Sequence[Path], backbone: Backbone, device: torch.device, augment: AugmentSpec | None
) -> ImageFeed:
    if not paths:
        raise RunError("There is no image to train on, or none to validate with. Divide the images anew.")
    normalise = Normalise(backbone.preprocessing.mean, backbone.preprocessing.std)
    source = ImageSource(paths, framing_of(project, backbone.preprocessing), KEPT_BYTES)
    policy = Augment(augment or AugmentSpec(), project.training.seed)
    return ImageFeed(source, normalise, policy, device, augment.views if augment else 0)


def _rehearsal_images(
    project: ProjectSpec, images: SplitImages, backbone: Backbone, inputs: RunInputs
) -> RehearsalImages:
    """Open the images of the source task, varied as those of the target are."""
    folder, device = Path(project.objective.rehearsal_folder), inputs.train.targets.device
    train, val = (
        _feed(project, [folder / path for path in paths], backbone, device, policy)
        for paths, policy in ((images.train, inputs.augment), (images.val, None))
    )
    targets = (torch.from_numpy(images.targets_of(name)).to(device) for name in ("train", "val"))
    return RehearsalImages((train, val), (next(targets), next(targets)), len(images.class_names))
