"""Backbones compared on the user's own samples before any training: what fine-tuning has to beat.

Each backbone, frozen, runs once over the same samples. A ridge head, solved in closed form, answers for a fifth of them
after having seen the other four, five times over. With at most 500 samples, small backbones take seconds on a GPU and
half a minute on two cores.
"""

import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from statistics import median

import numpy as np
import torch
from torch import Tensor

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.modality import Opening, Samples, modality_of
from tlstudio.engine.data.split.split import folds, some
from tlstudio.engine.errors import DataError, StudioError
from tlstudio.engine.evaluation.ranking import RIGHT, UNREAD, WRONG, Question, Standing
from tlstudio.engine.evaluation.saved_leaderboard import Memory, fingerprint
from tlstudio.engine.model.closed_form import solve
from tlstudio.engine.project import BackboneSpec, DataSpec, HeadSpec, ProjectSpec
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.before.timing import measuring
from tlstudio.engine.training.inputs.feature_cache import FeatureFeed
from tlstudio.engine.training.setup.device import choose_device, describe, place, synchronise
from tlstudio.engine.training.setup.prepare import assemble

FOLDS = 5
HEAD = "ridge"
BATCH_SIZES = {"cpu": 8}  # small, so that a large network soon hears of Cancel
GPU_BATCH_SIZE = 32
READ_AT_ONCE = 32

Lap = tuple[float, int]  # seconds, samples


def compare(
    question: Question, backbones: Sequence[BackboneSpec], *, should_stop: Callable[[], bool] = lambda: False
) -> Iterator[Progress | Standing]:
    """A standing for each backbone, in their order, with progress in between.

    A backbone that cannot be used gets a standing that says why, and the others go on. What is remembered is not
    measured again. Draws from torch's random stream, so no training may run meanwhile. Raises UnknownBackbone,
    DataError for too few samples or samples without a class, and StudioError if `should_stop` says so.
    """
    for spec in backbones:
        find(spec.name)
    board = _Board(question)
    for spec in backbones:
        known = board.memory.recall(spec)
        if known:
            yield known
            continue
        with closing(board.judge(spec)) as events:
            for event in events:
                if should_stop():
                    raise StudioError("The comparison was cancelled.")
                if isinstance(event, Standing):
                    board.memory.keep(event)
                yield event


def remembered(question: Question) -> tuple[Standing, ...]:
    """What is known of these samples without any work."""
    return _Board(question).memory.standings


