"""How good the default recipe is: `python -m tests.benchmarks recipe [--sets …] [--per-class …] [--seeds N] …`.

What Start does with no setting touched, beside fastai's `fine_tune` and the usual loops. For each seed ours is first;
the others then have as many seconds as it took (`--least` gives them more), but do at least one epoch of everything.
`--json FILE` keeps the numbers, `--table FILE` writes them as Markdown, and `--from FILE` does so without measuring.
"""

import argparse
import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from statistics import mean, median, stdev

from tests.benchmarks.recipe_arms import ARMS, Cell, Score
from tests.benchmarks.sets import SETS, draw
from tests.benchmarks.settings import usable_cores

Result = dict[str, object]  # a cell, its arm and its score
TITLES = {"ours": "Start, untouched", "fastai": "fastai `fine_tune`", "head": "head only", "full": "full fine-tune"}


def main(asked: argparse.Namespace) -> None:
    """Measure, or take what was measured; print the table and write down what was asked for."""
    content = json.loads(asked.source.read_text("utf-8")) if asked.source else _measured(asked)
    if asked.json:
        asked.json.write_text(json.dumps(content, indent=1) + "\n", "utf-8")
    text = table(content)
    sys.stdout.write(text)
    if asked.table:
        asked.table.write_text(text, "utf-8")


def arguments(given: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sets", type=_names, default=tuple(SETS), help=", ".join(SETS))
    parser.add_argument("--per-class", type=_numbers, default=(10, 30, 100))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--tests", type=int, default=180, help="images to test on, of all classes together")
    parser.add_argument("--px", type=int, default=128, help="side of the images, for every arm")
    parser.add_argument("--arms", type=_names, default=tuple(ARMS), help="beside ours; " + ", ".join(ARMS))
    parser.add_argument("--least", type=float, default=0.0, help="seconds that the others have at least")
    parser.add_argument("--minutes", type=float, default=math.inf, help="begin no further seed after so many")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--from", dest="source", type=Path)
    return parser.parse_args(given)


def table(content: dict[str, list[Result] | dict[str, object]]) -> str:
    """A row for each set and size: accuracy with the 95 % interval of its mean over seeds, and seconds."""
    results, machine = content["results"], content["machine"]
    assert isinstance(results, list) and isinstance(machine, dict)
    arms = list(dict.fromkeys(str(one["arm"]) for one in results))
    cells = list(dict.fromkeys((str(one["name"]), int(str(one["per_class"]))) for one in results))
    lines = [
        "# What Start does with no setting touched",
        "",
        f"EfficientNet-Lite0 at {results[0]['size_px']} px; " + ", ".join(f"{k} {v}" for k, v in machine.items()) + ".",
        "Accuracy in percent ± 95 % interval of the mean over seeds, and median seconds; the best is bold.",
        "",
        "| set | images a class | " + " | ".join(TITLES[arm] for arm in arms) + " |",
        "|---|---|" + "---|" * len(arms),
    ]
    lost: list[str] = []
    for name, size in cells:
        scores = {arm: _scores(results, name, size, arm) for arm in arms}
        best = max((mean(s["accuracy"] for s in found) for found in scores.values() if found), default=0.0)
        lines.append(f"| {name} | {size} | " + " | ".join(_words(scores[arm], best) for arm in arms) + " |")
        if mean(s["accuracy"] for s in scores["ours"]) < best:
            lost.append(f"{name} with {size}")
    return "\n".join([*lines, "", f"Not best: {', '.join(lost) or 'none'}.", ""])


def _scores(results: list[Result], name: str, size: int, arm: str) -> list[Score]:
    wanted = (name, size, arm)
    found = [one["score"] for one in results if (one["name"], one["per_class"], one["arm"]) == wanted]
    return [score for score in found if isinstance(score, dict) and score]


def _words(scores: list[Score], best: float) -> str:
    if not scores:
        return "not installed"
    shares = [100 * score["accuracy"] for score in scores]
    text = f"{mean(shares):.1f}" + (f" ± {margin(shares):.1f}" if len(shares) > 1 else "")
    text = f"**{text}**" if mean(shares) >= 100 * best - 1e-9 else text
    return f"{text}, {median(score['seconds'] for score in scores):.1f} s"


def margin(numbers: list[float]) -> float:
    """Half the 95 % interval of the mean."""
    from scipy.stats import t

    return float(t.ppf(0.975, len(numbers) - 1)) * stdev(numbers) / math.sqrt(len(numbers))


def _measured(asked: argparse.Namespace) -> dict[str, list[Result] | dict[str, object]]:
    from tests.benchmarks.__main__ import machine

    found: list[Result] = []
    since = time.perf_counter()
    facts: dict[str, object] = {**machine("cpu")}
    with tempfile.TemporaryDirectory() as scratch:
        classes = {name: SETS[name](Path(scratch, name)) for name in asked.sets}
        for seed in range(asked.seeds):
            if time.perf_counter() - since > 60 * asked.minutes:
                break
            place = Path(scratch, str(seed))
            cells = [
                _drawn(asked, place, name, classes[name], size, seed) for name in asked.sets for size in asked.per_class
            ]
            first = _run("ours", cells, place)
            timed = [replace(cell, seconds=_limit(one, asked.least)) for cell, one in zip(cells, first, strict=True)]
            found += first
            for arm in [arm for arm in asked.arms if arm != "ours"]:
                found += _run(arm, timed, place)
            sys.stderr.write(f"seed {seed}: {time.perf_counter() - since:.0f} s so far\n")
    return {"machine": facts, "results": found}


def _drawn(
    asked: argparse.Namespace, place: Path, name: str, classes: dict[str, list[Path]], size: int, seed: int
) -> Cell:
    folder = place / f"{name}-{size}"
    held = draw(classes, folder, size, asked.tests, seed)
    return Cell(name, size, seed, str(folder), held, asked.px, usable_cores())


def _limit(result: Result, least: float) -> float:
    score = result["score"]
    assert isinstance(score, dict)
    return max(least, score["seconds"])


def _run(arm: str, cells: list[Cell], place: Path) -> list[Result]:
    """What the arm gives for all cells of a seed, in a process of its own."""
    content = place / f"{arm}.json"
    content.write_text(json.dumps([asdict(cell) for cell in cells]), "utf-8")
    environment = {**os.environ, "TLSTUDIO_HOME": str(place / "home")}
    command = [sys.executable, "-m", "tests.benchmarks.recipe_arms", arm, str(content)]
    ended = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(ended.stdout.splitlines()[-1])


def _names(text: str) -> tuple[str, ...]:
    return tuple(text.split(","))


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(map(int, text.split(",")))
