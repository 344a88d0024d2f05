"""Which language the window speaks."""

import os

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from tlstudio.engine.resources import resource
from tlstudio.gui.language.pseudo import PSEUDO, PseudoTranslator

LANGUAGE_VARIABLE = "TLSTUDIO_LANGUAGE"  # "de", "zh_CN", or "pseudo" to see what is not translated or has no room


def system_language() -> str:
    """The language asked for by the environment variable, or else the system's, such as "de_DE"."""
    return os.environ.get(LANGUAGE_VARIABLE) or QLocale.system().name()


def install_language(app: QCoreApplication, code: str) -> QTranslator | None:
    """Let the app and Qt's own dialogs speak a language, before its first window; None where nobody translated it.

    Compiled translations lie in resources/translations, as tlstudio_de.qm or tlstudio_zh_CN.qm. English needs none.
    """
    is_pseudo = code == PSEUDO
    translator = PseudoTranslator(app) if is_pseudo else _read(app, code, "tlstudio", str(resource("translations")))
    if translator is None:
        return None
    if of_qt := _read(app, code, "qtbase", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(of_qt)
    app.installTranslator(translator)
    return translator


def _read(app: QCoreApplication, code: str, name: str, folder: str) -> QTranslator | None:
    translator = QTranslator(app)
    return translator if translator.load(QLocale(code), name, "_", folder, ".qm") else None
