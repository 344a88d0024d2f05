"""Collect every text that the window can show, its own and the engine's, for translators: Qt Linguist opens the file.

    python packaging/extract_strings.py

writes resources/translations/tlstudio.ts and brings the translations beside it (tlstudio_zh_CN.ts, …) up to date:
they keep what is translated, gain what is new and lose what is gone. `pyside6-lrelease FILE.ts` then compiles one into
the .qm that the app reads. To begin a language, copy tlstudio.ts under its name.

The texts are read from the source: `self.tr(…)` in the context of its class; `say`, `mark`, `sentence` and `plural`,
errors and the table of settings in the context "tlstudio". The order and the absence of line numbers keep the file
still where no text has changed.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as Xml

ROOT = Path(__file__).resolve().parent.parent
TRANSLATIONS = ROOT / "resources" / "translations"
FILE = TRANSLATIONS / "tlstudio.ts"
CONTEXT = "tlstudio"
FIRST_ERROR = "StudioError"

# Which arguments of a call are texts: by place and by name.
TEXTS: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "say": ((0,), ()),
    "mark": ((0,), ()),
    "sentence": ((0,), ()),
    "check": ((1,), ()),
    "_expect": ((1,), ()),
    "Setting": ((1, 2, 3), ("title", "noun", "why", "unit", "choices", "reasons", "zero", "flag")),
}


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """One text to translate. `one` is the English singular of a plural, whose source is the other form."""

    context: str
    source: str
    one: str = ""


def texts(root: Path = ROOT / "tlstudio") -> list[Text]:
    """Every text, once, in order."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sorted(root.rglob("*.py"))]
    errors = error_names(trees)
    return sorted({text for tree in trees for text in _Walk(errors).found(tree)})


def error_names(trees: list[ast.Module]) -> set[str]:
    """StudioError and every class that descends from it."""
    classes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]
    names, size = {FIRST_ERROR}, 0
    while len(names) > size:
        size = len(names)
        names |= {node.name for node in classes if names & {_last_name(base) for base in node.bases}}
    return names


def literals(node: ast.expr | None) -> Iterator[str]:
    """The texts that an argument can be: itself, both sides of a condition, the values of a table."""
    match node:
        case ast.Constant(value=str(text)) if text:
            yield text
        case ast.IfExp():
            yield from literals(node.body)
            yield from literals(node.orelse)
        case ast.Dict():
            for value in node.values:
                yield from literals(value)


class _Walk:
    def __init__(self, errors: set[str]) -> None:
        self._errors = errors

    def found(self, node: ast.AST, inside: str = "") -> Iterator[Text]:
        """The texts below a node; `inside` names the class around it."""
        if isinstance(node, ast.Call):
            yield from self._of_call(node, inside)
        within = node.name if isinstance(node, ast.ClassDef) else inside
        for child in ast.iter_child_nodes(node):
            yield from self.found(child, within)

    def _of_call(self, call: ast.Call, inside: str) -> Iterator[Text]:
        name = _last_name(call.func)
        if name == "tr" and call.args:
            yield from (Text(inside, text) for text in literals(call.args[0]))
        elif name == "plural" and len(call.args) > 2:
            one, many = literals(call.args[1]), literals(call.args[2])
            yield from (Text(CONTEXT, *pair) for pair in zip(many, one, strict=True))
        else:
            yield from (Text(CONTEXT, text) for node in self._arguments(call, name, inside) for text in literals(node))

    def _arguments(self, call: ast.Call, name: str, inside: str) -> list[ast.expr]:
        is_error = name in self._errors or name == "kind"  # of an error, chosen by a condition
        if is_error or (inside in self._errors and name == "__init__"):
            return call.args[:1]
        places, names = TEXTS.get(name, ((), ()))
        given = [call.args[place] for place in places if place < len(call.args)]
        return given + [keyword.value for keyword in call.keywords if keyword.arg in names]


def _last_name(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def as_ts(found: list[Text], language: str = "", done: "dict[tuple[str, str], Xml.Element] | None" = None) -> str:
    """The file for Qt Linguist, with the translations that are done."""
    root = Xml.Element("TS", {"version": "2.1", **({"language": language} if language else {})}, sourcelanguage="en")
    for context in sorted({text.context for text in found}):
        group = Xml.SubElement(root, "context")
        Xml.SubElement(group, "name").text = context
        for text in (text for text in found if text.context == context):
            group.append(_message(text, (done or {}).get((context, text.source))))
    Xml.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{Xml.tostring(root, encoding="unicode")}\n'


def _message(text: Text, translation: Xml.Element | None) -> Xml.Element:
    message = Xml.Element("message", {"numerus": "yes"} if text.one else {})
    Xml.SubElement(message, "source").text = text.source
    if text.one:
        Xml.SubElement(message, "extracomment").text = f"For one: {text.one}"
    if translation is None:
        translation = Xml.Element("translation", type="unfinished")
        if text.one:
            Xml.SubElement(translation, "numerusform")
    message.append(translation)
    return message


def updated(path: Path, found: list[Text]) -> str:
    """The file of a language, with what it has translated of the texts there are now."""
    root = Xml.parse(path).getroot()  # our own file
    done = {
        (group.findtext("name", ""), message.findtext("source", "")): translation
        for group in root.iter("context")
        for message in group.iter("message")
        if (translation := message.find("translation")) is not None
    }
    return as_ts(found, root.get("language") or path.stem.partition("_")[2], done)


def main() -> None:
    found = texts()
    TRANSLATIONS.mkdir(parents=True, exist_ok=True)
    FILE.write_text(as_ts(found), encoding="utf-8")
    for path in sorted(TRANSLATIONS.glob("tlstudio_*.ts")):
        path.write_text(updated(path, found), encoding="utf-8")
    sys.stdout.write(f"{len(found):,} texts in {FILE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
