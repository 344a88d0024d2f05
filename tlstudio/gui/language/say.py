"""Texts of the window in the user's language.

Inside a QObject, write `self.tr("Start")`; in a function, `say("Start")`. Both take a literal, since the extraction
reads the source and not what a variable holds. A text in a table is written `mark("Start")` where it stands and said
with `say(command.text)` when it is shown, for by then the language is known.
"""

from PySide6.QtCore import QCoreApplication

CONTEXT = "tlstudio"  # translators see one group of texts beside those of each class


def say(text: str) -> str:
    """The text in the user's language; in English where there is no translation."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def mark(text: str) -> str:
    """The text as it is. The mark tells the extraction that somebody will `say` it later."""
    return text
