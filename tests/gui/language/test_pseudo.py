"""Every screen in a language of longer words: all of it is translated, and nothing is cut off."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QSize
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.support.projects import WAIT_MS, tiny
from tests.support.shown_texts import Shown, shown_in, too_large
from tlstudio.gui.language.install import install_language
from tlstudio.gui.language.pseudo import CLOSE, OPEN, PSEUDO, PseudoTranslator, lengthened
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.window.main_window import MainWindow
from tlstudio.gui.window.overview import STEPS

# The least window, which is also what 1440 × 960 px have room for at a scale of 1.5, a projector's, a usual laptop's,
# and what a taskbar leaves of 1366 × 768.
SIZES = [(960, 640), (1024, 700), (1280, 800), (1366, 728)]
USUAL = SIZES[2]
SETTLING_MS = 1500
# The plan over empty curves has as much room as their card; on the smaller screen the last of its lines is cut.
TIGHT = ("CurvesView/CurveCard/Notes/QLabel",)
LISTS_OF_NAMES = ("BackboneFilters/QComboBox",)  # of families of networks

# What no language changes: the app's name, what the test calls things, networks, units, and keys.
NAMES = re.compile(
    r"Transfer Learning Studio|shapes|\b(red|green|blue)\b|/[\w/.-]+|[\w.-]+\.(png|tlstudio|jsonl)"
    r"|timm/\w+|EfficientNet.*|MobileNet.*|RandAugment|TrivialAugment|\b(ms|min|KB|MB|GB|px|GFLOPs)\b|\b(Ctrl|Shift|Alt|Del)\+\w+"
)


@pytest.fixture(autouse=True)
def pseudo(qapp: QApplication) -> Iterator[None]:
    translator = PseudoTranslator(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def faults(window: QWidget, part: QWidget, size: QSize) -> list[str]:
    """What is not translated in a window or has no room, once the layouts have come to rest; `part` has the size."""
    deadline = QDeadlineTimer(SETTLING_MS)
    while True:
        QApplication.processEvents()
        found = [str(shown) for shown in shown_in(window) if _is_fault(shown)]
        lacks = too_large(part, size)
        if not lacks.isNull():
            found.append(f"{type(part).__name__} needs {lacks.width()} × {lacks.height()} px more")
        if not found or deadline.hasExpired():
            return list(dict.fromkeys(found))


def _is_fault(shown: Shown) -> bool:
    is_name = shown.where.endswith(LISTS_OF_NAMES)
    is_cut = shown.is_cut and not shown.where.endswith(TIGHT)
    return is_cut or (not is_name and shown.is_untranslated(NAMES))


@pytest.fixture
def project(qtbot: QtBot, window: MainWindow, images: Path) -> MainWindow:
    """The window with a project whose images and backbone are known."""
    services = window.services
    window.document.new(tiny(images, 2), title="shapes")
    qtbot.waitUntil(lambda: services.images.index.value is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: services.backbone.tree is not None, timeout=WAIT_MS)
    return window


def steps_of(window: MainWindow, px: tuple[int, int]) -> list[str]:
    """The faults of every step, in both kinds of view."""
    window.resize(*px)
    found: list[str] = []
    for is_advanced in (False, True):
        window.services.preferences.set_advanced(is_advanced)
        for step in STEPS:
            window.show_step(step)
            shown = window.frame.stack.currentWidget() or window
            found += [f"{step}: {fault}" for fault in faults(window, shown, shown.size())]
    return found


@pytest.mark.parametrize("px", SIZES)
def test_every_step_without_a_project(window: MainWindow, px: tuple[int, int]) -> None:
    assert steps_of(window, px) == []


@pytest.mark.parametrize("px", SIZES)
def test_every_step_of_a_project(project: MainWindow, px: tuple[int, int]) -> None:
    assert steps_of(project, px) == []


@pytest.fixture
def trained(qtbot: QtBot, project: MainWindow, tmp_path: Path) -> MainWindow:
    """The window with a run that has been trained and judged."""
    project.document.save_as(tmp_path / "shapes.tlstudio")
    project.start_training()
    qtbot.waitUntil(lambda: project.session.state is SessionState.IDLE, timeout=WAIT_MS)
    project.show_step("inspect")
    qtbot.waitUntil(lambda: not project.services.jobs.active, timeout=WAIT_MS)
    return project


def test_every_step_of_a_trained_project(trained: MainWindow) -> None:
    found = {px: steps_of(trained, px) for px in SIZES}
    assert found == {px: [] for px in SIZES}


def test_every_menu(window: MainWindow) -> None:
    actions = [action for menu in window.findChildren(QMenu) for action in menu.actions() if action.text()]
    assert len(actions) > 50
    assert [action.text() for action in actions if OPEN not in action.text()] == []


DIALOGS = ["shortcuts", "about", "guide", "this_computer", "change_backbone", "compare_backbones", "picture_network"]
DIALOGS += ["show_runs", "sweep"]


@pytest.mark.parametrize("command", DIALOGS)
def test_every_dialog(qtbot: QtBot, project: MainWindow, command: str) -> None:
    project.resize(*USUAL)
    project.show_step("model")
    project.commands.trigger(command)
    qtbot.waitUntil(lambda: _dialog() is not None, timeout=WAIT_MS)
    dialog = _dialog()
    assert dialog is not None
    assert faults(dialog, dialog, QSize(*USUAL)) == []
    dialog.close()


def test_the_language_is_switched_on_by_its_name(qapp: QApplication) -> None:
    translator = install_language(qapp, PSEUDO)
    assert translator is not None and qapp.translate("tlstudio", "Start").startswith(OPEN)
    qapp.removeTranslator(translator)
    assert not install_language(qapp, "tlh")  # nobody has translated it into Klingon


def test_facts_mnemonics_and_tags_stay_as_they_are() -> None:
    text = lengthened("&Open {name!r} of {n:,} <b>images</b>")
    assert text.startswith(OPEN) and text.endswith(CLOSE)
    assert all(part in text for part in ("&Ø", "{name!r}", "{n:,}", "<b>", "</b>"))
    assert len(text) > 1.4 * len("&Open {name!r} of {n:,} <b>images</b>")


def test_a_sentence_of_the_engine_is_translated_with_its_facts() -> None:
    from tlstudio.engine.errors import DataError, TooFewImages

    inner = TooFewImages("a{b}", 1)
    said = say_sentence(DataError("The folder {folder}: {error}", folder="x", error=inner))
    assert said.count(OPEN) == 2 and "'a{b}'" in said and "{" not in said.replace("a{b}", "")


def _dialog() -> QDialog | None:
    shown = [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QDialog) and widget.isVisible()]
    return shown[-1] if shown else None
