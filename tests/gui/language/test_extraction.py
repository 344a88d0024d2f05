"""Every text that the window can show is found by the extraction, and the file for translators is up to date."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree as Xml

import pytest

from tests.support.strings import Call, calls, extraction, in_window, trees

SHOWING = {
    "addAction", "addButton", "addItem", "addMenu", "addTab", "insertItem", "QAction", "QCheckBox", "QGroupBox",
    "QLabel", "QMenu", "QPushButton", "QRadioButton", "QToolButton", "setAccessibleDescription", "setAccessibleName",
    "setHeaderLabels", "setInformativeText", "setItemText", "setLabelText", "setPlaceholderText", "setPrefix",
    "setSpecialValueText", "setStatusTip", "setSuffix", "setTabText", "setText", "setTitle", "setToolTip",
    "setWhatsThis", "setWindowTitle", "showMessage",
}  # fmt: skip
OF_TABLES = {  # they say what tables hold that the extraction reads: commands and settings
    "tlstudio/gui/language/say.py",
    "tlstudio/gui/services/setting_words.py",
    "tlstudio/gui/train/setting_row.py",
    "tlstudio/gui/window/commands.py",
}
TRANSLATE = "QCoreApplication.translate"
NAMES = {"Transfer Learning Studio", "px", " GB"}  # the app's, and units


def test_the_file_for_translators_is_up_to_date() -> None:
    tool = extraction()
    remedy = "Texts have changed: run `python packaging/extract_strings.py` and commit what it writes."
    assert tool.FILE.read_text(encoding="utf-8") == tool.as_ts(tool.texts()), remedy


def test_no_text_is_shown_without_being_said() -> None:
    shown = [(call.place, text) for call in calls() if in_window(call) for text in _shown(call)]
    assert [(place, text) for place, text in shown if text not in NAMES] == []


def test_what_is_translated_is_a_literal_or_marked() -> None:
    said = [call for call in calls() if in_window(call) and _is_said(call)]
    assert len(said) > 500
    assert [call.place for call in said if not _can_be_extracted(call)] == []


def test_every_text_is_said_in_a_way_that_the_extraction_reads() -> None:
    """Qt's own function is called in one place, which the extraction knows."""
    nodes = [(path.name, node) for path, tree in trees().items() for node in ast.walk(tree)]
    assert {name for name, node in nodes if isinstance(node, ast.Attribute) and ast.unparse(node) == TRANSLATE} == {
        "say.py"
    }


def test_texts_of_a_class_are_said_by_itself() -> None:
    """Qt looks them up under the class that asks."""
    asked = [call for call in calls() if in_window(call) and call.name == "tr"]
    assert [call.place for call in asked if ast.unparse(call.node.func) != "self.tr"] == []


def test_texts_are_found_in_every_way_they_are_written() -> None:
    source = """
class Panel(QWidget):
    def f(self):
        self.tr("In a class" if x else "Or else")
say("In a function")
TABLE = mark("In a table")
sentence("{n} of the engine", n=1)
plural(n, "{n} image", "{n} images")
class Odd(StudioError):
    def __init__(self):
        super().__init__("Its own")
raise Odd("{a} is odd.", a=1)
Setting("key", "Title", "noun", "why", choices={"a": "A choice"}, tries="1, 2")
"""
    tool, tree = extraction(), ast.parse(source)
    found = tool._Walk(tool.error_names([tree])).found(tree)
    in_class = {"In a class", "Or else"}
    others = {"In a function", "In a table", "{n} of the engine", "{n} images", "Its own", "{a} is odd."}
    settings = {"Title", "noun", "why", "A choice"}
    pairs = {(text.context, text.source) for text in found}
    assert pairs == {("Panel", text) for text in in_class} | {("tlstudio", text) for text in others | settings}


def test_a_translation_keeps_what_is_done_and_loses_what_is_gone(tmp_path: Path) -> None:
    tool = extraction()
    old, new = tool.Text("tlstudio", "Old"), tool.Text("tlstudio", "New")
    path = tmp_path / "tlstudio_de.ts"
    path.write_text(_translated(tool.as_ts([old], "de"), "Alt"), encoding="utf-8")
    root = Xml.fromstring(tool.updated(path, sorted([old, new])))
    done = {message.findtext("source"): message.find("translation") for message in root.iter("message")}
    assert done["Old"] is not None and done["Old"].text == "Alt"
    assert done["New"] is not None and done["New"].get("type") == "unfinished"
    assert list(Xml.fromstring(tool.updated(path, [new])).iter("message")) and "Alt" not in tool.updated(path, [new])


@pytest.mark.parametrize("name", ["TS", "context", "message"])
def test_qt_reads_the_file(name: str) -> None:
    tool = extraction()
    assert Xml.parse(tool.FILE).getroot().tag == "TS"
    assert list(Xml.parse(tool.FILE).iter(name))


def test_placeholders_can_be_filled_in() -> None:
    """Templates are filled in by `str.format`, so a brace that is none would fail in front of the user."""
    for text in extraction().texts():
        for source in filter(None, (text.source, text.one)):
            names = [name for _, name, _, _ in Formatter().parse(source) if name is not None]
            assert all(re.fullmatch(r"\w*", name) for name in names), source


def _translated(ts: str, text: str) -> str:
    return ts.replace('<translation type="unfinished" />', f"<translation>{text}</translation>")


def _shown(call: Call) -> Iterator[str]:
    if call.name in SHOWING:
        for argument in call.node.args:
            yield from (text for text in _literals(argument) if re.search("[A-Za-z]{2}", text))


def _literals(node: ast.expr) -> Iterator[str]:
    """Texts that stand in an argument as they are, with what is put together of them; tags do not count."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr():
            texts = [part.value for part in node.values if isinstance(part, ast.Constant)]
            yield re.sub("<[^<>]*>", "", "".join(map(str, texts)))
        case ast.IfExp():
            yield from (*_literals(node.body), *_literals(node.orelse))
        case ast.BinOp():
            yield from (*_literals(node.left), *_literals(node.right))
        case ast.Call(func=ast.Attribute(attr="format", value=value)):
            yield from _literals(value)


def _is_said(call: Call) -> bool:
    return call.name == "tr" or (call.name == "say" and not call.is_method)


def _can_be_extracted(call: Call) -> bool:
    """Whether the text is a literal, one of two, or a field of a table, where it is marked."""
    if call.place.rpartition(":")[0] in OF_TABLES:
        return True
    text = call.node.args[0]
    texts = [text.body, text.orelse] if isinstance(text, ast.IfExp) else [text]
    return all(
        isinstance(one, ast.Constant) or (call.name == "say" and isinstance(one, ast.Attribute)) for one in texts
    )
