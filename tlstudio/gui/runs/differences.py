"""What was changed in a project since a run was trained, in words."""

from dataclasses import fields

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings import settings_of
from tlstudio.gui.language.say import say


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
        "data.folder": say("the image folder"),
        "data.table": say("the table"),
        "data.path_column": say("the table's column of file names"),
        "data.target_columns": say("the table's columns to learn"),
        "data.label_mark": say("the mark between labels"),
        "data.resize": say("how images are resized"),
        "data.background": say("the background colour"),
        "data.channels": say("the channels of images"),
        "data.val_share": say("the share of validation images"),
        "data.test_share": say("the share of test images"),
        "data.split_seed": say("the seed of the split"),
        "data.excluded": say("which images are left out"),
        "data.relabelled": say("the class of some images"),
        "data.labels": say("where labels come from"),
        "data.classes": say("the classes to label with"),
        "data.added": say("images from elsewhere"),
        "data.pinned": say("images moved between the parts of the split"),
        "data.class_names": say("the names of classes"),
        "data.groups": say("what the split keeps together"),
        "data.group_pattern": say("what the split keeps together"),
        "data.group_level": say("what the split keeps together"),
        "data.group_column": say("what the split keeps together"),
        "data.split_column": say("the table's column of parts"),
        "data.folds": say("the number of folds"),
        "data.fold": say("the fold that validates"),
        "augment.intensity": say("augmentation"),
        "augment.views": say("the prepared views"),
        "augment.custom": say("the changes of images"),
        "augment.mix": say("the mixing of images"),
        "augment.mix_alpha": say("the mixing of images"),
        "backbone.name": say("the backbone"),
        "backbone.weights": say("the backbone's weights"),
        "backbone.input_px": say("the input size"),
        "freeze.parts": say("what is frozen"),
        "freeze.batchnorm": say("what BatchNorm does"),
        "freeze.lr_scales": say("the learning rates of parts"),
        "freeze.phases": say("the phases of unfreezing"),
        "head.pool": say("the pooling"),
        "head.layers": say("the head"),
        "head.output": say("the output layer"),
        "head.solver": say("how the head is found"),
        "objective.task": say("the task"),
        "objective.regression_loss": say("the loss of numbers"),
        "objective.label_smoothing": say("label smoothing"),
        "objective.class_weights": say("class weights"),
        "objective.focal_gamma": say("the focal loss"),
        "objective.rehearsal_folder": say("the images that are rehearsed"),
        "objective.rehearsal_share": say("the share of rehearsed images"),
        "objective.source": say("what is kept of the source task"),
        "objective.source_weight": say("the weight of the source loss"),
        "training.epochs": say("the number of epochs"),
        "training.batch_size": say("the batch size"),
        "training.optimizer": say("the optimizer"),
        "training.lr": say("the learning rate"),
        "training.backbone_lr_scale": say("the learning rate of the backbone"),
        "training.weight_decay": say("weight decay"),
        "training.momentum": say("momentum"),
        "training.schedule": say("the schedule"),
        "training.warmup_steps": say("the warm-up"),
        "training.clip_norm": say("the clipping of gradients"),
        "training.patience": say("early stopping"),
        "training.sampling": say("how often classes are drawn"),
        "training.ema_decay": say("the average of the weights"),
        "training.minutes": say("the time budget"),
        "training.seed": say("the seed"),
    }
    return names.get(key, key)


def column_titles() -> dict[str, str]:
    """What each setting is called above a column."""
    names = {key: name_of(key).removeprefix("the ") for key in settings_of(ProjectSpec())}
    return {key: name[:1].upper() + name[1:] for key, name in names.items()}
