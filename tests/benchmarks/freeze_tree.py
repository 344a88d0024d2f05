"""How quick the freeze tree is: `python -m tests.benchmarks.freeze_tree [RESULT.json]`.

Trees of 1,000 and of 100 layers and a real network's are measured in turns; numbers are medians of several rounds.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from statistics import median
from time import process_time

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from tests.support.freeze_trees import deep_tree
from tlstudio.engine.model.parts import Part
from tlstudio.gui.app import create_application
from tlstudio.gui.freeze.tree import FreezeTree

ROUNDS = 7
SCROLLS = 20  # frames in each round
REAL = "resnet152"
LIMITS_MS = {"open_ms": 50.0, "frame_ms": 16.0}
WIDTH_PX, HEIGHT_PX = 704, 520


@dataclass(frozen=True, slots=True)
class Times:
    """Medians, in ms."""

    open_ms: float  # from the tree of parts to the first paint
    all_open_ms: float  # the same with every part open
    frame_ms: float  # one frame of scrolling through all of them
    tick_ms: float  # from a tick to the next paint
    filter_ms: float  # from a typed text to the next paint


KEYS = [field.name for field in fields(Times)]


def main(app: QApplication, result: Path | None) -> bool:
    """Print a table, write it down if asked, and say whether the limits are met."""
    trees = {"100 layers": deep_tree(100), "1,000 layers": deep_tree(1000), REAL: _real_tree()}
    rounds: dict[str, list[Times]] = {name: [] for name in trees}
    for _ in range(ROUNDS):
        for name, tree in trees.items():
            rounds[name].append(_measure(app, tree))
    table = {name: _medians(times) for name, times in rounds.items()}
    print_table(table, {name: len(list(tree.leaves())) for name, tree in trees.items()})
    if result:
        result.write_text(json.dumps({"ms": _plain(table), "ratios": ratios(table)}, indent=2), "utf-8")
    return all(getattr(times, key) <= limit for times in table.values() for key, limit in LIMITS_MS.items())


def print_table(table: dict[str, Times], leaves: dict[str, int]) -> None:
    against = ratios(table)
    sys.stdout.write(f"{'tree':<14}{'leaves':>8}" + "".join(f"{key:>20}" for key in KEYS) + "\n")
    for name, times in table.items():
        cells = (f"{getattr(times, key):>11.1f} ({against[name][key]:5.2f}×)" for key in KEYS)
        sys.stdout.write(f"{name:<14}{leaves[name]:>8}" + "".join(cells) + "\n")


def ratios(table: dict[str, Times]) -> dict[str, dict[str, float]]:
    """Every time as a multiple of the first tree's."""
    base = next(iter(table.values()))
    return {
        name: {key: round(getattr(times, key) / getattr(base, key), 2) for key in KEYS} for name, times in table.items()
    }


def _plain(table: dict[str, Times]) -> dict[str, dict[str, float]]:
    return {name: asdict(times) for name, times in table.items()}


def _measure(app: QApplication, tree: Part) -> Times:
    half = frozenset(leaf.name for leaf in list(tree.leaves())[: len(list(tree.leaves())) // 2])
    shown = FreezeTree()
    shown.resize(WIDTH_PX, HEIGHT_PX)
    shown.show()
    _paint(app)

    def open_it() -> None:
        shown.show_tree(tree, advanced=True, input_px=224)
        shown.show_freeze(half)

    open_ms = _timed(app, open_it)
    all_open_ms = _timed(app, shown.view.expandAll)
    frame_ms = median(_scrolled(app, shown))
    first = frozenset(leaf.name for leaf in tree.children[0].leaves())
    ticks = (half - first, half)
    tick_ms = median([_timed(app, lambda frozen=frozen: shown.show_freeze(frozen)) for frozen in ticks])
    filter_ms = median(
        [_timed(app, lambda text=text: shown.bar.field.setText(text)) for text in ("batch", "batchn", "")]
    )
    shown.hide()
    shown.deleteLater()
    return Times(open_ms, all_open_ms, frame_ms, tick_ms, filter_ms)


def _scrolled(app: QApplication, tree: FreezeTree) -> list[float]:
    bar = tree.view.verticalScrollBar()
    stops = [bar.maximum() * number // SCROLLS for number in range(1, SCROLLS + 1)]
    return [_timed(app, lambda stop=stop: bar.setValue(stop)) for stop in stops]


def _timed(app: QApplication, act: Callable[[], object]) -> float:
    begun = process_time()  # all of it is on this thread: waiting for other programs does not count
    act()
    _paint(app)
    return 1000 * (process_time() - begun)


def _paint(app: QApplication) -> None:
    app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)


def _medians(times: list[Times]) -> Times:
    return Times(**{key: round(median(getattr(each, key) for each in times), 2) for key in KEYS})


def _real_tree() -> Part:
    import timm
    import torch

    from tlstudio.engine.model.structure import part_tree

    with torch.device("meta"):
        return part_tree(timm.create_model(REAL, num_classes=0))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    is_quick = main(create_application(), Path(sys.argv[1]) if len(sys.argv) > 1 else None)
    sys.exit(0 if is_quick else 1)
