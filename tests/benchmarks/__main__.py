"""How quick training is beside what people would otherwise use: `python -m tests.benchmarks [NAME …] [--json FILE]`.

Names are those of the table in BENCHMARKS; without one all run. Every arm runs in a process of its own, the arms take
turns, and numbers are medians. `--images`, `--epochs`, `--files` and `--repeats` say how much work there is. With
`--device cuda` the engine, the usual loop, the floor and the bare steps run on the GPU; the peers then stay out.
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
from statistics import mean, median

from tests.benchmarks.recipe import margin
from tests.benchmarks.settings import STAGES_BEFORE_LAST, Schedule, Settings, copy_images, encode, usable_cores

Rows = dict[str, dict[str, float]]
TESTED = "test_accuracy"


@dataclass(frozen=True, slots=True)
class Benchmark:
    """Arms in turns. `settings` differ from the common ones; every further seed is one more turn."""

    title: str
    arms: tuple[str, ...]
    epochs: int | None = None  # None: as asked
    tests: int = 0  # further images that judge what was trained
    views: int = 0
    is_augmented: bool = False
    schedule: Schedule = "constant"
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
        tests=1200,
        is_augmented=True,
        schedule="cosine",  # as it comes: at a constant rate a head never settles, and accuracies scatter by points
        sets_seed=True,
    ),
    "a3": Benchmark("last stage trains", ("ours", "without_features", *PEERS, "bare"), frozen=STAGES_BEFORE_LAST),
    "a4": Benchmark("everything trains", ("ours", "usual", *PEERS), epochs=3, frozen=()),
    "a5": Benchmark("second run on the same images", ("ours", "ours"), keeps_cache=True),
    "b1": Benchmark("images a second, everything trains", ("ours", "bare"), epochs=3, frozen=()),
    "c1": Benchmark(
        "everything trains, with the window open; the last epoch, when all that opens late is there",
        ("headless", "window"),
        epochs=5,
        frozen=(),
        module="beside_window",
    ),
    "c2": Benchmark(
        "lateness of a 60 Hz timer while training on features, ms",
        ("idle", "training", "another_process"),
        module="window",
    ),
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
        common = Settings(
            "",
            scratch,
            arguments.images,
            epochs=arguments.epochs,
            files=tuple(arguments.files),
            device=arguments.device,
        )
        sys.stdout.write(", ".join(f"{key} {value}" for key, value in machine(arguments.device).items()) + "\n")
        for name in arguments.names or BENCHMARKS:
            benchmark = BENCHMARKS[name]
            if arguments.arms:
                benchmark = replace(benchmark, arms=tuple(arm for arm in benchmark.arms if arm in arguments.arms))
            found[name] = _measured(benchmark, common, arguments.repeats)
            _print(name, found[name])
    if arguments.json:
        text = json.dumps(
            {"machine": machine(arguments.device), "settings": _plain(arguments), "results": found}, indent=2
        )
        arguments.json.write_text(text + "\n", "utf-8")


def machine(device: str) -> dict[str, str | int | float]:
    import torch

    from tlstudio.engine.training.setup.device import choose_device, describe

    return {
        "device": describe(choose_device(device)),
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
        tests=benchmark.tests,
        schedule=benchmark.schedule,
    )
    settings = replace(settings, folder=_images(settings))
    results: dict[str, list[dict[str, float]]] = {}
    for turn in range(repeats):
        asked = replace(settings, seed=turn) if benchmark.sets_seed else settings
        with tempfile.TemporaryDirectory() as cache:
            for place, arm in enumerate(benchmark.arms):
                own = cache if benchmark.keeps_cache else str(Path(cache, str(place)))
                name = f"{arm} {place + 1}" if benchmark.keeps_cache else arm
                results.setdefault(name, []).append(_run(benchmark, arm, asked, own))
    first = next(iter(results.values()))
    return {name: _medians(each) | _behind(each, first) for name, each in results.items()}


def _images(settings: Settings) -> str:
    """The folder of as many images as the settings need."""
    folder = Path(settings.scratch, f"images-{settings.total}")
    if not folder.is_dir():
        copy_images(folder, settings.total)
    return str(folder)


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
    return {key: round((mean if "accuracy" in key else median)([one[key] for one in results]), 4) for key in results[0]}


def _behind(results: list[dict[str, float]], first: list[dict[str, float]]) -> dict[str, float]:
    """By how many points the first arm is more often right on the same seeds, and half its 95 % interval."""
    if results is first or len(first) < 2 or TESTED not in results[0] or TESTED not in first[0]:
        return {}
    gaps = [100 * (ours[TESTED] - theirs[TESTED]) for ours, theirs in zip(first, results, strict=True)]
    return {"points_behind": round(mean(gaps), 2), "points_plus_minus": round(margin(gaps), 2)}


def _print(name: str, rows: Rows) -> None:
    """Each arm with its numbers, and how many times as large they are as the first arm's."""
    sys.stdout.write(f"\n{name}  {BENCHMARKS[name].title}\n")
    first = next(iter(rows.values()))
    for arm, numbers in rows.items():
        cells = [
            f"{key} {value:10.3f}" + (f" ({value / first[key]:6.2f}×)" if first.get(key) else "")
            for key, value in numbers.items()
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
    parser.add_argument("--device", default="cpu", choices=["cpu", "cuda", "mps"], help="of the engine's own arms")
    parser.add_argument("--arms", nargs="+", help="only these of each benchmark")
    parser.add_argument("--json", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    if sys.argv[1:2] == ["recipe"]:
        from tests.benchmarks import recipe

        recipe.main(recipe.arguments(sys.argv[2:]))
    else:
        main(_arguments())
