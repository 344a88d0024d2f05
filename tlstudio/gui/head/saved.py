"""Heads that the user saved by name, in a file of the app's own; never part of a project."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from tlstudio.engine import codec, places
from tlstudio.engine.errors import ProjectError, StudioError
from tlstudio.engine.model.heads import PRESETS, HeadPreset
from tlstudio.engine.project import HeadSpec, LayerSpec, Output
from tlstudio.engine.storage import make_folder, write_text_durably
from tlstudio.gui.language.say import say_sentence

FORMAT = 1
MAX_HEADS = 100
MAX_NAME = 40  # characters


@dataclass(frozen=True, slots=True)
class OwnHead:
    layers: tuple[LayerSpec, ...] = ()
    output: Output = "linear"

    def __post_init__(self) -> None:
        HeadSpec(layers=self.layers, output=self.output)  # raises ProjectError where a head has its bounds


@dataclass(frozen=True, slots=True)
class _File:
    format: int = FORMAT
    heads: dict[str, OwnHead] = field(default_factory=dict)


class OwnHeads(QObject):
    """A file that cannot be read stays as it is; `problem` says why."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.problem = ""
        self._heads = self._load()

    @property
    def presets(self) -> Mapping[str, HeadPreset]:
        """By name, in the order of the alphabet."""
        ordered = sorted(self._heads.items(), key=lambda item: item[0].casefold())
        return {name: HeadPreset(name, "", head.layers, head.output) for name, head in ordered}

    def name_problem(self, name: str) -> str:
        """Why a head cannot be called that; empty if it can. A name that is there already is replaced."""
        taken = {*PRESETS, *(preset.title.casefold() for preset in PRESETS.values())}
        if not name.strip():
            return self.tr("Type a name.")
        if len(name.strip()) > MAX_NAME or not name.isprintable():
            return self.tr("At most {count} letters, in one line.").format(count=MAX_NAME)
        if name.strip().casefold() in taken:
            return self.tr("A preset of the app has this name.")
        is_full = len(self._heads) >= MAX_HEADS and name.strip() not in self._heads
        return self.tr("There are {count} already: delete one first.").format(count=MAX_HEADS) if is_full else ""

    def save(self, name: str, head: HeadSpec) -> None:
        """Keep layers and output of a head under a name. Raises StudioError."""
        if problem := self.name_problem(name):
            raise ProjectError("{problem}", problem=problem)
        self._write({**self._heads, name.strip(): OwnHead(head.layers, head.output)})

    def delete(self, name: str) -> None:
        """Raises StorageError."""
        self._write({known: head for known, head in self._heads.items() if known != name})

    def _write(self, heads: dict[str, OwnHead]) -> None:
        if self.problem:
            raise ProjectError("{problem}", problem=self.problem)
        path = places.heads_file()
        make_folder(path.parent)
        write_text_durably(path, codec.dumps(_File(FORMAT, heads)))
        self._heads = heads
        self.changed.emit()

    def _load(self) -> dict[str, OwnHead]:
        path = places.heads_file()
        if not path.exists():
            return {}
        try:
            file = codec.load(_File, path, "list of heads")
            if file.format != FORMAT:
                raise ProjectError(
                    "{name} has format {format}; this version reads {known}.",
                    name=path.name,
                    format=file.format,
                    known=FORMAT,
                )
        except StudioError as error:
            self.problem = self.tr("{file} is left as it is: {reason}").format(file=path, reason=say_sentence(error))
            return {}
        return file.heads
