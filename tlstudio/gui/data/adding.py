"""More for the classes of a project: names, folders and images from anywhere, and photos of a camera."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMenu, QMessageBox, QWidget

from tlstudio.engine.data.added import add, class_folders_in, place_of, start_with
from tlstudio.engine.data.edits import name_classes, relabel
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec, ProjectSpec
from tlstudio.engine.tasks.info import TASKS
from tlstudio.gui.data.classes import KEYS, ClassList
from tlstudio.gui.data.edits import moved_words
from tlstudio.gui.data.view import class_rows
from tlstudio.gui.language.say import say
from tlstudio.gui.services.document import with_folder
from tlstudio.gui.services.drops import pictures_folder
from tlstudio.gui.services.errors import show_error
from tlstudio.gui.services.services import Services
from tlstudio.gui.widgets.numbers import count

MOST_NAMES = 6  # in a question


class Adding(QObject):
    """Each is one undoable change of the project. No file is copied or changed."""

    edited = Signal(str, object)  # the undo text, a DataSpec
    noted = Signal(str)  # what that did, in words
    requested = Signal(str)  # a command of the window

    def __init__(self, services: Services, window: QWidget) -> None:
        super().__init__(window)
        self._services = services
        self._window = window
        self.question: QMessageBox | None = None  # that waits for an answer

    def serve(self, classes: ClassList) -> None:
        """Do what is asked of the list of classes."""
        classes.images_asked.connect(self.ask_images)
        classes.menu_asked.connect(self.open_menu)
        classes.dropped.connect(lambda name, paths: self.add(paths, name))

    def menu(self) -> QMenu:
        menu = QMenu(self._window)
        menu.addAction(self.tr("Name classes…"), self.ask_names)
        menu.addAction(self.tr("Add a folder as a class…"), self.ask_folder)
        menu.addAction(self.tr("Take photos…"), lambda: self.requested.emit("take_photos"))
        menu.addSeparator()
        by_hand = menu.addAction(self.tr("Label by hand: folders say nothing"), self.label_by_hand)
        by_hand.setEnabled(self._data.labels == "auto" and not self._data.table and not self._is_by_hand)
        return menu

    def open_menu(self, place: QPoint) -> None:
        self.menu().popup(place)

    def ask_names(self) -> None:
        """Ask for classes to label with."""
        title, text = self.tr("Name classes"), self.tr("What is on your images? Put commas between several classes.")
        names, is_ok = QInputDialog.getText(self._window, title, text)
        if is_ok:
            self.name(names.split(","))

    def name(self, names: Sequence[str]) -> None:
        """Classes to label with, after those that there are."""
        index = self._services.images.index.value
        there = [row.name for row in class_rows(index, self._data.classes)] if index else self._data.classes
        self._edit(self.tr("Name classes"), name_classes(self._data, [*there, *names]))

    def ask_folder(self) -> None:
        """Ask for a folder whose images are a class."""
        try:
            check_classes(self._services.document.spec)
        except DataError as error:
            show_error(self._window, error)
            return
        title = self.tr("Add a folder as a class")
        chosen = QFileDialog.getExistingDirectory(self._window, title, self._data.folder or str(pictures_folder()))
        if chosen:
            self.add([Path(chosen)])

    def ask_images(self, name: str) -> None:
        """Ask for images of the class."""
        kinds = self.tr("Images ({0})").format(
            " ".join(f"*{suffix}" for suffix in sorted(modality_of("image").endings))
        )
        title = self.tr("Add images of {0}").format(name)
        chosen, _ = QFileDialog.getOpenFileNames(self._window, title, self._data.folder, kinds)
        if chosen:
            self.add([Path(path) for path in chosen], name)

    def add(self, places: Sequence[Path], name: str = "") -> None:
        """Make folders classes of their names, or folders and images part of the class.

        Images that the project has get the class as their label. A folder of class folders is asked about.
        """
        if not places:
            return
        inside = {} if name else {place: class_folders_in(place, self._data.kind) for place in places}
        if folders := [folder for own in inside.values() for folder in own]:
            self._ask_classes(places, [*folders, *(place for place in places if not inside[place])])
        else:
            self._add(places, name)

    def _ask_classes(self, places: Sequence[Path], classes: Sequence[Path]) -> None:
        """Ask whether the class folders are meant that were found in the places, or the places themselves."""
        names = list(dict.fromkeys(folder.name for folder in classes))
        text = self.tr('"{0}" holds {1}. Add them to your classes?')
        box = QMessageBox(QMessageBox.Icon.Question, self.tr("Add classes"), "", parent=self._window)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(text.format(_listed([place.name for place in places]), _listed(names)))
        them = box.addButton(self.tr("Add Them"), QMessageBox.ButtonRole.AcceptRole)
        them.clicked.connect(lambda: self._add(classes, ""))
        if len(places) == 1:
            whole = box.addButton(
                self.tr('Add All as "{0}"').format(places[0].name.replace("&", "&&")), QMessageBox.ButtonRole.ActionRole
            )
            whole.clicked.connect(lambda: self._add(places, ""))
        box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(them)
        box.finished.connect(self._on_answered)
        self.question = box
        box.open()

    def _on_answered(self) -> None:
        self.question = None

    def _add(self, places: Sequence[Path], name: str) -> None:
        data, index = self._data, self._services.images.index.value
        if not data.folder:
            self._edit(self.tr("Add classes"), start_with(data, places))
            return
        known = {*index.paths, *(item.path for item in index.excluded)} if index else set()
        own = [path for place in places if (path := place_of(place, data.folder)) in known]
        text = self.tr("Add images to {0}").format(name) if name else self.tr("Add classes")
        others = [place for place in places if place_of(place, data.folder) not in known]
        self._edit(text, add(relabel(data, own, name) if own else data, others, name))
        if own and not others:
            self.noted.emit(moved_words(name, len(own)))

    def hint(self, index: Index | None) -> str:
        """What to do about images of which fewer than two classes have a label, or nothing."""
        waiting, names = len(index.unlabelled) if index else 0, self._data.classes
        if index is None or not waiting or len(index.class_names) > 1:
            return ""
        if not names:
            return self.tr("{0} images have no label yet. Name your classes to label them.").format(count(waiting))
        keys = ", ".join(f"{number + 1} {name}" for number, name in enumerate(names[:KEYS]))
        return self.tr("Select an image and press the key of its class: {0}.").format(keys)

    def label_by_hand(self) -> None:
        """Take folders for folders, and not for classes."""
        self._edit(self.tr("Label by hand"), replace(self._data, labels="hand"))

    @property
    def _data(self) -> DataSpec:
        return self._services.document.spec.data

    @property
    def _is_by_hand(self) -> bool:
        index = self._services.images.index.value
        return index is not None and bool(index.unlabelled)

    def _edit(self, text: str, data: DataSpec) -> None:
        self.edited.emit(text, data)


def _listed(names: Sequence[str]) -> str:
    """The names as they are said: "bolt, nut and washer"; of very many the first."""
    shown = list(names[:MOST_NAMES])
    if more := len(names) - len(shown):
        shown.append(say("{0} more").format(count(more)))
    return say("{0} and {1}").format(", ".join(shown[:-1]), shown[-1]) if len(shown) > 1 else shown[0]


def check_classes(spec: ProjectSpec) -> None:
    """Raises DataError where a table gives images labels or numbers."""
    if not TASKS[spec.objective.task].has_one_class:
        raise DataError("This project learns from a table, which has no classes to add to. Start a new project.")


def on_folders(spec: ProjectSpec, folders: Sequence[Path]) -> ProjectSpec:
    """The spec on these folders alone, each a class."""
    spec = with_folder(spec, folders[0])  # what was changed by hand belonged to other images
    return replace(spec, data=start_with(spec.data, folders))
