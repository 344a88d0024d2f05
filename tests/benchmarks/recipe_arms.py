"""What Start does with no setting touched, fastai's `fine_tune` and two usual loops, on images that were drawn.

Run by itself: `python -m tests.benchmarks.recipe_arms ARM CELLS`. All see the same images, division and size, read by
the same decoder, in batches of 32, unaugmented; imports and the judging do not count. Peers get the seconds that ours
took.
"""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict, dataclass
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 -- torch's own name for it
from torch import Tensor, nn
from torch.utils.data import DataLoader, Dataset

from tlstudio.engine.backbones.build import Backbone, build
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.data.image.preprocessing import framing_of
from tlstudio.engine.data.image.reading import Framing, read_pixels
from tlstudio.engine.data.image.transforms import Normalise
from tlstudio.engine.data.split.split import split
from tlstudio.engine.evaluation.evaluate import evaluate
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec, DataSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.recipe import recipe_for, with_recipe
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.samples import SplitName
from tlstudio.engine.runs.start import start_run
from tlstudio.engine.training.fit import fit

BATCH_SIZE = 32
HEAD_LR, FULL_LR = 1e-3, 1e-4  # of Adam in tutorials
Score = dict[str, float]


@dataclass(frozen=True, slots=True)
class Cell:
    """Images of one set, and the seconds there are to learn from them (0: as many as it takes)."""

    name: str  # of the set
    per_class: int
    seed: int
    folder: str
    tests: tuple[str, ...]  # paths below the folder
    size_px: int
    workers: int
    seconds: float = 0.0

    def project(self) -> ProjectSpec:
        return ProjectSpec(
            data=DataSpec(self.folder, test_share=0.0, split_seed=self.seed, pinned=dict.fromkeys(self.tests, "test")),
            backbone=BackboneSpec(input_px=self.size_px),
            training=TrainingSpec(seed=self.seed),
        )


def ours(cell: Cell, scratch: Path) -> Score:
    """The default: what `tlstudio new` writes and `train` trains."""
    since, project = time.perf_counter(), cell.project()
    index = read_samples(project.data, project.objective.task)
    images = len(split(index, project.data).train)
    recipe = recipe_for(images, index.each_of(images))
    project = with_recipe(project, recipe, part_tree(build(project.backbone).module))
    run = start_run(project, scratch / "run", index=index)
    for _ in fit(run, device="cpu", cache_bytes=0):
        pass
    seconds = time.perf_counter() - since
    return {"accuracy": _judged(run), "seconds": seconds, "epochs": recipe.epochs}


def fastai(cell: Cell, scratch: Path) -> Score:
    """`fine_tune` at its own learning rate with fastai's own head, for as many epochs as there is time for."""
    if not find_spec("fastai"):
        return {}
    from fastai.callback.progress import ProgressCallback  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.data.core import DataLoaders  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.learner import Learner  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.metrics import accuracy  # pyright: ignore[reportMissingImports] -- an extra
    from fastai.vision.learner import apply_init, create_head  # pyright: ignore[reportMissingImports] -- an extra

    import_module("fastai.callback.schedule")  # gives a Learner its `fine_tune`
    task = Task(cell, scratch)
    head = create_head(task.width, len(task.classes))
    apply_init(head, nn.init.kaiming_normal_)
    network = nn.Sequential(task.normalise, task.backbone.module, head)
    epochs = _epochs_in(cell.seconds, network, task)
    since = time.perf_counter()
    data = DataLoaders(task.loader("train"), task.loader("val"))
    learner = Learner(data, network, F.cross_entropy, metrics=accuracy, splitter=_body_and_head)
    learner.remove_cb(ProgressCallback)
    with learner.no_logging():
        learner.fine_tune(epochs)
    return {"seconds": time.perf_counter() - since, "accuracy": task.judged(network), "epochs": 1 + epochs}


