"""The settings of training: what counts as an error, how long it takes, and in what steps."""

from dataclasses import replace

from tlstudio.engine.project import SOURCE_WEIGHTS, ProjectSpec
from tlstudio.engine.settings.setting import Setting, takes_steps


def _rehearses(spec: ProjectSpec) -> bool:
    return spec.objective.source == "rehearse"


def _with_usual_weight(old: ProjectSpec, new: ProjectSpec) -> ProjectSpec:
    """Give λ its usual value for the source loss, unless somebody has chosen another."""
    if old.objective.source_weight != SOURCE_WEIGHTS[old.objective.source]:
        return new
    return replace(new, objective=replace(new.objective, source_weight=SOURCE_WEIGHTS[new.objective.source]))


OBJECTIVE = (
    Setting(
        "objective.task",
        "Task",
        "the task",
        "What the model answers with: one class, any number of labels, or numbers.",
        choices={"single_label": "One class", "multi_label": "Labels", "regression": "Numbers"},
    ),
    Setting(
        "objective.regression_loss",
        "Loss of numbers",
        "the loss of numbers",
        "Huber is not led astray by a few wild numbers; the mean squared error is.",
        choices={"huber": "Huber", "mse": "Mean squared error"},
        tasks=("regression",),
    ),
    Setting(
        "objective.label_smoothing",
        "Label smoothing",
        "label smoothing",
        "Asks for a little less than full certainty. 0.1 helps if some labels are wrong.",
        zero="off",
        tries="0, 0.05, 0.1",
    ),
    Setting(
        "objective.class_weights",
        "Class weights",
        "class weights",
        "Balanced: a rare class counts as much as a common one. Finds more of it, with more false alarms.",
        choices={"none": "None", "balanced": "Balanced"},
    ),
    Setting(
        "objective.focal_gamma",
        "Focus",
        "the focal loss",
        "Focal loss: an answer that is nearly right counts less, so hard images count more. 2 suits very unequal "
        "classes; 0 is off (Lin et al. 2017).",
        zero="off",
        tasks=("single_label", "multi_label"),
    ),
    Setting(
        "objective.source",
        "Source task",
        "what is kept of the source task",
        "What the backbone knew before may be forgotten, or count in the loss: L_T + λ · L_S.",
        choices={"none": "None", "l2sp": "Stay near", "distill": "Distill", "rehearse": "Rehearse"},
        reasons={
            "l2sp": "Stay near: what trains of the backbone is drawn back to its pretrained weights (L2-SP, Li et al. "
            "2018).",
            "distill": "Distill: with its original classifier, the backbone shall answer as before on your images "
            "(Learning without Forgetting, Li & Hoiem 2016).",
            "rehearse": "Rehearse: images of the source task train along with a head of their own, and its accuracy is "
            "shown.",
        },
        follow=_with_usual_weight,
    ),
    Setting(
        "objective.source_weight",
        "λ",
        "the weight of the source loss",
        "How much the source loss counts. Ten times more keeps what was clearly nearer.",
        matters=lambda spec: spec.objective.source != "none",
        usual=lambda spec: SOURCE_WEIGHTS[spec.objective.source],
        slider=(1e-4, 1e3),
    ),
    Setting(
        "objective.rehearsal_folder",
        "Rehearsal images",
        "the images that are rehearsed",
        "A folder of images of the source task, one folder for each class.",
        unit="a folder",
        matters=_rehearses,
        is_folder=True,
    ),
    Setting(
        "objective.rehearsal_share",
        "Rehearsal share",
        "the share of rehearsed images",
        "Of the images of each step; 0.25 is one image of the source task beside three of yours.",
        matters=_rehearses,
    ),
)

