"""Every command of the window, its menu and its shortcut, as data; and the menus made from it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMainWindow, QMenu

from tlstudio.engine.templates import TEMPLATES
from tlstudio.gui.language.say import mark, say


@dataclass(frozen=True, slots=True)
class Command:
    """`group` makes commands exclusive and checkable; `shortcut` is a portable text such as "Ctrl+S".

    Commands with the same `menu` stand in a menu of their own under that title.
    """

    name: str
    text: str
    shortcut: str = ""
    group: str = ""
    menu: str = ""
    note: str = ""  # its tool tip


SEPARATOR = Command("", "")
UNDO, REDO = Command("undo", mark("&Undo"), "Ctrl+Z"), Command("redo", mark("&Redo"), "Ctrl+Shift+Z")  # of the history
RECENT = Command("recent", mark("Open &Recent"))

MENUS: Mapping[str, tuple[Command, ...]] = {
    mark("&File"): (
        Command("new", mark("&New Project"), "Ctrl+N"),
        *(
            Command(f"template_{name}", template.title, menu=mark("New from &Template"), note=template.note)
            for name, template in TEMPLATES.items()
        ),
        Command("open_images", mark("Open a &Folder of Images…"), "Ctrl+Shift+O"),
        Command("open_table", mark("Open a Ta&ble…"), "Ctrl+Shift+T"),
        Command("change_images", mark("Choose Ot&her Images for This Project…")),
        Command("add_folder", mark("&Add a Folder as a Class…")),
        Command("take_photos", mark("Ta&ke Photos…")),
        Command("try_sample", mark("Try the Sam&ple")),
        SEPARATOR,
        Command("open_project", mark("&Open Project…"), "Ctrl+O"),
        RECENT,
        SEPARATOR,
        Command("save", mark("&Save"), "Ctrl+S"),
        Command("save_as", mark("Save &As…"), "Ctrl+Shift+S"),
        Command("rename", mark("Rena&me Project"), "F2"),
        SEPARATOR,
        Command("quit", mark("&Quit"), "Ctrl+Q"),
    ),
    mark("&Edit"): (UNDO, REDO),
    mark("&View"): (
        Command("show_data", mark("&Data"), "Ctrl+1", "step"),
        Command("show_model", mark("&Model"), "Ctrl+2", "step"),
        Command("show_train", mark("&Train"), "Ctrl+3", "step"),
        Command("show_inspect", mark("&Inspect"), "Ctrl+4", "step"),
        Command("show_export", mark("&Export"), "Ctrl+5", "step"),
        SEPARATOR,
        Command("simple", mark("&Simple Settings"), "", "mode"),
        Command("advanced", mark("&Advanced Settings"), "", "mode"),
        SEPARATOR,
        Command("show_augmentation", mark("What Training S&ees"), "Ctrl+Shift+E"),
        Command("toggle_inspector", mark("Side &Panel"), "Ctrl+I"),
        SEPARATOR,
        Command("scheme_system", mark("Colours of the S&ystem"), "", "scheme"),
        Command("scheme_light", mark("&Light"), "", "scheme"),
        Command("scheme_dark", mark("Dar&k"), "", "scheme"),
    ),
    mark("&Model"): (
        Command("change_backbone", mark("Change &Backbone…"), "Ctrl+B"),
        Command("compare_backbones", mark("&Compare Backbones on My Images…"), "Ctrl+Shift+B"),
        SEPARATOR,
        Command("keep_backbone", mark("&Keep the Backbone")),
        Command("retrain_last", mark("Retrain the &Last Stage")),
        Command("retrain_half", mark("Retrain the &Upper Half")),
        Command("retrain_all", mark("Retrain &Everything")),
        SEPARATOR,
        Command("picture_network", mark("&Picture of the Network…"), "Ctrl+P"),
    ),
    mark("&Run"): (
        Command("start", mark("&Start Training"), "F5"),
        Command("pause", mark("&Pause"), "F6"),
        Command("resume", mark("&Resume"), "Shift+F6"),
        Command("stop", mark("S&top and Save"), "Shift+F5"),
        Command("discard", mark("Stop and &Discard…")),
        Command("go_on", mark("&Go On with the Last Run"), "Ctrl+F5"),
        Command("continue_training", mark("Train &More Epochs…")),
        SEPARATOR,
        Command("show_runs", mark("&Compare Runs…"), "Ctrl+R"),
        Command("sweep", mark("S&weep over Settings…")),
        SEPARATOR,
        Command("export", mark("&Export the Model"), "Ctrl+E"),
        SEPARATOR,
        Command("this_computer", mark("This &Computer…")),
    ),
    mark("&Help"): (
        Command("guide", mark("&Guide"), "F1"),
        Command("shortcuts", mark("&Keyboard Shortcuts"), "Ctrl+F1"),
        Command("open_log", mark("Open the &Log Folder")),
        SEPARATOR,
        Command("about", mark("&About Transfer Learning Studio")),
    ),
}


class Commands(QObject):
    """The actions of a window by name, in its menu bar."""

    def __init__(
        self, window: QMainWindow, undo_stack: QUndoStack, handlers: Mapping[str, Callable[[], object]]
    ) -> None:
        """`handlers` gives each command of `MENUS` what it does; undo, redo and recent need none."""
        super().__init__(window)
        self._window = window
        self._handlers = handlers
        self._groups: dict[str, QActionGroup] = {}
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {
            "undo": _undo_action(undo_stack, self),
            "redo": _redo_action(undo_stack, self),
        }
        self.recent_menu = QMenu(say(RECENT.text), window)
        for title, commands in MENUS.items():
            menu = window.menuBar().addMenu(say(title))
            for command in commands:
                self._add(menu, command)

    def trigger(self, name: str) -> None:
        """Do what the command does, whether or not its menu would allow it now."""
        self._handlers[name]()

    def enable(self, name: str, is_enabled: bool) -> None:
        self.actions[name].setEnabled(is_enabled)

    def check(self, name: str) -> None:
        self.actions[name].setChecked(True)

    def _add(self, menu: QMenu, command: Command) -> None:
        if command is SEPARATOR:
            menu.addSeparator()
        elif command is RECENT:
            menu.addMenu(self.recent_menu)
        elif command in (UNDO, REDO):
            menu.addAction(self.actions[command.name])
        else:
            (self._menu(menu, command.menu) if command.menu else menu).addAction(self._action(command))

    def _menu(self, parent: QMenu, title: str) -> QMenu:
        """The menu with this title within the parent, made when it is first asked for."""
        if title not in self._menus:
            self._menus[title] = parent.addMenu(say(title))
            self._menus[title].setToolTipsVisible(True)
        return self._menus[title]

    def _action(self, command: Command) -> QAction:
        action = QAction(say(command.text), self)
        action.setShortcut(QKeySequence(command.shortcut))
        if command.note:
            action.setToolTip(say(command.note))
        action.triggered.connect(lambda: self.trigger(command.name))
        if command.group:
            action.setCheckable(True)
            self._groups.setdefault(command.group, QActionGroup(self)).addAction(action)
        self.actions[command.name] = action
        return action


def shortcuts() -> list[tuple[str, str]]:
    """Every command that has one: its text and its shortcut, as shown."""
    listed = [command for commands in MENUS.values() for command in commands if command.shortcut]
    shown = QKeySequence.SequenceFormat.NativeText
    return [(say(command.text).replace("&", ""), QKeySequence(command.shortcut).toString(shown)) for command in listed]


def _undo_action(stack: QUndoStack, parent: QObject) -> QAction:
    action = stack.createUndoAction(parent, say("&Undo"))
    action.setShortcut(QKeySequence(QKeySequence.StandardKey.Undo))
    return action


def _redo_action(stack: QUndoStack, parent: QObject) -> QAction:
    action = stack.createRedoAction(parent, say("&Redo"))
    action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    return action
