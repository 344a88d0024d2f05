"""The settings of the network: backbone, freeze and head."""

from tlstudio.engine.settings.setting import IMAGES, Setting

BACKBONE = (
    Setting(
        "backbone.name",
        "Backbone",
        "the backbone",
        "The pretrained network that sees; `tlstudio backbones` lists all of them.",
        unit="a name",
    ),
    Setting(
        "backbone.weights",
        "Weights",
        "the backbone's weights",
        "Random trains from scratch; a .safetensors or .pth file of your own takes the place of the published ones.",
        unit="pretrained, random, or a file",
    ),
    Setting(
        "backbone.input_px",
        "Image size",
        "the input size",
        "What the network gets to see of an image; null: what its weights were trained with.",
        unit="px",
        kinds=IMAGES,
    ),
)

FREEZE = (
    Setting(
        "freeze.parts",
        "Frozen",
        "what is frozen",
        "Parts that keep what they learned; `tlstudio parts` names them. What comes before the first part that trains "
        "runs once for each image.",
    ),
    Setting(
        "freeze.batchnorm",
        "BatchNorm",
        "what BatchNorm does",
        "Follow: as the part it is in. Still: none of the backbone changes. Affine: only its statistics stand still.",
        choices={"follow": "As its part", "still": "Still", "affine": "Statistics still"},
    ),
    Setting(
        "freeze.lr_scales",
        "Learning rates of parts",
        "the learning rates of parts",
        "Parts that do not learn at training.backbone_lr_scale, each with its share of the head's learning rate.",
    ),
    Setting(
        "freeze.phases",
        "Phases",
        "the phases of unfreezing",
        "First epochs in which less trains than in the end.",
    ),
)

HEAD = (
    Setting(
        "head.pool",
        "Pooling",
        "the pooling",
        "How the backbone's map becomes one row of features for each image.",
        choices={
            "avg": "Average",
            "max": "Maximum",
            "avgmax": "Average and maximum",
            "gem": "Generalised mean",
            "own": "As the backbone does",
        },
    ),
    Setting(
        "head.layers",
        "Head",
        "the layers of the head",
        "What stands between the pooling and the output layer.",
    ),
    Setting(
        "head.output",
        "Output",
        "the output layer",
        "Linear suits most; cosine compares directions only, which helps with very few images.",
        choices={"linear": "Linear", "cosine": "Cosine"},
    ),
    Setting(
        "head.solver",
        "Solver",
        "how the head is found",
        "Steps of the optimizer, or a closed-form head: one linear layer computed from the features, without epochs.",
        choices={"steps": "Steps", "ridge": "Ridge", "logistic": "Logistic", "nearest_mean": "Nearest mean"},
    ),
)
