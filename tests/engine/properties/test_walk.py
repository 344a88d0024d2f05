"""A walk over all that can happen to a project: every number that is stated stays true, and nothing else is touched.

The suite takes one long walk. `TLSTUDIO_WALKS=20 pytest tests/engine/properties/test_walk.py` lets Hypothesis draw
others, and shorten one that fails.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from itertools import islice
from pathlib import Path
from random import Random

import numpy as np
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PIL import Image

from tests.support.projects import SMALL
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.evaluation.saved_answers import evaluate_once
from tlstudio.engine.export.quality import Quality, judge, recorded_quality
from tlstudio.engine.project import BackboneSpec, DataSpec, FreezeSpec, ProjectSpec, TrainingSpec, save_project
from tlstudio.engine.runs.continue_training import Continuation, continue_training
from tlstudio.engine.runs.events import Event
from tlstudio.engine.runs.live_edits import LiveEdit, ask
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.runs import next_run_folder, open_run, restore, runs_of, trash
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit
from tlstudio.engine.training.trained import load_trained

WALKS, STEPS = int(os.environ.get("TLSTUDIO_WALKS", "0")), 24
ENDS = ["by itself", "stopped", "killed"]
COLOURS = {"blue": 2, "green": 1, "red": 0}
LEARNS = {"head": ("all",), "last blocks": ("stem", "blocks.0", "blocks.1", "blocks.2", "blocks.3")}


class Walk(RuleBasedStateMachine):
    """One project with its images in a folder that moves, beside a folder of the user's that nobody may touch."""

    def __init__(self) -> None:
        super().__init__()
        self.place = Path(tempfile.mkdtemp())
        self.home = self.place / "first"
        self.moves = self.replaced = 0
        self.judged_on: dict[tuple[str, int], int] = {}  # run, best step → how many images had been replaced by then
        self.newest: Run | None = None

    @initialize()
    def begin(self) -> None:
        random = np.random.default_rng(0)
        for name, channel in COLOURS.items():
            (self.home / "images" / name).mkdir(parents=True)
            for number in range(8):
                pixels = random.integers(0, 120, (32, 32, 3), dtype=np.uint8)
                pixels[..., channel] += 60
                Image.fromarray(pixels).save(self.home / "images" / name / f"{number}.png")
        self.theirs = self.place / "theirs"
        shutil.copytree(self.home / "images", self.theirs)
        self.contents = {*_contents(self.theirs), *_contents(self.home / "images")}
        self.train("last blocks", "by itself")

    # What people do.

    @rule(learns=st.sampled_from(list(LEARNS)), ends=st.sampled_from(ENDS))
    def train(self, learns: str, ends: str) -> None:
        project = ProjectSpec(
            data=DataSpec(str(self.home / "images"), val_share=0.25, test_share=0.0),
            backbone=BackboneSpec(SMALL, "random", input_px=32),
            freeze=FreezeSpec(LEARNS[learns]),
            training=TrainingSpec(epochs=2, batch_size=6, lr=0.01),
        )
        save_project(project, self.path)
        run = start_run(project, next_run_folder(self.path))
        self._fit(run, ends)

    @precondition(lambda self: self.unfinished())
    @rule(ends=st.sampled_from(ENDS), lr=st.sampled_from([None, 0.003]))
    def resume(self, ends: str, lr: float | None) -> None:
        run = self.unfinished()[0]
        if lr:
            ask(run, LiveEdit("training.lr", lr))
        self._fit(run, ends, resume=True)

    @precondition(lambda self: self.complete())
    @rule(stays_low=st.booleans())
    def train_more(self, stays_low: bool) -> None:
        run = self.complete()[-1]
        edits = continue_training(Continuation(run, 1))
        self._watch(run, fit(run, device="cpu", resume=True, edits=edits, stays_low=stays_low))

    @precondition(lambda self: self.runs())
    @rule()
    def rename_a_class(self) -> None:
        run = self.runs()[-1]
        run.rename([f"{name}." for name in run.class_names])
        self.newest = run

    @rule()
    def move_everything(self) -> None:
        self.moves += 1
        self.home = self.home.rename(self.place / f"moved {self.moves}")
        self.newest = open_run(self.home / "p.runs" / self.newest.folder.name) if self.newest else None

    @precondition(lambda self: len(self.runs()) > 1)
    @rule()
    def trash_and_restore(self) -> None:
        self.newest = restore(trash(self.runs()[0]))

    @precondition(lambda self: self.runs())
    @rule(keeps_time=st.booleans())
    def replace_an_image(self, keeps_time: bool) -> None:
        """By one of another class, with the same size and maybe the same time: content alone tells them apart."""
        path = self.runs()[-1].split_paths("val")[0][0]
        other = next(folder for folder in sorted((self.home / "images").iterdir()) if folder != path.parent)
        status, content = path.stat(), (other / "0.png").read_bytes()
        path.write_bytes(content)
        if keeps_time:
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        self.replaced += 1
        self.newest = self.runs()[-1]

    # What must be so.

    @invariant()
    def every_stated_number_is_that_of_its_checkpoint(self) -> None:
        run = self.newest
        if run is None or not run.checkpoints():
            return
        now = evaluate(run, device="cpu")
        assert evaluate_once(run, device="cpu").to_json() == now.to_json(), "the saved answers are stale"
        trained = load_trained(run, device="cpu")
        state = run.state()
        if self.judged_on[run.folder.name, state.best_step] != self.replaced:
            return  # what the run noted is of the images as they were, and is said of them
        if state.best_epoch:
            assert state.metrics["val_accuracy"] == pytest.approx(now.key_metric.value), "the run's own number"
            assert state.metrics["val_loss"] == pytest.approx(now.loss, rel=1e-4)
        quality: Quality = recorded_quality(trained) or judge(trained, lambda: None)
        assert quality.accuracy and quality.accuracy.value == pytest.approx(now.key_metric.value), (
            "the model card's number"
        )

    @invariant()
    def no_file_of_the_user_is_touched(self) -> None:
        if self.home.exists():
            assert {*_contents(self.theirs), *_contents(self.home / "images")} <= self.contents
            assert sum(1 for _ in (self.home / "images").rglob("*.png")) == 24

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    @property
    def path(self) -> Path:
        return self.home / "p.tlstudio"

    def runs(self) -> list[Run]:
        return runs_of(self.path)

    def complete(self) -> list[Run]:
        return [run for run in self.runs() if run.state().status == "completed"]

    def unfinished(self) -> list[Run]:
        return [run for run in self.runs() if run.state().status != "completed" and run.checkpoints()]

    def _fit(self, run: Run, ends: str, *, resume: bool = False) -> None:
        """Train to the end, until it is stopped, or as far as the disk is when the process is killed."""
        answers = iter([False] * 5)
        stop = (lambda: next(answers, True)) if ends == "stopped" else (lambda: False)
        events = fit(run, device="cpu", resume=resume, should_stop=stop)
        self._watch(run, events if ends != "killed" else self._killed(run, events))

    def _killed(self, run: Run, events: Iterator[Event]) -> Iterator[Event]:
        """A process that is killed leaves its files as they are then; nothing of it runs any more."""
        yield from islice(events, 6)
        as_it_was = self.place / "as it was"
        shutil.copytree(run.folder, as_it_was)
        events.close()  # type: ignore[attr-defined]
        shutil.rmtree(run.folder)
        as_it_was.rename(run.folder)

    def _watch(self, run: Run, events: Iterator[Event]) -> None:
        for _ in events:
            pass
        self.newest = open_run(run.folder) if run.folder.is_dir() else None
        if self.newest:
            self.judged_on.setdefault((run.folder.name, self.newest.state().best_step), self.replaced)


