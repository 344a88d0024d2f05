"""The menus of a head: its presets, those of the user among them, and the palette of layers."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from tlstudio.engine.model.heads import HEAD_LAYERS, PRESETS
from tlstudio.engine.project import LayerKind
from tlstudio.gui.language.say import say

GROUPS: tuple[tuple[LayerKind, ...], ...] = (
    ("linear",),
    ("relu", "gelu", "silu", "tanh"),
    ("dropout",),
    ("batchnorm", "layernorm"),
)


class LayerMenu(QMenu):
    """Every kind of layer with what it does, in groups."""

    chosen = Signal(str)  # a LayerKind

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        for group in GROUPS:
            self.addSeparator()
            for kind in group:
                self._add(kind)

    def _add(self, kind: LayerKind) -> None:
        info = HEAD_LAYERS[kind]
        self.addAction(f"{say(info.title)}\t{say(info.note)}", lambda: self.chosen.emit(kind))


class PresetMenu(QMenu):
    """The presets that come with the app, then the user's own, and what can be done with those."""

    chosen = Signal(str)  # the name of a preset
    save_asked = Signal()
    delete_asked = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.deletable = QMenu(self.tr("Delete a preset"), self)
        self.show_own(())

    def show_own(self, names: Iterable[str], problem: str = "") -> None:
        """List the user's presets. `problem` says why they cannot be read, if they cannot."""
        self.clear()
        own = tuple(names)
        for name, preset in PRESETS.items():
            self.addAction(say(preset.title), lambda name=name: self.chosen.emit(name)).setToolTip(say(preset.note))
        if own or problem:
            self.addSeparator()
        if problem:
            self.addAction(self.tr("Your own cannot be read")).setToolTip(problem)
        for name in own:
            self.addAction(_literal(name), lambda name=name: self.chosen.emit(name))
        self.addSeparator()
        self.addAction(self.tr("Save as preset…"), self.save_asked.emit)
        self.addMenu(self.deletable)
        self.deletable.setEnabled(bool(own))
        self.deletable.clear()
        for name in own:
            self.deletable.addAction(_literal(name), lambda name=name: self.delete_asked.emit(name))


def _literal(name: str) -> str:
    """A name as a menu shows it as it is."""
    return name.replace("&", "&&")