class _Board:
    """One set of samples, asked about with one backbone after another."""

    def __init__(self, question: Question) -> None:
        index, parts, data = question.index, question.parts, question.project.data
        self._modality = modality_of(data.kind)
        plural = self._modality.plural
        if index.targets is not None:
            raise DataError(
                "Backbones are compared on {plural} of one class each, not on several labels or numbers.",
                plural=plural,
            )
        rows = some(index, np.concatenate([parts.train, parts.val]), question.samples, data.split_seed)
        if len(rows) < FOLDS:
            raise DataError(
                "{count} {plural} are too few to compare backbones on; {folds} are needed.",
                count=len(rows),
                plural=plural,
                folds=FOLDS,
            )
        self._question = question
        self._device = choose_device(question.device)
        self._paths = [index.folder / index.paths[row] for row in rows]
        self._labels = torch.from_numpy(index.labels[rows].astype(np.int64))
        self._folds = torch.from_numpy(folds(index.labels[rows], FOLDS))
        self._samples: Samples | None = None  # of the backbone before: most take them decoded in the same way
        self._reading_s = 0.0
        how = (data.resize, data.background, data.channels, describe(self._device), HEAD, FOLDS)
        self.memory = Memory(question.kept, fingerprint(self._paths, self._labels.tolist(), how))

    def judge(self, spec: BackboneSpec) -> Generator[Progress | Standing, None, None]:
        try:
            standing, problem = (yield from self._measure(spec)), ""
        except Exception as error:  # noqa: BLE001 -- a network of other people's raises anything; the next one goes on
            standing, problem = None, _reason(error)
        yield standing or Standing(spec, error=problem)

    def _measure(self, spec: BackboneSpec) -> Generator[Progress, None, Standing]:
        info = find(spec.name)
        with measuring():
            yield Progress(sentence("Building {title}", title=info.title), 0, len(self._paths))
            channels, trusted = self._question.project.data.channels, self._question.trust_weights
            backbone = build(spec, channels, own_pooling=info.pools_itself, trusted=trusted)
            samples = yield from self._read(backbone)
            if len(samples.lost) == len(self._paths):
                first = samples.paths[0]
                raise DataError(
                    "None of the {plural} can be read; the first is {first}: {lost}.",
                    plural=self._modality.plural,
                    first=first,
                    lost=samples.lost[first],
                )
            feed, laps = yield from self._run(backbone, samples)
        rows, features = next(feed.batches([range(len(self._paths))], epoch=0))
        assert isinstance(features, Tensor)
        labels = self._labels[rows]
        answers = _answers_to_unseen(features.cpu(), labels, self._folds[rows])
        right = np.full(len(self._paths), UNREAD)
        right[rows.numpy()] = np.where((answers == labels).numpy(), RIGHT, WRONG)
        return Standing(
            spec,
            "".join(right),
            seconds_per_image=median(lap / count for lap, count in laps),
            reading_s_per_image=self._reading_s / len(self._paths),
            features_s=self._reading_s + sum(lap for lap, _ in laps),
        )

    def _read(self, backbone: Backbone) -> Generator[Progress, None, Samples]:
        """All samples as the backbone takes them, decoded and kept."""
        project = self._question.project
        opening = Opening(project.data, backbone.preprocessing, self._device)
        samples = self._modality.open_samples(self._paths, opening)
        if self._samples is None or not samples.adopt(self._samples):
            since, total = time.perf_counter(), len(self._paths)
            batches = [range(start, min(start + READ_AT_ONCE, total)) for start in range(0, total, READ_AT_ONCE)]
            for rows, _ in zip(batches, samples.decode(batches), strict=True):
                yield Progress(
                    sentence("Reading {plural} for {title}", plural=self._modality.plural, title=backbone.info.title),
                    rows.stop,
                    total,
                )
            self._reading_s = time.perf_counter() - since
        self._samples = samples
        return samples

    def _run(self, backbone: Backbone, samples: Samples) -> Generator[Progress, None, tuple[FeatureFeed, list[Lap]]]:
        """The feed with the pooled features of all samples, and how long each batch took."""
        info, device = backbone.info, self._device
        data = self._question.project.data
        project = ProjectSpec(DataSpec(kind=data.kind), head=HeadSpec("own" if info.pools_itself else "avg"))
        classifier = place(assemble(project, backbone, outputs=2), device)
        feed = FeatureFeed(samples)
        laps: list[Lap] = []
        done, since = 0, time.perf_counter()
        for event in feed.fill(
            classifier, BATCH_SIZES.get(device.type, GPU_BATCH_SIZE), sentence("Running {title}", title=info.title)
        ):
            synchronise(device)
            laps.append((time.perf_counter() - since, event.done - done))
            yield event
            done, since = event.done, time.perf_counter()
        return feed, laps


def _answers_to_unseen(features: Tensor, labels: Tensor, fold: Tensor) -> Tensor:
    """The class (N,) that each sample gets from a head solved without the samples of its fold."""
    answers = torch.full_like(labels, -1)
    for number in fold.unique().tolist():
        asked = fold == number
        seen, numbers = labels[~asked].unique(return_inverse=True)
        head = solve(HEAD, features[~asked], numbers, len(seen))
        answers[asked] = seen[head(features[asked]).argmax(1)]
    return answers


def _reason(error: Exception) -> str:
    if isinstance(error, (MemoryError, torch.OutOfMemoryError)) or "can't allocate memory" in str(error):
        return sentence("It does not fit into memory.")
    return error.sentence if isinstance(error, StudioError) else sentence("It could not be run: {error}", error=error)