TRAINING = (
    Setting(
        "training.epochs",
        "Epochs",
        "the number of epochs",
        "In one epoch the model sees every training image once. The best epoch is kept, so too many cost only time; "
        "if the validation loss still falls at the end, add some.",
        unit="epochs",
        flag="{value} epochs",
        matters=takes_steps,
        tries="5, 10, 20",
    ),
    Setting(
        "training.batch_size",
        "Batch size",
        "the batch size",
        "Images per step. Larger batches are steadier and take more memory; 32 fits nearly every machine.",
        unit="images",
        tries="16, 32, 64",
    ),
    Setting(
        "training.optimizer",
        "Optimizer",
        "the optimizer",
        "AdamW finds a step for every weight by itself. SGD needs a tuned learning rate, about 10 × larger; Lion one "
        "about 10 × smaller. Adafactor takes the least memory.",
        choices={
            "adamw": "AdamW",
            "adam": "Adam",
            "sgd": "SGD",
            "rmsprop": "RMSprop",
            "adafactor": "Adafactor",
            "lion": "Lion",
        },
        tries="adamw, sgd",
    ),
    Setting(
        "training.lr",
        "Learning rate",
        "the learning rate",
        "How far one step moves the head, at its peak. Halve it if the loss jumps or grows.",
        flag="Rate {value}",
        tries="3e-4, 1e-3, 3e-3, 1e-2",
        tries_range="1e-4..1e-2",
    ),
    Setting(
        "training.backbone_lr_scale",
        "Backbone ×",
        "the learning rate of the backbone",
        "What trains in the backbone learns this share as fast as the head: refined, not overwritten.",
        tries="0.03, 0.1, 0.3",
        tries_range="0.01..1",
    ),
    Setting(
        "training.weight_decay",
        "Weight decay",
        "weight decay",
        "Pulls weights towards zero, which helps with few images. Biases and BatchNorm are left alone.",
        tries="0, 0.01, 0.1",
        tries_range="1e-4..0.3",
    ),
    Setting(
        "training.momentum",
        "Momentum",
        "momentum",
        "How much of the last step is carried on. 0.9 suits nearly everything.",
        matters=lambda spec: spec.training.optimizer in ("sgd", "rmsprop"),
    ),
    Setting(
        "training.schedule",
        "Schedule",
        "the schedule",
        "How the learning rate falls. Cosine ends in ever smaller steps, which settles the result. Plateau takes a "
        "third of it whenever the validation loss has not fallen for three epochs.",
        choices={
            "cosine": "Cosine",
            "constant": "Constant",
            "step": "In steps",
            "one_cycle": "One cycle",
            "plateau": "Plateau",
        },
        tries="cosine, constant",
    ),
    Setting(
        "training.warmup_steps",
        "Warm-up steps",
        "the warm-up",
        "The learning rate rises over so many steps. Only needed if the first steps make the loss jump.",
        unit="steps",
        zero="off",
    ),
    Setting(
        "training.clip_norm",
        "Clip gradients",
        "the clipping of gradients",
        "Shortens a step's gradient to this length; 0 leaves it. 1 helps if the loss jumps.",
        zero="off",
    ),
    Setting(
        "training.patience",
        "Patience",
        "the patience",
        "Ends the run after so many epochs without a better one; 0 trains them all. The best is kept anyway.",
        unit="epochs",
        zero="off",
        flag="Patience {value}",
    ),
    Setting(
        "training.ema_decay",
        "EMA weights",
        "the EMA weights",
        "Validates and exports an exponential moving average (EMA) of the weights, which is steadier than the last "
        "ones. 0 takes the last; 0.999 averages about a thousand steps (Polyak & Juditsky 1992).",
        zero="off",
    ),
    Setting(
        "training.minutes",
        "Minutes",
        "the time limit",
        "Ends the run after so many minutes of training, pauses not counted; 0 trains all epochs. The schedule stays "
        "that of all epochs, so choose as many as fit.",
        unit="minutes",
        zero="off",
    ),
    Setting(
        "training.seed",
        "Seed",
        "the seed",
        "Decides every random choice. The same seed gives the same run; another shows how much is luck.",
        tries="0, 1, 2",
    ),
    Setting(
        "training.sampling",
        "Classes drawn",
        "how often classes are drawn",
        "Equally: an epoch has as many images as before, but of each class the same number. Those of a rare class come "
        "several times, each time varied anew. Take this or class weights, not both.",
        choices={"all": "As they are", "balanced": "Equally"},
        tasks=("single_label",),
        matters=takes_steps,
    ),
)
