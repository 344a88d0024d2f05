"""What can be done to the selected images: by menu and by key, each one undoable change of the project."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QInputDialog, QMenu

from tlstudio.engine.data.edits import leave_out, move, name_classes, relabel, rename_class, unlabel
from tlstudio.engine.data.folder import Index
from tlstudio.engine.project import DataSpec, SplitPart
from tlstudio.gui.data.classes import KEYS
from tlstudio.gui.data.view import class_rows, path_of
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.thumbnails import ThumbnailGrid


def moved_words(class_name: str, images: int) -> str:
    """What a new label did."""
    if images == 1:
        return say("Moved to {0}").format(class_name)
    return say("{1} images moved to {0}").format(class_name, count(images))


class ImageChanges(QObject):
    edited = Signal(str, object)  # the undo text, a DataSpec
    noted = Signal(str)  # what that did, in words
    leave_out_asked = Signal()
    names_asked = Signal()  # a key was pressed, and no class has a name yet

    def __init__(self, grid: ThumbnailGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._spec = DataSpec()
        self._index: Index | None = None
        grid.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        grid.customContextMenuRequested.connect(self._open_menu)
        self._on_key(QKeySequence(Qt.Key.Key_Delete), self.leave_out_asked.emit)
        for number in range(KEYS):
            self._on_key(QKeySequence(str(number + 1)), lambda number=number: self.label_by_key(number))
        for key in (Qt.Key.Key_0, Qt.Key.Key_Backspace):
            self._on_key(QKeySequence(key), self.take_label)

    def show_spec(self, spec: DataSpec) -> None:
        self._spec = spec

    def show_index(self, index: Index | None) -> None:
        self._index = index

    def label_by_key(self, number: int) -> None:
        """Give the selected images the class with this place in the list of classes, from 0."""
        names = self._class_names()
        if not names:
            self.names_asked.emit()
        elif number < len(names) and self._takes_classes:
            self.label(names[number])

    def label(self, class_name: str) -> None:
        """Give the selected images the class. After one that had none, the next is selected."""
        if paths := self._selected():
            self._relabel(relabel(self._spec, paths, class_name), class_name, len(paths))

    def take_label(self) -> None:
        """Take away what was said by hand of the selected images."""
        if paths := self._selected():
            self._edit_and_go_on(self.tr("Take the label away"), unlabel(self._spec, paths))

    def _relabel(self, data: DataSpec, class_name: str, images: int) -> None:
        self._edit_and_go_on(self.tr("Change the class to {0}").format(class_name), data)
        self.noted.emit(moved_words(class_name, images))

    def _edit_and_go_on(self, text: str, data: DataSpec) -> None:
        """Where images wait for a label the next is at hand; one that has a label stays selected, whatever it gets."""
        waiting = self._index.unlabelled if self._index else ()
        following = self._grid.following() if all(path in waiting for path in self._selected()) else None
        self.edited.emit(text, data)
        if following:
            self._grid.select({following})

    def move(self, part: SplitPart | None) -> None:
        if paths := self._selected():
            self.edited.emit(self.tr("Move images in the split"), move(self._spec, paths, part))

    def leave_out(self, text: str, paths: Sequence[str]) -> None:
        self.edited.emit(text, leave_out(self._spec, paths))

    def rename(self, old: str, new: str) -> None:
        """Another name for a class; that of another class merges the two."""
        if new.strip() and new.strip() != old:
            is_merge = new.strip() in self._class_names()
            text = self.tr("Merge classes") if is_merge else self.tr("Rename a class")
            self.edited.emit(text, rename_class(self._spec, old, new))

    def ask_new_name(self, old: str) -> None:
        text = self.tr("Another name for {0}. The name of another class merges the two; the folders stay.")
        others = [old, *(name for name in self._class_names() if name != old)]
        new, is_ok = QInputDialog.getItem(self._grid, self.tr("Rename or merge a class"), text.format(old), others)
        if is_ok:
            self.rename(old, new)

    def menu(self) -> QMenu | None:
        """What can be done to the selected images; None where nothing is selected."""
        if not self._selected():
            return None
        menu = QMenu(self._grid)
        if self._takes_classes:
            self._add_classes(menu)
        self._add_parts(menu.addMenu(self.tr("Move to")))
        menu.addSeparator()
        action = menu.addAction(self.tr("Leave out"), self.leave_out_asked.emit)
        action.setShortcut(QKeySequence(Qt.Key.Key_Delete))
        return menu

    def _add_classes(self, menu: QMenu) -> None:
        classes = menu.addMenu(self.tr("Class"))
        for number, name in enumerate(self._class_names()):
            action = classes.addAction(name.replace("&", "&&"), lambda name=name: self.label(name))
            if number < KEYS:
                action.setShortcut(QKeySequence(str(number + 1)))
        classes.addSeparator()
        classes.addAction(self.tr("New class…"), self._ask_new_class)
        if set(self._selected()) & self._spec.relabelled.keys():
            classes.addAction(self.tr("Take the label away"), self.take_label).setShortcut(QKeySequence(Qt.Key.Key_0))
        own = {tile.label for tile in self._grid.selected()}
        if len(own) == 1 and (name := own.pop()) in self._class_names():
            text = self.tr("Rename or merge {0}…").format(name.replace("&", "&&"))
            menu.addAction(text, lambda: self.ask_new_name(name))

    def _add_parts(self, menu: QMenu) -> None:
        menu.addAction(self.tr("Train"), lambda: self.move("train"))
        menu.addAction(self.tr("Validation"), lambda: self.move("val"))
        menu.addAction(self.tr("Test"), lambda: self.move("test"))
        menu.addSeparator()
        menu.addAction(self.tr("Wherever it falls"), lambda: self.move(None))

    def _ask_new_class(self) -> None:
        name, is_ok = QInputDialog.getText(self._grid, self.tr("New class"), self.tr("What is on these images?"))
        if is_ok and name.strip() and (paths := self._selected()):
            data = name_classes(self._spec, [*self._class_names(), name])
            self._relabel(relabel(data, paths, name.strip()), name.strip(), len(paths))

    def _open_menu(self, place: QPoint) -> None:
        menu = self.menu()
        if menu:
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._grid.viewport().mapToGlobal(place))

    def _on_key(self, keys: QKeySequence, slot: Callable[[], object]) -> None:
        shortcut = QShortcut(keys, self._grid)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(slot)

    def _class_names(self) -> tuple[str, ...]:
        return tuple(row.name for row in class_rows(self._index, self._spec.classes)) if self._index else ()

    @property
    def _takes_classes(self) -> bool:
        """Not where a table gives images labels or numbers."""
        return self._index is not None and self._index.targets is None

    def _selected(self) -> list[str]:
        """Paths of the selected images that are in use, relative to the folder."""
        return [path_of(tile, self._spec) for tile in self._grid.selected() if not tile.problem]
