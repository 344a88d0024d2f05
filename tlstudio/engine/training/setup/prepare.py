"""From a project to what the loop works with: images on disk, a classifier, feeds, an optimizer."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

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
from tlstudio.engine.training.losses.movement import start_of
from tlstudio.engine.training.losses.sources import Given, RehearsalImages, source_loss
from tlstudio.engine.training.losses.tasks import start_output, targets_of, task_of
from tlstudio.engine.training.setup.device import choose_device, place
from tlstudio.engine.training.setup.ema import Average, moving_tensors
from tlstudio.engine.training.setup.optimizer import build_optimizer
from tlstudio.engine.training.setup.work import Work, count_images, phases_of

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
    """What trains the project on these images below the folder. Raises StudioError as `prepare` does.

    `rehearsal` are images of the source task, below the project's rehearsal folder.
    """
    device = choose_device(device_name)
    torch.manual_seed(project.training.seed)
    own_pooling = project.head.pool == "own"
    backbone = build(project.backbone, project.data.channels, own_pooling=own_pooling, trusted=trust_weights)
    classifier = place(assemble(project, backbone, len(images.class_names)), device)
    if not any(parameter.requires_grad for parameter in classifier.parameters()):
        raise FreezeError("Everything is frozen, so there is nothing to train.")
    check_sampling(project)
    augment = project.augment if project.augment.is_on else None
    train = _feed(project, [folder / path for path in images.train], backbone, device, augment)
    val = _feed(project, [folder / path for path in images.val], backbone, device, None)
    check_solver(classifier.tree, project)
    source_images = _rehearsal_images(project, rehearsal, backbone, device, augment) if rehearsal else None
    counts = count_images(project.augment, train, val, source_images.feeds if source_images else ())
    # The last plan leaves the classifier with all that trains in the end.
    plans = _plans(project, classifier, counts, train, cache_bytes)
    if all(plan.keeps_train for plan in plans):
        train.source.drop_pixels()
    elif any(plan.pixels == "disk" for plan in plans):
        train.source.keep_in(StoredPixels(train.source.framing, len(train.source), cache_bytes))
    if all(plan.keeps_val for plan in plans):
        val.source.drop_pixels()
    scales = lr_scales(classifier.tree, project.freeze, project.training.backbone_lr_scale)
    taught = targets_of(images, "train", project.objective.task)
    outputs = len(images.class_names)
    start_output(classifier.head, project.objective, taught, outputs, project.training.sampling)
    task = task_of(project.objective, taught.to(device), outputs)
    start = start_of(classifier)
    source = source_loss(Given(project, backbone, classifier, start, train, source_images, trust_weights))
    others = list(source.head.parameters()) if source.head else []
    is_averaged = project.head.solver == "steps"
    average = Average(moving_tensors(classifier, source.head), project.training.ema_decay if is_averaged else 0.0)
    return Work(
        device,
        backbone.weights,
        images.class_names,
        classifier,
        build_optimizer(classifier, project.training, scales, others),
        task.loss(project.objective, taught, outputs).to(device),
        train,
        task,
        taught.to(device),
        val,
        targets_of(images, "val", project.objective.task).to(device),
        plans,
        start,
        source,
        average,
        augment,
        Mixing(project.augment, project.training.seed, outputs),
        project.training,
        cache_bytes,
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
    changes = Augment(augment or AugmentSpec(), project.training.seed)
    return ImageFeed(source, normalise, changes, device, augment.views if augment else 0)


def _rehearsal_images(
    project: ProjectSpec, images: SplitImages, backbone: Backbone, device: torch.device, augment: AugmentSpec | None
) -> RehearsalImages:
    folder = Path(project.objective.rehearsal_folder)
    train, val = (
        _feed(project, [folder / path for path in paths], backbone, device, changes)
        for paths, changes in ((images.train, augment), (images.val, None))
    )
    classes = [torch.tensor(labels, device=device) for labels in (images.train_labels, images.val_labels)]
    return RehearsalImages((train, val), (classes[0], classes[1]), len(images.class_names))


def _plans(
    project: ProjectSpec, classifier: Classifier, images: Images, train: ImageFeed, cache_bytes: int
) -> tuple[Plan, ...]:
    budgets = Budgets(KEPT_BYTES, cache_bytes)
    sample = train.source.noise(2).to(train.device)
    plans = tuple(plan_phase(classifier, phase, sample, images, budgets) for phase in phases_of(project, classifier))
    return plans if project.head.solver == "steps" else tuple(replace(plan, sentence=SOLVED) for plan in plans)
