"""The settings of the data: which samples, how they are divided and framed, and how training varies them."""

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings.setting import IMAGES, Setting, takes_steps


def _has_table(spec: ProjectSpec) -> bool:
    return bool(spec.data.table)


def _is_mixed(spec: ProjectSpec) -> bool:
    return spec.augment.mix != "none"


DATA = (
    Setting(
        "data.kind",
        "Kind of samples",
        "the kind of samples",
        "What one sample is. It decides which backbones fit and how samples are read, shown and varied.",
        choices={"image": "Images", "text": "Texts", "sound": "Sounds"},
    ),
    Setting(
        "data.folder",
        "Image folder",
        "the image folder",
        "One folder of images for each class, or the folder that the paths of a table start from.",
        unit="a folder",
        is_folder=True,
    ),
    Setting(
        "data.resize",
        "Resizing",
        "how images are resized",
        "Squash shows the whole image distorted, crop its centre undistorted, pad the whole image with borders.",
        choices={"squash": "Squash", "crop": "Crop", "pad": "Pad"},
        kinds=IMAGES,
    ),
    Setting(
        "data.background",
        "Background",
        "the background colour",
        "Fills transparent pixels, and the borders of padded images.",
        unit="a colour such as #FFFFFF",
        kinds=IMAGES,
    ),
    Setting(
        "data.channels",
        "Channels",
        "the channels of images",
        "Which channels are read. The first layer of the backbone is made to fit and keeps what its weights know.",
        choices={"rgb": "Colour", "grey": "Grey", "rgba": "Four channels"},
        kinds=IMAGES,
    ),
    Setting(
        "data.val_share",
        "Validation share",
        "the share of validation images",
        "Of all images, kept aside to tell the best epoch.",
    ),
    Setting(
        "data.test_share",
        "Test share",
        "the share of test images",
        "Of all images, kept aside until the end. 0 keeps none.",
    ),
    Setting(
        "data.split_seed",
        "Seed of the split",
        "the seed of the split",
        "Another one divides the images another way; the same one always the same way.",
    ),
    Setting(
        "data.excluded",
        "Left out",
        "which images are left out",
        "Paths below the folder that are not used.",
    ),
    Setting(
        "data.table",
        "Table",
        "the table",
        "A CSV or TSV file that says what each image shows, in place of class folders.",
        unit="a file",
    ),
    Setting(
        "data.path_column",
        "Column of file names",
        "the table's column of file names",
        "Where the table names the image of each row; empty: the column that looks like it.",
        unit="a column",
        matters=_has_table,
    ),
    Setting(
        "data.target_columns",
        "Columns to learn",
        "the table's columns to learn",
        "What the model answers with; none: the columns that suit the task.",
        matters=_has_table,
    ),
    Setting(
        "data.label_mark",
        "Mark between labels",
        "the mark between labels",
        "Stands between the labels of one image.",
        unit="one character",
        tasks=("multi_label",),
        matters=_has_table,
    ),
    Setting(
        "data.relabelled",
        "Relabelled",
        "the class of some images",
        "Images that were given another class by hand: path below the folder → class.",
    ),
    Setting(
        "data.pinned",
        "Moved between parts",
        "images moved between the parts of the split",
        "Images that stay in one part of the split: path below the folder → train, val or test.",
    ),
    Setting(
        "data.class_names",
        "Class names",
        "the names of classes",
        "Classes under another name: class of a folder → name. Two classes of one name are merged.",
    ),
    Setting(
        "data.groups",
        "Kept together",
        "what the split keeps together",
        "Images of a group are never in two parts of the split, so that scores are not too good.",
        choices={
            "none": "Nothing",
            "near_duplicates": "Near-duplicates",
            "folder": "Folders",
            "pattern": "Names by a pattern",
            "column": "Rows of the table",
        },
    ),
    Setting(
        "data.group_pattern",
        "Pattern of groups",
        "the pattern of file names that are kept together",
        "A regular expression: file names in which it finds the same are a group.",
        unit="a regular expression",
        matters=lambda spec: spec.data.groups == "pattern",
    ),
    Setting(
        "data.group_level",
        "Folders of groups",
        "how many folders are kept together",
        "How many folders below the class make a group, from the top; 0: all of them.",
        unit="folders",
        zero="all",
        matters=lambda spec: spec.data.groups == "folder",
    ),
    Setting(
        "data.group_column",
        "Column of groups",
        "the column whose rows are kept together",
        "Rows that say the same are a group; rows that say nothing stand alone.",
        unit="a column",
        matters=lambda spec: spec.data.groups == "column",
    ),
    Setting(
        "data.split_column",
        "Column of parts",
        "the table's column of parts",
        "Says of each row whether it trains, validates or tests.",
        unit="a column",
        matters=_has_table,
    ),
    Setting(
        "data.folds",
        "Folds",
        "the number of folds",
        "All images outside of test are divided into so many equal parts, one of which validates. 0 divides by shares.",
        unit="0, or 2–20",
        zero="off",
    ),
    Setting(
        "data.fold",
        "Fold",
        "the fold that validates",
        "Counted from 0.",
        unit="from 0 to below data.folds",
        matters=lambda spec: spec.data.folds > 0,
        tries="0, 1, 2",
    ),
    Setting(
        "data.labels",
        "Labels from",
        "where labels come from",
        "Auto takes class folders, or labels given by hand where there are none.",
        choices={"auto": "Auto", "folders": "Class folders", "hand": "By hand", "elsewhere": "Folders elsewhere"},
    ),
    Setting(
        "data.classes",
        "Classes to label with",
        "the classes to label with",
        "Named by hand, in the order of their keys; some may have no image yet.",
    ),
    Setting(
        "data.added",
        "From elsewhere",
        "images from elsewhere",
        "Folders and images that lie elsewhere: path → class.",
    ),
)

AUGMENT = (
    Setting(
        "augment.intensity",
        "Augmentation",
        "augmentation",
        "How training varies single images. Light and Strong leave one image in four as it is.",
        choices={
            "off": "Off",
            "light": "Light",
            "strong": "Strong",
            "randaugment": "RandAugment",
            "trivialaugment": "TrivialAugment",
            "custom": "Custom",
        },
        tries="off, light, strong",
    ),
    Setting(
        "augment.views",
        "Prepared views",
        "the prepared views",
        "Augmentation prepares so many views of every image, which the epochs take in turn, so what is frozen runs "
        "once for each of them: faster, but less varied than 0, which is fresh augmentation each epoch. Where we "
        "measured it, four were as often right.",
        unit="views",
        zero="off",
        matters=lambda spec: spec.augment.is_on,
    ),
    Setting(
        "augment.custom",
        "Own augmentation",
        "the list of your own augmentation",
        "What is done to an image, one after the other, each with its chance and its strength.",
        matters=lambda spec: spec.augment.intensity == "custom",
    ),
    Setting(
        "augment.mix",
        "Mix two images",
        "the mixing of images",
        "Mixup and CutMix train on two images at once, the answer shared likewise: calmer with few images and many "
        "epochs. The whole network then runs for every image. Data, What training sees, shows it.",
        choices={"none": "Off", "mixup": "Mixup", "cutmix": "CutMix"},
        kinds=IMAGES,
        matters=takes_steps,
    ),
    Setting(
        "augment.mix_alpha",
        "Mixing α",
        "how evenly images are mixed",
        "How evenly two images are mixed: 0.2 is mostly one of them, 1 is any share.",
        kinds=IMAGES,
        matters=_is_mixed,
    ),
)
