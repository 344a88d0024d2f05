"""What the settings of a project are called in the window, in its language; the words stand in the engine's table."""

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.runs.live_edits import PHASE_FLAG
from tlstudio.engine.settings import SETTINGS, Setting, differences, title_of
from tlstudio.gui.language.say import say


def title_text(key: str) -> str:
    """Say what a setting is called above a column or before a field; `key` is such as "training.lr"."""
    return say(title_of(key))


def why_text(setting: Setting, value: object) -> str:
    """Say why a setting is as recommended, and what this value of it means."""
    return " ".join(filter(None, (say(setting.why), say(setting.reasons.get(str(value), "")))))


def value_text(key: str, value: object) -> str:
    """Say a value as a table shows it."""
    return SETTINGS[key].shown(value, say)


def flag_text(key: str, value: float) -> str:
    """Say on the curves what a live edit has set, or that it ended a phase of unfreezing."""
    flag = SETTINGS[key].flag if key in SETTINGS else PHASE_FLAG
    return say(flag).format(value=f"{value:g}")


def named_differences(trained: ProjectSpec, now: ProjectSpec) -> list[str]:
    """Name the settings that differ between two projects, each once, in the order of the steps."""
    return [say(setting.noun) for setting in differences(trained, now)]