def _contents(folder: Path) -> Iterator[str]:
    return (sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file())


def _gestures(walk: Walk, random: Random) -> list[Callable[[], None]]:
    """What can be done now, each as likely as the others."""
    found = [partial(walk.train, random.choice(list(LEARNS)), random.choice(ENDS)), walk.move_everything]
    if walk.unfinished():
        found.append(partial(walk.resume, random.choice(ENDS), random.choice([None, 0.003])))
    if walk.complete():
        found.append(partial(walk.train_more, random.random() < 0.5))
    if walk.runs():
        found += [walk.rename_a_class, partial(walk.replace_an_image, random.random() < 0.5)]
    return [*found, walk.trash_and_restore] if len(walk.runs()) > 1 else found


@pytest.mark.slow
def test_every_stated_number_stays_true_on_a_walk() -> None:
    """The same walk each time; it does all of it several times."""
    walk, random = Walk(), Random(0)
    walk.begin()
    for _ in range(STEPS):
        random.choice(_gestures(walk, random))()
        walk.every_stated_number_is_that_of_its_checkpoint()
        walk.no_file_of_the_user_is_touched()
    walk.teardown()


@pytest.mark.slow
@pytest.mark.skipif(not WALKS, reason="walks that Hypothesis draws take minutes: TLSTUDIO_WALKS=20 asks for them")
def test_every_stated_number_stays_true_whatever_happens() -> None:
    run_state_machine_as_test(Walk, settings=settings(max_examples=WALKS, stateful_step_count=10))
