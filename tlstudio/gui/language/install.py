"""Which language the window speaks."""

import os

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from tlstudio.engine.resources import resource
from tlstudio.gui.language.pseudo import PSEUDO, PseudoTranslator

LANGUAGE_VARIABLE = "TLSTUDIO_LANGUAGE"  # "de", "zh_CN", or "pseudo" to see what is not translated or has no room


def system_language() -> str:
    """The language asked for by the environment variable, or else the system's, such as "de_DE"."""
    return os.environ.get(LANGUAGE_VARIABLE) or QLocale.system().name()


def install_language(app: QCoreApplication, code: str) -> bool:
    """Let the app speak a language, before its first window; False if there is no translation of it.

    Compiled translations lie in resources/translations, as tlstudio_de.qm or tlstudio_zh_CN.qm. English needs none.
    """
    translator = PseudoTranslator(app) if code == PSEUDO else _read(app, code)
    return translator is not None and app.installTranslator(translator)


def _read(app: QCoreApplication, code: str) -> QTranslator | None:
    translator = QTranslator(app)
    folder = str(resource("translations"))
    return translator if translator.load(QLocale(code), "tlstudio", "_", folder, ".qm") else None
