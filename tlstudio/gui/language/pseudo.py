"""A language that shows what a real one would break.

Each translated text stands in brackets, with accents, and is two fifths longer: what lacks the brackets is not
translated, and what is cut off has too little room. Set TLSTUDIO_LANGUAGE=pseudo to see it.
"""

import re

from PySide6.QtCore import QTranslator

PSEUDO = "pseudo"
OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_ACCENTS = str.maketrans("aceinouyACEINOUY", "åçéîñøüýÅÇÉÎÑØÜÝ")
_KEPT = re.compile(r"\{[^{}]*\}|<[^<>]*>|&\w;|&(?=\w)|%\w|`[^`]*`")  # facts, tags, mnemonics and commands


class PseudoTranslator(QTranslator):
    """Translates every text of the app, and Qt's buttons; the rest of Qt's own dialogs stays as it is."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        is_of_qt = context.startswith("Q") and context != "QPlatformTheme"
        return source if is_of_qt else lengthened(source)

    def isEmpty(self) -> bool:
        return False


def lengthened(text: str) -> str:
    """ "Open the log" as "⟦Øpéñ thé løg ~~~~~⟧"; what stands for facts stays as it is."""
    if not re.search(r"[A-Za-z]", _KEPT.sub("", text)):
        return text
    shown, end = [], 0
    for kept in _KEPT.finditer(text):
        shown += [text[end : kept.start()].translate(_ACCENTS), kept.group()]
        end = kept.end()
    shown.append(text[end:].translate(_ACCENTS))
    return OPEN + "".join(shown) + _more(round(LONGER * len(text))) + CLOSE


def _more(letters: int) -> str:
    """So many signs, in words that a line can be broken between."""
    return "".join(" " if place % 7 == 0 else "~" for place in range(letters))
