"""`settings`: every key that `--set` takes, with its values and what it does."""

from collections.abc import Sequence

import typer

from tlstudio.cli.output import print_json, print_table, say, tell
from tlstudio.cli.projects import JSON
from tlstudio.engine.errors import ProjectError, did_you_mean
from tlstudio.engine.settings import SETTINGS, Setting, default_text


def settings(
    words: list[str] = typer.Argument(None, metavar="[WORD…]", help="Only keys with one of these in them."),
    json: bool = JSON,
) -> None:
    """List the settings that --set takes: their range and unit, what is usual, and why."""
    found = _with_words(words or ())
    if json:
        print_json([setting.as_row() for setting in found])
    elif len(found) == 1:
        _explain(found[0])
    else:
        rows = [[one.key, default_text(one), one.takes, _name(one)] for one in found]
        print_table(["key", "usual", "takes", "what it is"], rows)
        tell("`tlstudio settings KEY` says why. The value is JSON, or else taken as text.")


def _with_words(words: Sequence[str]) -> list[Setting]:
    found = [one for key, one in SETTINGS.items() if not words or any(word in key for word in words)]
    exact = [SETTINGS[word] for word in words if word in SETTINGS]
    if not found:
        hint = did_you_mean(words[0], SETTINGS)
        raise ProjectError(
            "There is no setting {words!r}{hint}. `tlstudio settings` lists all of them.",
            words=words[0],
            hint=hint,
        )
    return exact if words and len(exact) == len(words) else found


def _name(setting: Setting) -> str:
    noun = setting.noun.removeprefix("the ")
    return f"{noun} (a run that trains takes it too)" if setting.flag else noun


def _explain(setting: Setting) -> None:
    say(f"{setting.key}: {_name(setting)}")
    say(f"takes: {setting.takes}")
    say(f"usual: {default_text(setting)}")
    say(setting.why)
    for sentence in setting.reasons.values():
        say(sentence)


COMMANDS = (settings,)
