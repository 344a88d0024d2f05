"""The settings of training: how long, in what steps, and toward what.

The settings of training that say which images a step takes.
"""


from tlstudio.engine.project import MAX_EPOCHS, MAX_VIEWS, ProjectSpec
from tlstudio.gui.language.say import say
from tlstudio.gui.train.objective_settings import objective_settings
from tlstudio.gui.train.setting import Setting


def image_settings() -> tuple[Setting, ...]:
    return (
        Setting(
            "augment",
            "mix",
            say("Mix two images"),
            say(
                "Mixup and CutMix train on two images at once, the answer shared likewise: calmer with few images and "
                "many epochs. The whole network then runs for every image. Data, What training sees, shows it.",
            ),
            choices={"none": say("Off"), "mixup": "Mixup", "cutmix": "CutMix"},
            is_used=_takes_steps,
        ),
        Setting(
            "augment",
            "mix_alpha",
            say("Mixing α"),
            say("How evenly two images are mixed: 0.2 is mostly one of them, 1 is any share."),
            is_used=lambda spec: spec.augment.mix != "none",
        ),
        Setting(
            "training",
            "sampling",
            say("Classes drawn"),
            say(
                "Equally: an epoch has as many images as before, but of each class the same number. Those of a rare "
                "class come several times, each time varied anew. Take this or class weights, not both.",
            ),
            choices={"all": say("As they are"), "balanced": say("Equally")},
            is_used=lambda spec: _takes_steps(spec) and spec.objective.task == "single_label",
        ),
    )


def _takes_steps(spec: ProjectSpec) -> bool:
    return spec.head.solver == "steps"


def settings() -> tuple[Setting, ...]:
    return (*_length(), *_steps(), *objective_settings(), *image_settings())


def _length() -> tuple[Setting, ...]:
    return (
        Setting(
            "training",
            "epochs",
            say("Epochs"),
            say(
                "In one epoch the model sees every training image once. The best epoch is kept, so too many cost "
                "only time; if the validation loss still falls at the end, add some.",
            ),
            is_simple=True,
            range=(1, MAX_EPOCHS),
            is_used=lambda spec: spec.head.solver == "steps",
        ),
        Setting(
            "training",
            "batch_size",
            say("Batch size"),
            say(
                "Images per step. Larger batches are steadier and take more memory; 32 fits nearly every machine.",
            ),
            range=(1, 4096),
            find=say("Largest that fits"),
        ),
        Setting(
            "training",
            "patience",
            say("Patience"),
            say(
                "Ends the run after so many epochs without a better one; 0 trains them all. The best is kept anyway.",
            ),
            range=(0, MAX_EPOCHS),
        ),
        Setting(
            "training",
            "minutes",
            say("Minutes"),
            say(
                "Ends the run after so many minutes of training, pauses not counted; 0 trains all epochs. The "
                "schedule stays that of all epochs, so choose as many as fit.",
            ),
        ),
        Setting(
            "training",
            "seed",
            say("Seed"),
            say(
                "Decides every random choice. The same seed gives the same run; another shows how much is luck.",
            ),
            range=(0, 2**31 - 1),
        ),
        Setting(
            "augment",
            "views",
            say("Prepared views"),
            say(
                "Augmentation prepares so many views of every image, which the epochs take in turn, so what is frozen "
                "runs once for each of them: faster, but less varied than 0, which is fresh augmentation each epoch. "
                "Where we measured it, four were as often right.",
            ),
            range=(0, MAX_VIEWS),
            is_used=lambda spec: spec.augment.is_on,
        ),
    )


def _steps() -> tuple[Setting, ...]:
    return (
        Setting(
            "training",
            "optimizer",
            say("Optimizer"),
            say(
                "AdamW finds a step for every weight by itself. SGD needs a tuned learning rate, about 10 × larger; "
                "Lion one about 10 × smaller. Adafactor takes the least memory.",
            ),
            choices={
                "adamw": "AdamW",
                "adam": "Adam",
                "sgd": "SGD",
                "rmsprop": "RMSprop",
                "adafactor": "Adafactor",
                "lion": "Lion",
            },
        ),
        Setting(
            "training",
            "lr",
            say("Learning rate"),
            say("How far one step moves the head, at its peak. Halve it if the loss jumps or grows."),
        ),
        Setting(
            "training",
            "backbone_lr_scale",
            say("Backbone ×"),
            say("What trains in the backbone learns this share as fast as the head: refined, not overwritten."),
        ),
        Setting(
            "training",
            "momentum",
            say("Momentum"),
            say("How much of the last step is carried on. 0.9 suits nearly everything."),
            is_used=lambda spec: spec.training.optimizer in ("sgd", "rmsprop"),
        ),
        Setting(
            "training",
            "weight_decay",
            say("Weight decay"),
            say("Pulls weights towards zero, which helps with few images. Biases and BatchNorm are left alone."),
        ),
        Setting(
            "training",
            "schedule",
            say("Schedule"),
            say(
                "How the learning rate falls. Cosine ends in ever smaller steps, which settles the result. Plateau "
                "takes a third of it whenever the validation loss has not fallen for three epochs.",
            ),
            choices={
                "cosine": say("Cosine"),
                "constant": say("Constant"),
                "step": say("In steps"),
                "one_cycle": say("One cycle"),
                "plateau": say("Plateau"),
            },
        ),
        Setting(
            "training",
            "warmup_steps",
            say("Warm-up steps"),
            say(
                "The learning rate rises over so many steps. Only needed if the first steps make the loss jump.",
            ),
            range=(0, 1_000_000),
        ),
        Setting(
            "training",
            "clip_norm",
            say("Clip gradients"),
            say("Shortens a step's gradient to this length; 0 leaves it. 1 helps if the loss jumps."),
        ),
        Setting(
            "training",
            "ema_decay",
            say("Average"),
            say(
                "Validates and exports a moving average of the weights, which is steadier than the last ones. 0 "
                "takes the last; 0.999 averages about a thousand steps (Polyak & Juditsky 1992).",
            ),
        ),
    )
