"""From a project to what the loop works with: a network, samples, a plan of the feature cache, an objective."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.inputs import each
from tlstudio.engine.data.modality import KEPT_BYTES, Opening, Samples, modality_of
from tlstudio.engine.errors import FreezeError, RunError
from tlstudio.engine.model.checking import check_sampling, check_solver
from tlstudio.engine.model.classifier import Classifier, build_classifier
from tlstudio.engine.model.rates import lr_scales
from tlstudio.engine.project import AugmentSpec, ProjectSpec
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitSamples
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.inputs.decoded_store import DecodedOnDisk
from tlstudio.engine.training.inputs.feature_files import BUDGET_BYTES
from tlstudio.engine.training.inputs.mixing import Mixing
from tlstudio.engine.training.inputs.plan import Plan, plan_phase
from tlstudio.engine.training.inputs.plan_choice import Budgets, Counts
from tlstudio.engine.training.inputs.plan_words import CLOSED_FORM
from tlstudio.engine.training.losses.movement import Start, start_of
from tlstudio.engine.training.losses.sources import RehearsalSet, SourceSetting, source_loss
from tlstudio.engine.training.losses.tasks import LEARNING, task_of
from tlstudio.engine.training.setup.device import choose_device, place
from tlstudio.engine.training.setup.ema import EmaWeights, moving_tensors
from tlstudio.engine.training.setup.optimizer import build_optimizer
from tlstudio.engine.training.setup.work import Objective, Part, Work, count_samples, phases_of


def prepare(run: Run, device_name: str, trust_weights: bool, cache_bytes: int = BUDGET_BYTES) -> Work:
    """Build what the run trains. Raises a StudioError for anything in its project that cannot be used."""
    project = run.project()
    folder = Path(project.data.folder)
    return build_work(project, run.split(), folder, device_name, trust_weights, cache_bytes, run.rehearsal())


def build_work(
    project: ProjectSpec,
    split: SplitSamples,
    folder: Path,
    device_name: str,
    trust_weights: bool = False,
    cache_bytes: int = BUDGET_BYTES,
    rehearsal: SplitSamples | None = None,
) -> Work:
    """What trains the project on these samples below the folder. Raises StudioError as `prepare` does.

    `rehearsal` are samples of the source task, below the project's rehearsal folder.
    """
    device = choose_device(device_name)
    # Before the network is built: weights that are random follow from the seed.
    torch.manual_seed(project.training.seed)
    outputs = len(split.class_names)
    backbone, classifier = build_model(project, outputs, device, trust_weights=trust_weights)
    check_sampling(project)
    check_solver(classifier.tree, project)

    train, val = open_inputs(project, split, folder, backbone, device)
    source = open_rehearsal(project, rehearsal, backbone, device) if rehearsal else None
    counts = count_samples(project, train.samples, val.samples, source.samples if source else ())
    plans = plan_phases(project, classifier, counts, train.samples, cache_bytes)
    _keep_decoded(plans, train.samples, val.samples, cache_bytes)

    # The head draws its first weights when it is built; only then can the targets say where its output begins.
    LEARNING[project.objective.task].start(classifier.head, project, train.targets, outputs)
    start = start_of(classifier)
    objective = build_objective(project, backbone, classifier, start, train, source, outputs, trust_weights)
    # The head of the source task trains along, so the optimizer comes after the objective that makes it.
    others = list(objective.source.head.parameters()) if objective.source.head else []
    scales = lr_scales(classifier.tree, project.freeze, project.training.backbone_lr_scale)
    decay = project.training.ema_decay if project.head.solver == "steps" else 0.0
    return Work(
        project=project,
        device=device,
        class_names=split.class_names,
        weights=backbone.weights,
        classifier=classifier,
        optimizer=build_optimizer(classifier, project.training, scales, others),
        ema=EmaWeights(moving_tensors(classifier, objective.source.head), decay),
        start=start,
        train=train,
        val=val,
        objective=objective,
        plans=plans,
        cache_bytes=cache_bytes,
    )


def build_model(
    project: ProjectSpec, outputs: int, device: torch.device, *, trust_weights: bool
) -> tuple[Backbone, Classifier]:
    """The backbone with its weights, and the classifier on it. Raises FreezeError if nothing of it trains."""
    own_pooling = project.head.pool == "own"
    backbone = build(project.backbone, project.data.channels, own_pooling=own_pooling, trusted=trust_weights)
    classifier = place(assemble(project, backbone, outputs), device)
    if not any(parameter.requires_grad for parameter in classifier.parameters()):
        raise FreezeError("Everything is frozen, so there is nothing to train.")
    return backbone, classifier


def assemble(project: ProjectSpec, backbone: Backbone, outputs: int) -> Classifier:
    """The classifier of a project on the backbone. Raises FreezeError and HeadError."""
    sample = modality_of(project.data.kind).example(backbone.preprocessing, 1)
    seed, task = project.training.seed, project.objective.task
    return build_classifier(backbone.module, sample, project.freeze, project.head, outputs, seed, task)


def open_inputs(
    project: ProjectSpec, split: SplitSamples, folder: Path, backbone: Backbone, device: torch.device
) -> tuple[Part, Part]:
    """What the run trains on, and what it is judged by while it does. Raises RunError if one of them is empty."""
    augment = project.augment if project.augment.is_on else None
    train = _open(project, [folder / path for path in split.train], backbone, device, augment)
    val = _open(project, [folder / path for path in split.val], backbone, device, None)
    task = LEARNING[project.objective.task]
    return (
        Part(train, task.targets(split, "train", device)),
        Part(val, task.targets(split, "val", device)),
    )


def open_rehearsal(project: ProjectSpec, split: SplitSamples, backbone: Backbone, device: torch.device) -> RehearsalSet:
    """The samples of the source task that train along."""
    folder = Path(project.objective.rehearsal_folder)
    augment = project.augment if project.augment.is_on else None
    train, val = (
        _open(project, [folder / path for path in paths], backbone, device, changes)
        for paths, changes in ((split.train, augment), (split.val, None))
    )
    targets = [torch.tensor(labels, device=device) for labels in (split.train_labels, split.val_labels)]
    return RehearsalSet((train, val), (targets[0], targets[1]), len(split.class_names))


def plan_phases(
    project: ProjectSpec, classifier: Classifier, counts: Counts, samples: Samples, cache_bytes: int
) -> tuple[Plan, ...]:
    """What runs once and what runs in every epoch, phase by phase."""
    budgets, phases = Budgets(KEPT_BYTES, cache_bytes), phases_of(project, classifier)
    example = each(samples.example(2), lambda tensor: tensor.to(samples.device))
    plans = tuple(plan_phase(classifier, phase, example, counts, budgets) for phase in phases)
    # What is measured of the network from here on is that of the last phase, in which all trains that ever does.
    classifier.hold(phases[-1].held)
    if project.head.solver == "steps":
        return plans
    said = sentence(CLOSED_FORM, noun=modality_of(project.data.kind).noun)
    return tuple(replace(plan, sentence=said) for plan in plans)


def build_objective(
    project: ProjectSpec,
    backbone: Backbone,
    classifier: Classifier,
    start: Start,
    train: Part,
    rehearsal: RehearsalSet | None,
    outputs: int,
    trust_weights: bool,
) -> Objective:
    """The loss of the target task, that of the source task, and what the result is judged by."""
    device, spec = next(classifier.parameters()).device, project.objective
    source = source_loss(SourceSetting(project, backbone, classifier, start, train.samples, rehearsal, trust_weights))
    task = task_of(spec, train.targets, outputs)
    loss = task.loss(spec, train.targets, outputs).to(device)
    return Objective(task, loss, source, Mixing(project.augment, project.training.seed, outputs))


def _open(
    project: ProjectSpec,
    paths: Sequence[Path],
    backbone: Backbone,
    device: torch.device,
    augment: AugmentSpec | None,
) -> Samples:
    modality = modality_of(project.data.kind)
    if not paths:
        raise RunError(
            "There is no {noun} to train on, or none to validate with. Divide the {plural} anew.",
            noun=modality.noun,
            plural=modality.plural,
        )
    opening = Opening(project.data, backbone.preprocessing, device, augment, project.training.seed, KEPT_BYTES)
    return modality.open_samples(paths, opening)


def _keep_decoded(plans: Sequence[Plan], train: Samples, val: Samples, cache_bytes: int) -> None:
    """Keep decoded samples only where epochs come back to them, and where there is room for them."""
    if all(plan.keeps_train for plan in plans):
        train.drop_decoded()
    elif any(plan.decoded == "disk" for plan in plans):
        train.keep_decoded_in(DecodedOnDisk(train, cache_bytes))
    if all(plan.keeps_val for plan in plans):
        val.drop_decoded()
