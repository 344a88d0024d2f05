"""Every setting of a project in one table, and values as people read them.

The window's form, `tlstudio settings`, the banner of a stale run, the table of runs and the choices of a sweep all
read this table. A new field of a spec needs one entry here; a test says so where it is missing.
"""

from tlstudio.engine.settings.setting import Setting, default_text
from tlstudio.engine.settings.table import LIVE, SETTINGS, differences, noun_of, title_of
from tlstudio.engine.settings.values import (
    Settings,
    Since,
    Varied,
    brief,
    differing,
    settings_of,
)

__all__ = [
    "LIVE",
    "SETTINGS",
    "Setting",
    "Settings",
    "Since",
    "Varied",
    "brief",
    "default_text",
    "differences",
    "differing",
    "noun_of",
    "settings_of",
    "title_of",
]
