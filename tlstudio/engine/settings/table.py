"""The table itself: the entries of all groups in the order of the steps, and what is asked of it."""

from collections.abc import Mapping

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.settings.data import AUGMENT, DATA
from tlstudio.engine.settings.model import BACKBONE, FREEZE, HEAD
from tlstudio.engine.settings.setting import Setting
from tlstudio.engine.settings.training import OBJECTIVE, TRAINING

SETTINGS: Mapping[str, Setting] = {
    setting.key: setting for setting in (*DATA, *AUGMENT, *BACKBONE, *FREEZE, *HEAD, *OBJECTIVE, *TRAINING)
}
LIVE = tuple(key for key, setting in SETTINGS.items() if setting.flag)  # that a run takes while it trains


def differences(trained: ProjectSpec, now: ProjectSpec) -> list[Setting]:
    """The settings that differ between two projects, in the order of the steps."""
    return [setting for setting in SETTINGS.values() if setting.value(trained) != setting.value(now)]


def title_of(key: str) -> str:
    """What a setting is called above a column; a key that an older version knew stands for itself."""
    return SETTINGS[key].title if key in SETTINGS else key


def noun_of(key: str) -> str:
    """What a setting is called in a sentence."""
    return SETTINGS[key].noun if key in SETTINGS else key
