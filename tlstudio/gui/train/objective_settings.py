"""The settings of the objective: what counts as an error, and what is kept of the source task."""

from dataclasses import replace

from tlstudio.engine.project import SOURCE_WEIGHTS, ProjectSpec
from tlstudio.gui.language.say import say
from tlstudio.gui.train.setting import Setting


def objective_settings() -> tuple[Setting, ...]:
    return (*_target(), *_source())


def _target() -> tuple[Setting, ...]:
    return (
        Setting(
            "objective",
            "label_smoothing",
            say("Smoothing"),
            say(
                "Label smoothing: asks for a little less than full certainty. 0.1 helps if some labels are wrong.",
            ),
        ),
        Setting(
            "objective",
            "class_weights",
            say("Class weights"),
            say(
                "Balanced: a rare class counts as much as a common one. Finds more of it, with more false alarms.",
            ),
            choices={"none": say("None"), "balanced": say("Balanced")},
        ),
        Setting(
            "objective",
            "focal_gamma",
            say("Focus"),
            say(
                "Focal loss: an answer that is nearly right counts less, so hard images count more. 2 suits very "
                "unequal classes; 0 is off (Lin et al. 2017).",
            ),
            is_used=lambda spec: spec.objective.task != "regression",
        ),
    )


def _source() -> tuple[Setting, ...]:
    return (
        Setting(
            "objective",
            "source",
            say("Source task"),
            say("What the backbone knew before may be forgotten, or count in the loss: L_T + λ · L_S."),
            choices={
                "none": say("None"),
                "l2sp": say("Stay near"),
                "distill": say("Distill"),
                "rehearse": say("Rehearse"),
            },
            reasons={
                "l2sp": say(
                    "Stay near: what trains of the backbone is drawn back to its pretrained weights (L2-SP, Li et "
                    "al. 2018).",
                ),
                "distill": say(
                    "Distill: with its original classifier, the backbone shall answer as before on your images "
                    "(Learning without Forgetting, Li & Hoiem 2016).",
                ),
                "rehearse": say(
                    "Rehearse: images of the source task train along with a head of their own, and its accuracy is "
                    "shown.",
                ),
            },
            follow=_usual_weight,
        ),
        Setting(
            "objective",
            "source_weight",
            say("λ"),
            say("How much the source loss counts. Ten times more keeps what was clearly nearer."),
            is_used=lambda spec: spec.objective.source != "none",
            slider=(1e-4, 1e3),
            usual=lambda spec: SOURCE_WEIGHTS[spec.objective.source],
        ),
        Setting(
            "objective",
            "rehearsal_folder",
            say("Rehearsal images"),
            say("A folder of images of the source task, one folder for each class."),
            is_used=lambda spec: spec.objective.source == "rehearse",
            is_folder=True,
        ),
        Setting(
            "objective",
            "rehearsal_share",
            say("Rehearsal share"),
            say("Of the images of each step; 0.25 is one image of the source task beside three of yours."),
            is_used=lambda spec: spec.objective.source == "rehearse",
        ),
    )


def _usual_weight(old: ProjectSpec, new: ProjectSpec) -> ProjectSpec:
    """A λ that nobody chose follows the source loss."""
    if old.objective.source_weight != SOURCE_WEIGHTS[old.objective.source]:
        return new
    return replace(new, objective=replace(new.objective, source_weight=SOURCE_WEIGHTS[new.objective.source]))
