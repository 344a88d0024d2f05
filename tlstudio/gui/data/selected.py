"""What is known of the selected image."""

from pathlib import Path

from PIL import Image
from PySide6.QtCore import QLocale

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.image.reading import FORMATS
from tlstudio.engine.errors import UnknownBackbone
from tlstudio.engine.project import ProjectSpec
from tlstudio.gui.data.inspector import SelectedSection
from tlstudio.gui.data.view import framing_words, part_of, path_of
from tlstudio.gui.language.say import say
from tlstudio.gui.services.images import Images
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.thumbnails import ThumbnailGrid, Tile


def show_selected(
    section: SelectedSection, grid: ThumbnailGrid, spec: ProjectSpec, images: Images, *, is_out: bool
) -> None:
    """Show the selected image, or how many there are. `is_out`: they are among those left out."""
    button = say("Use again") if is_out else say("Leave out")
    selected = grid.selected_count()
    if selected == 1:
        (tile,) = grid.selected()
        can_change = not is_out or path_of(tile, spec.data) in spec.data.excluded  # else it cannot be read
        section.show_image(tile.name, facts_of(tile, spec, images), button if can_change else "")
    else:
        name = say("{0} images").format(count(selected)) if selected else ""
        section.show_image(name, {}, button)


def facts_of(tile: Tile, spec: ProjectSpec, images: Images) -> dict[str, str]:
    """The facts of the inspector by key; of a file that is left out, only why."""
    if tile.problem:
        return {"problem": tile.problem}
    size, kind = _head_of(tile.path)
    part = _part(tile, spec, images)
    return {"label": tile.label, "size": size, "kind": kind, "framing": _framing(spec), "part": part}


def _framing(spec: ProjectSpec) -> str:
    try:
        size_px = spec.backbone.input_px or find(spec.backbone.name).input_px
    except UnknownBackbone:
        return ""
    return framing_words(size_px, spec.data.resize)


def _part(tile: Tile, spec: ProjectSpec, images: Images) -> str:
    names = {
        "train": say("Train"),
        "val": say("Validation"),
        "test": say("Test"),
        "": "",
    }
    if images.index.value is None:
        return ""
    return names[part_of(images.index.value, images.split.value, path_of(tile, spec.data))]


def _head_of(path: Path) -> tuple[str, str]:
    """Width × height, and format, colours and size of the file; from its head, "" if it cannot be read."""
    try:
        with Image.open(path, formats=FORMATS) as image:
            bytes_words = QLocale().formattedDataSize(path.stat().st_size)
            return f"{image.width} × {image.height}", f"{image.format} · {image.mode} · {bytes_words}"
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for a file that is not what it was
        return "", ""
