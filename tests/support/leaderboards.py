"""Entries of a leaderboard as tests need them."""

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.evaluation.ranking import Standing
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.leaderboard_model import Entry

LITE, R18, R50, VGG = "tlstudio/efficientnet_lite0", "timm/resnet18", "timm/resnet50", "timm/vgg11"


def entry(name: str, *, is_here: bool = True) -> Entry:
    return Entry(BackboneSpec(name), find(name), is_here)


def stands(name: str, right: str = "", ms: float = 10, error: str = "") -> Standing:
    return Standing(BackboneSpec(name), right, seconds_per_image=ms / 1000, error=error)
