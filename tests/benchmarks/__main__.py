"""How quick training is beside what people would otherwise use: `python -m tests.benchmarks [NAME …] [--json FILE]`.

Names are those of the table in BENCHMARKS; without one all run. Every arm runs in a process of its own, the arms take
turns, and numbers are medians. `--images`, `--epochs`, `--files` and `--repeats` say how much work there is.
`recipe` is a table of its own: see recipe.py.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from tests.benchmarks.settings import STAGES_BEFORE_LAST, Settings, copy_images, encode, usable_cores

Rows = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Arms in turns. `settings` differ from the common ones; every further seed is one more turn."""

    title: str
    arms: tuple[str, ...]
    epochs: int | None = None  # None: as asked
    views: int = 0
    is_augmented: bool = False
    frozen: tuple[str, ...] = ("all",)
    module: str = "tests.benchmarks.arms"
    keeps_cache: bool = False  # an arm finds what the turn before it has stored
    sets_seed: bool = False


PEERS = ("fastai", "fastai_still", "lightning")
BENCHMARKS = {
    "a1": Benchmark("head only, no augmentation", ("ours", "usual", *PEERS, "floor")),
    "a2": Benchmark(
        "head only, augmentation, 4 views",
        ("ours", "fresh", "usual", *PEERS, "floor"),
        views=4,
        is_augmented=True,
        sets_seed=True,
    ),
    "a3": Benchmark("last stage trains", ("ours", "without_features", *PEERS, "bare"), frozen=STAGES_BEFORE_LAST),
    "a4": Benchmark("everything trains", ("ours", "usual", *PEERS), epochs=3, frozen=()),
    "a5": Benchmark("second run on the same images", ("ours", "ours"), keeps_cache=True),
    "b1": Benchmark("images a second, everything trains", ("ours", "bare"), epochs=3, frozen=()),
    "c1": Benchmark(
        "everything trains, with the window open",
        ("headless", "window"),
        epochs=3,
        frozen=(),
        module="beside_window",
    ),
    "c2": Benchmark("lateness of a 60 Hz timer while training on features, ms", ("idle", "training"), module="window"),
    "d": Benchmark(
        "peak memory, everything trains; usual_0 keeps nothing",
        ("usual_0", "ours"),
        epochs=1,
        frozen=(),
        module="memory",
    ),
    "e1": Benchmark("scan of so many files, s", ("bare", "walk", "scan", "rescan", "reopen", "split"), module="scan"),
    "e2": Benchmark("bytes of one image in the index", ("index", "tuples"), module="scan"),
    "e3": Benchmark("refresh of a curve, ms", ("thousand", "million"), module="curves"),
    "grid": Benchmark("thumbnails of a large folder, ms", ("ours",), module="grid"),
    "health": Benchmark("health report on so many files, s", ("look", "groups", "report"), module="scan"),
    "f": Benchmark("start to first paint", ("ours", "bare_qt"), module="paint"),
    "w": Benchmark(
        "processes that read files for the usual loop", ("usual_0", "usual_1", "usual_2", "usual_4"), epochs=3
    ),
}


def main(arguments: argparse.Namespace) -> None:
    """Run, print and write down."""
    found: dict[str, Rows] = {}
    with tempfile.TemporaryDirectory() as scratch:
        images = Path(scratch, "images")
        copy_images(images, arguments.images * 4 // 3)
        common = Settings(str(images), scratch, arguments.images, arguments.epochs, files=tuple(arguments.files))
        sys.stdout.write(", ".join(f"{key} {value}" for key, value in machine().items()) + "\n")
        for name in arguments.names or BENCHMARKS:
            benchmark = BENCHMARKS[name]
            if arguments.arms:
                benchmark = replace(benchmark, arms=tuple(arm for arm in benchmark.arms if arm in arguments.arms))
            found[name] = _measured(benchmark, common, arguments.repeats)
            _print(name, found[name])
    if arguments.json:
        text = json.dumps({"machine": machine(), "settings": _plain(arguments), "results": found}, indent=2)
        arguments.json.write_text(text + "\n", "utf-8")


def machine() -> dict[str, str | int | float]:
    import torch

    return {
        "processor": platform.processor() or platform.machine(),
        "system": platform.platform(),
        "cores": usable_cores(),
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else -1.0,  # other programs run meanwhile
        "torch": torch.__version__,
        "torch_threads": torch.get_num_threads(),
    }


def _measured(benchmark: Benchmark, common: Settings, repeats: int) -> Rows:
    """For each arm the medians of what it gave."""
    settings = replace(
        common,
        epochs=benchmark.epochs or common.epochs,
        views=benchmark.views,
        is_augmented=benchmark.is_augmented,
        frozen=benchmark.frozen,
    )
    results: dict[str, list[dict[str, float]]] = {}
    for turn in range(repeats):
        asked = replace(settings, seed=turn) if benchmark.sets_seed else settings
        with tempfile.TemporaryDirectory() as cache:
            for place, arm in enumerate(benchmark.arms):
                own = cache if benchmark.keeps_cache else str(Path(cache, str(place)))
                name = f"{arm} {place + 1}" if benchmark.keeps_cache else arm
                results.setdefault(name, []).append(_run(benchmark, arm, asked, own))
    return {name: _medians(each) for name, each in results.items()}


def _run(benchmark: Benchmark, arm: str, settings: Settings, cache: str) -> dict[str, float]:
    """What the arm gives in a process of its own."""
    module = benchmark.module if "." in benchmark.module else f"tests.benchmarks.{benchmark.module}"
    with tempfile.TemporaryDirectory() as scratch:
        own = encode(replace(settings, scratch=scratch))
        environment = {**os.environ, "TLSTUDIO_FEATURES": cache, "TLSTUDIO_HOME": scratch}
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
        command = [sys.executable, "-m", module, arm, own]
        ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ended.stdout.splitlines()[-1])


def _medians(results: list[dict[str, float]]) -> dict[str, float]:
    """Of each number; of accuracies the mean, which is what seeds are compared by. Nothing of what is not installed."""
    keys = results[0]
    found = {key: round(median(one[key] for one in results), 4) for key in keys}
    if "accuracy" in found:
        found["accuracy"] = round(sum(one["accuracy"] for one in results) / len(results), 4)
    return found


def _print(name: str, rows: Rows) -> None:
    """Each arm with its numbers, and how many times as large they are as the first arm's."""
    sys.stdout.write(f"\n{name}  {BENCHMARKS[name].title}\n")
    first = next(iter(rows.values()))
    for arm, numbers in rows.items():
        cells = [
            f"{key} {value:10.3f} ({value / first[key]:6.2f}×)" for key, value in numbers.items() if first.get(key)
        ]
        sys.stdout.write(f"    {arm:<18}" + ("   ".join(cells) or "not installed") + "\n")
    sys.stdout.flush()


def _plain(arguments: argparse.Namespace) -> dict[str, object]:
    return {"images": arguments.images, "epochs": arguments.epochs, "repeats": arguments.repeats, "batch_size": 32}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHMARKS, []], metavar="NAME")
    parser.add_argument("--images", type=int, default=300)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--files", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--arms", nargs="+", help="only these of each benchmark")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["recipe"]:
        from tests.benchmarks import recipe

        recipe.main(recipe.arguments(sys.argv[2:]))
    else:
        main(_arguments())