def usual(cell: Cell, scratch: Path, *, full: bool) -> Score:
    """Adam at one learning rate on one linear layer, or on the whole network, until the time is over."""
    task = Task(cell, scratch)
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(task.width, len(task.classes)))
    task.backbone.module.requires_grad_(full)
    network = nn.Sequential(task.normalise, task.backbone.module, head)
    learning = [one for one in network.parameters() if one.requires_grad]
    optimizer = torch.optim.Adam(learning, FULL_LR if full else HEAD_LR)
    since, epochs, last = time.perf_counter(), 0, 0.0
    while not epochs or time.perf_counter() - since + last <= cell.seconds:
        begun = time.perf_counter()
        network.train()
        for pixels, targets in task.loader("train"):
            F.cross_entropy(network(pixels), targets).backward()
            optimizer.step()
            optimizer.zero_grad()
        epochs, last = epochs + 1, time.perf_counter() - begun
    return {"seconds": time.perf_counter() - since, "accuracy": task.judged(network), "epochs": epochs}


ARMS: Mapping[str, Callable[[Cell, Path], Score]] = {
    "ours": ours,
    "fastai": fastai,
    "head": partial(usual, full=False),
    "full": partial(usual, full=True),
}


class Task:
    """The images of a cell, divided as the engine divides them, and a fresh backbone."""

    def __init__(self, cell: Cell, scratch: Path) -> None:
        project = cell.project()
        torch.manual_seed(cell.seed)
        self.run = start_run(project, scratch / "run")
        self.classes, self.workers = self.run.class_names, cell.workers
        self.backbone: Backbone = build(project.backbone)
        wanted = self.backbone.preprocessing
        self.normalise, self.framing = Normalise(wanted.mean, wanted.std), framing_of(project.data, wanted)
        with torch.no_grad():
            sample = torch.zeros(1, 3, cell.size_px, cell.size_px)
            self.width = self.backbone.module.eval()(sample).shape[1]

    def loader(self, part: SplitName) -> DataLoader[tuple[Tensor, int]]:
        images = _Images(self.run.split_paths(part), self.framing)
        is_train = part == "train"
        drop_last = is_train and len(images) > BATCH_SIZE
        return DataLoader(images, BATCH_SIZE, is_train, num_workers=self.workers, drop_last=drop_last)

    def judged(self, network: nn.Module) -> float:
        """Share of the test images that the network is right about."""
        network.eval()
        with torch.no_grad():
            right = [network(pixels).argmax(1) == targets for pixels, targets in self.loader("test")]
        return float(torch.cat(right).float().mean())


class _Images(Dataset[tuple[Tensor, int]]):
    """Pixels (S, S, 3) uint8 and class number, read again in every epoch."""

    def __init__(self, paths: Sequence[tuple[Path, int]], framing: Framing) -> None:
        self._paths, self._framing = paths, framing

    def __len__(self) -> int:
        return len(self._paths)

    def __getitem__(self, row: int) -> tuple[Tensor, int]:
        path, target = self._paths[row]
        return torch.from_numpy(read_pixels(path, self._framing)), target


def _judged(run: Run) -> float:
    report = evaluate(run, "test", device="cpu")
    return report.key_metric.value


def _body_and_head(network: nn.Sequential) -> list[list[nn.Parameter]]:
    return [list(network[1].parameters()), list(network[2].parameters())]


def _epochs_in(seconds: float, network: nn.Module, task: Task) -> int:
    """Epochs of the whole network after one of its head alone; at least one. Tried on a copy beforehand."""
    copy, steps = deepcopy(network).train(), len(task.loader("train"))
    pixels, targets = next(iter(task.loader("train")))
    _seconds_of(copy, pixels, targets)
    whole = steps * _seconds_of(copy, pixels, targets)
    return max(1, int((seconds - whole / 2) / whole))  # with the body frozen a step takes about half


def _seconds_of(network: nn.Module, pixels: Tensor, targets: Tensor) -> float:
    since = time.perf_counter()
    F.cross_entropy(network(pixels), targets).backward()
    return time.perf_counter() - since


def main(arm: str, cells: Sequence[Cell], scratch: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for number, cell in enumerate(cells):
        found.append({**asdict(cell), "arm": arm, "score": ARMS[arm](cell, scratch / f"{arm}-{number}")})
    return found


if __name__ == "__main__":
    asked = [Cell(**{**one, "tests": tuple(one["tests"])}) for one in json.loads(Path(sys.argv[2]).read_text("utf-8"))]
    sys.stdout.write(json.dumps(main(sys.argv[1], asked, Path(sys.argv[2]).parent / Path(sys.argv[2]).stem)) + "\n")
