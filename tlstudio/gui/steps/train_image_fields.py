"""The settings of training that say which images a step takes."""

from PySide6.QtCore import QCoreApplication

from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.steps.train_setting import Setting

translate = QCoreApplication.translate  # the name that lupdate looks for


def image_settings() -> tuple[Setting, ...]:
    return (
        Setting(
            "augment",
            "mix",
            translate("Train", "Mix two images"),
            translate(
                "Train",
                "Mixup and CutMix train on two images at once, the answer shared likewise: calmer with few images and "
                "many epochs. The whole network then runs for every image. Data, What training sees, shows it.",
            ),
            choices={"none": translate("Train", "Off"), "mixup": "Mixup", "cutmix": "CutMix"},
            is_used=_takes_steps,
        ),
        Setting(
            "augment",
            "mix_alpha",
            translate("Train", "Mixing α"),
            translate("Train", "How evenly two images are mixed: 0.2 is mostly one of them, 1 is any share."),
            is_used=lambda spec: spec.augment.mix != "none",
        ),
        Setting(
            "training",
            "sampling",
            translate("Train", "Classes drawn"),
            translate(
                "Train",
                "Equally: an epoch has as many images as before, but of each class the same number. Those of a rare "
                "class come several times, each time varied anew. Take this or class weights, not both.",
            ),
            choices={"all": translate("Train", "As they are"), "balanced": translate("Train", "Equally")},
            is_used=lambda spec: _takes_steps(spec) and spec.objective.task == "single_label",
        ),
    )


def _takes_steps(spec: ProjectSpec) -> bool:
    return spec.head.solver == "steps"
