"""The recipe for the project's images: found once they are known, and followed where nobody has changed a setting."""

from PySide6.QtCore import QObject, Signal

from tlstudio.engine.project import ProjectSpec
from tlstudio.engine.recipe import Recipe, freezes_so, is_untouched, needs_tree, recipe_for, with_recipe, with_training
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.backbone import Backbone
from tlstudio.gui.services.document import Document
from tlstudio.gui.services.images import Images


class Recommender(QObject):
    """Finds the recipe that suits the images; `begin` lets the project follow it as soon as it can.

    It is one step of history with the choice of the images.
    """

    changed = Signal()

    def __init__(self, document: Document, images: Images, backbone: Backbone, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._images = images
        self._backbone = backbone
        self._is_wanted = False
        self.recipe: Recipe | None = None  # None while the images are not known, or weights are random
        document.opened.connect(self._on_opened)
        images.split_changed.connect(self._on_split_changed)
        backbone.changed.connect(self._follow)

    @property
    def base(self) -> ProjectSpec:
        """A project with the recommended training settings; what it freezes does not count."""
        return with_training(ProjectSpec(), self.recipe) if self.recipe else ProjectSpec()

    @property
    def reason(self) -> str:
        """Why the project trains as it does; empty where it freezes something else than the recipe."""
        recipe = self.recipe
        return say_sentence(recipe.sentence) if recipe and freezes_so(self._document.spec, recipe) else ""

    @property
    def is_coming(self) -> bool:
        """Whether the project is about to follow a recipe, so that a run begun now would not be the recommended one."""
        if not self._is_wanted or not is_untouched(self._document.spec):
            return False
        return self.recipe is not None or self._images.index.is_busy or self._images.split.is_busy

    def begin(self) -> None:
        """Follow the recipe of the images that were chosen."""
        self._is_wanted = True
        self._follow()

    def _on_opened(self) -> None:
        self._is_wanted = False
        self.recipe = None

    def _on_split_changed(self) -> None:
        self.recipe = self._find()
        self.changed.emit()
        self._follow()

    def _find(self) -> Recipe | None:
        spec, index, parts = self._document.spec, self._images.fresh_index(), self._images.split.value
        if index is None or parts is None or spec.backbone.weights == "random":
            return None
        return recipe_for(len(parts.train), index.each_of(len(parts.train)))

    def _follow(self) -> None:
        spec, recipe, tree = self._document.spec, self.recipe, self._backbone.tree
        if not self._is_wanted or recipe is None:
            return
        if is_untouched(spec) and needs_tree(recipe) and (tree is None or self._backbone.description.is_busy):
            return  # until the backbone is known
        self._is_wanted = False
        if is_untouched(spec):
            self._edit(with_recipe(spec, recipe, tree))

    def _edit(self, spec: ProjectSpec) -> None:
        self._document.extend_look(self.tr("Use the recommended settings"), spec)
