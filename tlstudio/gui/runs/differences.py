"""What was changed in a project since a run was trained, in words."""

from dataclasses import fields

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings import settings_of

translate = QCoreApplication.translate  # the name that lupdate looks for


def changes(trained: ProjectSpec, now: ProjectSpec) -> list[str]:
    """The settings that differ, each named once, in the order of the steps."""
    return [
        name_of(f"{group.name}.{field.name}")
        for group in fields(ProjectSpec)
        for field in fields(getattr(now, group.name))
        if getattr(getattr(trained, group.name), field.name) != getattr(getattr(now, group.name), field.name)
    ]


def name_of(key: str) -> str:
    """What a setting is called in a sentence; `key` is such as "training.lr"."""
    names = {
        "data.folder": translate("Changes", "the image folder"),
        "data.table": translate("Changes", "the table"),
        "data.path_column": translate("Changes", "the table's column of file names"),
        "data.target_columns": translate("Changes", "the table's columns to learn"),
        "data.label_mark": translate("Changes", "the mark between labels"),
        "data.resize": translate("Changes", "how images are resized"),
        "data.background": translate("Changes", "the background colour"),
        "data.channels": translate("Changes", "the channels of images"),
        "data.val_share": translate("Changes", "the share of validation images"),
        "data.test_share": translate("Changes", "the share of test images"),
        "data.split_seed": translate("Changes", "the seed of the split"),
        "data.excluded": translate("Changes", "which images are left out"),
        "data.relabelled": translate("Changes", "the class of some images"),
        "data.labels": translate("Changes", "where labels come from"),
        "data.classes": translate("Changes", "the classes to label with"),
        "data.added": translate("Changes", "images from elsewhere"),
        "data.pinned": translate("Changes", "images moved between the parts of the split"),
        "data.class_names": translate("Changes", "the names of classes"),
        "data.groups": translate("Changes", "what the split keeps together"),
        "data.group_pattern": translate("Changes", "what the split keeps together"),
        "data.group_level": translate("Changes", "what the split keeps together"),
        "data.group_column": translate("Changes", "what the split keeps together"),
        "data.split_column": translate("Changes", "the table's column of parts"),
        "data.folds": translate("Changes", "the number of folds"),
        "data.fold": translate("Changes", "the fold that validates"),
        "augment.intensity": translate("Changes", "augmentation"),
        "augment.views": translate("Changes", "the prepared views"),
        "augment.custom": translate("Changes", "the changes of images"),
        "augment.mix": translate("Changes", "the mixing of images"),
        "augment.mix_alpha": translate("Changes", "the mixing of images"),
        "backbone.name": translate("Changes", "the backbone"),
        "backbone.weights": translate("Changes", "the backbone's weights"),
        "backbone.input_px": translate("Changes", "the input size"),
        "freeze.parts": translate("Changes", "what is frozen"),
        "freeze.batchnorm": translate("Changes", "what BatchNorm does"),
        "freeze.lr_scales": translate("Changes", "the learning rates of parts"),
        "freeze.phases": translate("Changes", "the phases of unfreezing"),
        "head.pool": translate("Changes", "the pooling"),
        "head.layers": translate("Changes", "the head"),
        "head.output": translate("Changes", "the output layer"),
        "head.solver": translate("Changes", "how the head is found"),
        "objective.task": translate("Changes", "the task"),
        "objective.regression_loss": translate("Changes", "the loss of numbers"),
        "objective.label_smoothing": translate("Changes", "label smoothing"),
        "objective.class_weights": translate("Changes", "class weights"),
        "objective.focal_gamma": translate("Changes", "the focal loss"),
        "objective.rehearsal_folder": translate("Changes", "the images that are rehearsed"),
        "objective.rehearsal_share": translate("Changes", "the share of rehearsed images"),
        "objective.source": translate("Changes", "what is kept of the source task"),
        "objective.source_weight": translate("Changes", "the weight of the source loss"),
        "training.epochs": translate("Changes", "the number of epochs"),
        "training.batch_size": translate("Changes", "the batch size"),
        "training.optimizer": translate("Changes", "the optimizer"),
        "training.lr": translate("Changes", "the learning rate"),
        "training.backbone_lr_scale": translate("Changes", "the learning rate of the backbone"),
        "training.weight_decay": translate("Changes", "weight decay"),
        "training.momentum": translate("Changes", "momentum"),
        "training.schedule": translate("Changes", "the schedule"),
        "training.warmup_steps": translate("Changes", "the warm-up"),
        "training.clip_norm": translate("Changes", "the clipping of gradients"),
        "training.patience": translate("Changes", "early stopping"),
        "training.sampling": translate("Changes", "how often classes are drawn"),
        "training.ema_decay": translate("Changes", "the average of the weights"),
        "training.minutes": translate("Changes", "the time budget"),
        "training.seed": translate("Changes", "the seed"),
    }
    return names.get(key, key)


def column_titles() -> dict[str, str]:
    """What each setting is called above a column."""
    names = {key: name_of(key).removeprefix("the ") for key in settings_of(ProjectSpec())}
    return {key: name[:1].upper() + name[1:] for key, name in names.items()}
