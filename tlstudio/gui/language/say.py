"""Texts of the window in the user's language.

Inside a QObject, write `self.tr("Start")`; in a function, `say("Start")`. Both take a literal, since the extraction
reads the source and not what a variable holds. A text in a table is written `mark("Start")` where it stands and said
with `say(command.text)` when it is shown, for by then the language is known. What the engine or an error says goes
through `say_sentence`.

Where a number decides on the form of words, English has two literals, chosen by the number. The engine's plurals go by
Qt's numerus forms, of which a language has as many as it needs.
"""

from string import Formatter
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from tlstudio.engine.errors import StudioError
from tlstudio.engine.sentences import Sentence

CONTEXT = "tlstudio"  # translators see one group of texts beside those of each class


def say(text: str) -> str:
    """The text in the user's language; in English where there is no translation."""
    return QCoreApplication.translate(CONTEXT, text) if text else ""


def mark(text: str) -> str:
    """The text as it is. The mark tells the extraction that somebody will `say` it later."""
    return text


def say_sentence(words: object) -> str:
    """A sentence of the engine, or an error, in the user's language, with the numbers as that language writes them.

    Words that carry no template are looked up as they are: a log keeps the English text alone.
    """
    if isinstance(words, StudioError):
        words = words.sentence
    if not isinstance(words, Sentence):
        return say(str(words))
    template = QCoreApplication.translate(CONTEXT, words.key, None, -1 if words.number is None else words.number)
    if template == words.key:  # untranslated: the English plural has its two forms beside Qt
        template = words.template
    facts = {name: say_sentence(fact) if isinstance(fact, Sentence) else fact for name, fact in words.facts.items()}
    return _LOCAL.vformat(template, (), facts)


class _LocalFormatter(Formatter):
    """Writes numbers with the comma, point and groups of the user's locale."""

    def format_field(self, value: Any, format_spec: str) -> str:
        text = super().format_field(value, format_spec)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            locale = QLocale()
            text = text.translate({ord(","): locale.groupSeparator(), ord("."): locale.decimalPoint()})
        return text


_LOCAL = _LocalFormatter()
