"""Scrolling, filtering and searching the thumbnails of a large folder, as long as each keeps the window busy."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
from PySide6.QtCore import QCoreApplication

from tests.benchmarks.many import many
from tests.benchmarks.settings import Settings, decode
from tlstudio.engine.data.folder import glance
from tlstudio.gui.app import create_application
from tlstudio.gui.data.view import tiles
from tlstudio.gui.services.reading import read_tile
from tlstudio.gui.widgets.thumbnails import ThumbnailGrid

FRAMES, STEP_PX = 300, 40
SETTLED_S = 2.0  # for a layout that goes on in pieces


def main(settings: Settings) -> dict[str, float]:
    folder = many(settings, max(settings.files))
    index = glance(folder, Path(settings.scratch, "none"))
    grid = ThumbnailGrid(read_tile)
    grid.resize(900, 640)
    grid.show()
    found = {"show_ms": _ms(lambda: grid.show_tiles(tiles(index, "all", ""))), "layout_ms": _settle()}
    found |= _frames("scroll", grid, STEP_PX) | _frames("jump", grid, grid.verticalScrollBar().maximum() // FRAMES)
    for name, chosen, text in (("class", "class:class 3", ""), ("search", "all", "12"), ("back", "all", "")):
        found[f"{name}_ms"] = _ms(lambda chosen=chosen, text=text: grid.show_tiles(tiles(index, chosen, text)))
    grid.loader.close()
    return found


def _frames(name: str, grid: ThumbnailGrid, step: int) -> dict[str, float]:
    """How long the frames of a movement take."""
    taken = [_frame(grid, step * number) for number in range(FRAMES)]
    p50, p95, worst = np.percentile(taken, [50, 95, 100]).tolist()
    return {f"{name}_p50_ms": p50, f"{name}_p95_ms": p95, f"{name}_worst_ms": worst}


def _frame(grid: ThumbnailGrid, place: int) -> float:
    return _ms(lambda: (grid.verticalScrollBar().setValue(place), grid.viewport().repaint()))


def _ms(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    QCoreApplication.processEvents()
    return 1000 * (perf_counter() - start)


def _settle() -> float:
    """The longest pause until nothing more is laid out."""
    end, worst = perf_counter() + SETTLED_S, 0.0
    while perf_counter() < end:
        worst = max(worst, _ms(lambda: None))
    return worst


if __name__ == "__main__":
    application = create_application()
    sys.stdout.write(json.dumps(main(decode(sys.argv[2]))) + "\n")
