"""Kill real `tlstudio train` processes at random instants, resume them, and compare with one that nobody killed.

    python -m tests.resume_by_kill [--kills 20] [--seed 0] [--recipe NAME]

The folder of small noisy images and the network of random weights are made on the spot. Exit status 1 if a tensor or
a loss differs.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path

import numpy as np
from PIL import Image
from safetensors.torch import load_file

from tlstudio.engine.runs.events import StepEnded
from tlstudio.engine.runs.live_edits import ask, parse_edit, recorded
from tlstudio.engine.runs.run import Run

BACKBONE = "timm/mobilenetv3_small_050"
COMMON = (
    *("backbone.weights=random", "backbone.input_px=32", "data.val_share=0.25", "data.test_share=0.0"),
    *("training.batch_size=4", 'head.layers=[{"kind": "dropout", "p": 0.5}]'),
)
STAGED = 'freeze.phases=[{"epochs": 2}, {"epochs": 1, "from_part": "blocks.4"}]'
RECIPES: dict[str, tuple[str, ...]] = {  # settings beyond COMMON
    "staged, views": ("training.epochs=6", "augment.intensity=strong", "augment.views=2", STAGED),
    "whole, fresh augmentation": ("training.epochs=4", "augment.intensity=strong", "training.schedule=one_cycle"),
    "head on kept features": ("training.epochs=30", 'freeze.parts=["all"]'),
    "averaged, mixed": (
        "training.epochs=4",
        "training.ema_decay=0.9",
        "augment.mix=mixup",
        "training.schedule=plateau",
    ),
    "staying near": ("training.epochs=4", "objective.source=l2sp", "training.optimizer=sgd", "training.patience=2"),
}
CHANGES = ("training.lr=0.002", "training.epochs=5", "freeze.phase_ends=0", "training.patience=4")
LATEST_EVENT = 60  # a process is killed after at most so many lines
LONGEST_WAIT_S = 0.2  # and a moment later


@dataclass(frozen=True)
class Outcome:
    """What a run came to, to the bit."""

    tensors: dict[str, str]  # of the last checkpoint, optimizer included → sha256
    losses: list[tuple[int, float, float]]  # step, loss, learning rate

    @classmethod
    def of(cls, run: Run) -> "Outcome":
        files = run.last_checkpoint().glob("*.safetensors")
        found = {f"{file.name}: {name}": tensor for file in files for name, tensor in load_file(file).items()}
        steps = [event for event in run.events() if isinstance(event, StepEnded)]
        return cls(
            {name: sha256(tensor.numpy().tobytes()).hexdigest() for name, tensor in found.items()},
            [(event.step, event.loss, event.lr) for event in steps],
        )


class Bench:
    """A folder with images and a project on them."""

    def __init__(self, folder: Path, settings: Sequence[str]) -> None:
        self.folder = folder
        _draw_images(folder / "images")
        options = [part for setting in (*COMMON, *settings) for part in ("--set", setting)]
        self.call("new", "p.tlstudio", "--images", "images", "--backbone", BACKBONE, "--freeze", "none", *options)

    def call(self, *arguments: str) -> None:
        subprocess.run(self._command(*arguments), cwd=self.folder, check=True, capture_output=True)

    def whole(self, name: str, replay: Path | None = None) -> Run:
        """A run that nobody kills; with `replay` that of another one."""
        self.call("train", "p.tlstudio", "--run", name, *(["--replay", str(replay)] if replay else []))
        return Run(self.folder / name)

    def killed(self, name: str, kills: int, random: random.Random, wishes: Sequence[str] = ()) -> tuple[Run, int]:
        """A run that is killed up to so many times, then left alone; before each start a wish is left for it."""
        run, done = Run(self.folder / name), 0
        waiting = list(wishes)
        while done < kills and self._is_killed(run, random):
            done += 1
            if waiting and run.folder.exists():
                ask(run, parse_edit(waiting.pop(0)))
        if not run.folder.exists() or run.state().status != "completed":
            self.call(*self._train(run))
        return run, done

    def _is_killed(self, run: Run, random: random.Random) -> bool:
        """Start or resume; False if it came to its end before it was its time."""
        lines, wait_s = random.randint(1, LATEST_EVENT), random.uniform(0, LONGEST_WAIT_S)
        command = self._command(*self._train(run), "--events", "jsonl")
        with subprocess.Popen(command, cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            read = len(list(islice(process.stdout, lines)))
            if read == lines:
                time.sleep(wait_s)  # anywhere between two events, a checkpoint half written included
                process.kill()
            process.wait()
        return run.state().status != "completed"

    def _train(self, run: Run) -> list[str]:
        return ["train", "p.tlstudio", "--run", run.name, *(["--resume"] if run.folder.exists() else [])]

    def _command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "tlstudio", *arguments]


def differences(one: Outcome, other: Outcome) -> list[str]:
    """What is not the same, in words; empty if all is."""
    names = sorted(name for name in one.tensors | other.tensors if one.tensors.get(name) != other.tensors.get(name))
    steps = [mine for mine, theirs in zip(one.losses, other.losses, strict=False) if mine != theirs]
    found = [f"{len(names)} tensors differ, {names[0]} among them"] if names else []
    if steps:
        found.append(f"{len(steps)} steps differ, the first is {steps[0][0]}")
    if len(one.losses) != len(other.losses):
        found.append(f"{len(one.losses)} steps and {len(other.losses)}")
    return found


def check(folder: Path, recipe: str, kills: int, seed: int) -> tuple[int, list[str]]:
    """How often runs of the recipe were killed, and what differs in the end."""
    bench, chance = Bench(folder, RECIPES[recipe]), random.Random(seed)
    whole, done, found = Outcome.of(bench.whole("whole")), 0, list[str]()
    while done < kills:
        run, times = bench.killed(f"killed-{done}", kills - done, chance)
        done += max(times, 1)
        found += differences(Outcome.of(run), whole)
    return done, found


def check_changed(folder: Path, kills: int, seed: int) -> tuple[int, list[str]]:
    """The same for runs that are changed between their deaths, each compared with its replay."""
    bench, chance = Bench(folder, RECIPES["staged, views"]), random.Random(seed)
    done, found = 0, list[str]()
    while done < kills:
        run, times = bench.killed(f"changed-{done}", kills - done, chance, CHANGES)
        again = bench.whole(f"again-{done}", run.folder)
        found += [] if recorded(run) == recorded(again) else ["the changes on record differ"]
        found += differences(Outcome.of(run), Outcome.of(again))
        done += max(times, 1)
    return done, found


def _draw_images(folder: Path) -> None:
    chance = np.random.default_rng(0)
    for channel, name in enumerate(("red", "green", "blue")):
        (folder / name).mkdir(parents=True)
        for number in range(12):
            pixels = chance.integers(0, 90, (32, 40, 3), dtype=np.uint8)
            pixels[..., channel] += 150
            Image.fromarray(pixels).save(folder / name / f"{number}.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--recipe", choices=[*RECIPES, "changed"], action="append")
    given = parser.parse_args()
    is_equal = True
    for recipe in given.recipe or [*RECIPES, "changed"]:
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder)
            is_changed = recipe == "changed"
            done, found = (
                check_changed(place, given.kills, given.seed)
                if is_changed
                else check(place, recipe, given.kills, given.seed)
            )
        sys.stdout.write(f"{recipe}: killed {done} times, {'; '.join(found) or 'equal to the bit'}\n")
        sys.stdout.flush()
        is_equal = is_equal and not found
    return 0 if is_equal else 1


if __name__ == "__main__":
    sys.exit(main())
