"""A second kind of samples, for tests alone: the rows of a CSV table as vectors, through a small network.

All is there that images lack: samples that are no files of their own, inputs with names, and modules that give tuples.
"""

import csv
import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from tlstudio.engine.backbones import build, catalogue
from tlstudio.engine.backbones.build import Backbone, Building
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.excluded import Excluded, exclusions_of
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.data.modality import MODALITIES, BadSample, DecodedStore, Modality, Opening, Samples
from tlstudio.engine.data.names import names_of
from tlstudio.engine.project import BackboneSpec, DataSpec, Kind, Task

KIND: Kind = "text"  # its place is taken: the spec knows no other word
NETWORK = "vectors/mlp"
SIZE, WIDTH = 6, 16  # numbers of a vector, features of the network
TABLE = "points.csv"
HOLE = ""  # a cell without a number, which the mask says


class Block(nn.Module):
    """Gives a tuple, as the layers of transformers do."""

    def __init__(self) -> None:
        super().__init__()
        self.linear = nn.Linear(WIDTH, WIDTH)
        self.dropout = nn.Dropout(0.1)
        self.norm = nn.BatchNorm1d(WIDTH)

    def forward(self, hidden: Tensor) -> tuple[Tensor, None]:
        return hidden + self.dropout(self.norm(self.linear(hidden)).relu()), None


class Mlp(nn.Module):
    """(B, 6) numbers, and which of them there are → (B, 16) features, and beside them what nobody asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Linear(SIZE, WIDTH)
        self.blocks = nn.ModuleList(Block() for _ in range(3))

    def forward(self, *, values: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.stem(values * mask)
        for block in self.blocks:
            hidden, _ = block(hidden)
        return hidden, mask


@dataclass(frozen=True, slots=True)
class Scaling:
    """What the network wants of its vectors."""

    factor: float = 0.5


class VectorSamples:
    """{values (B, 6) float, mask (B, 6) bool}; varied by a little noise."""

    def __init__(self, paths: Sequence[Path], opening: Opening) -> None:
        self.opening = opening
        self.paths = list(paths)
        self.device = opening.device
        self.prepared_views = opening.augment.views if opening.augment else 0
        self.lost: dict[Path, str] = {}
        self.notes: list[str] = []
        self.bytes_each = 4 * SIZE
        self.decoded_shape = (4 * SIZE,)
        self.memory_bytes = 0
        self.is_decoded_once = True
        self._tables: dict[Path, list[list[str]]] = {}

    def __len__(self) -> int:
        return len(self.paths)

    def _cells(self, row: int) -> list[str] | None:
        path = self.paths[row]
        if path.parent not in self._tables:
            self._tables[path.parent] = rows_of(path.parent) if path.parent.is_file() else []
        rows, number = self._tables[path.parent], int(path.name)
        if number >= len(rows):
            self.lost[path] = "the row is no longer there"
            return None
        return rows[number][:SIZE]

    def identity(self, row: int) -> bytes:
        return hashlib.sha256(repr(self._cells(row)).encode()).digest()

    def recipe(self, *, is_varied: bool) -> bytes:
        varied = (self.opening.augment, self.opening.seed) if is_varied else None
        return repr((self.opening.preprocessing, self.device.type, varied)).encode()

    def decoding(self) -> bytes:
        return b"cells"

    def batches(self, batches: Sequence[Sequence[int]], views: Sequence[int]) -> Iterator[tuple[Tensor, int, Inputs]]:
        for batch in batches:
            read = [(number, cells) for number in batch if (cells := self._cells(number % len(self))) is not None]
            rows = torch.tensor([number for number, _ in read], dtype=torch.int64)
            values = torch.tensor([[float(cell or 0) for cell in cells] for _, cells in read]).view(-1, SIZE)
            mask = torch.tensor([[cell != HOLE for cell in cells] for _, cells in read]).view(-1, SIZE)
            for view in views:
                noise = self._noise(rows.tolist(), view)
                yield rows, view, {"values": (values + noise) * self.opening.preprocessing.factor, "mask": mask}

    def _noise(self, numbers: list[int], view: int) -> Tensor:
        if self.opening.augment is None:
            return torch.zeros(len(numbers), SIZE)
        drawn = [number % len(self) if self.prepared_views else number for number in numbers]
        draws = [np.random.default_rng((self.opening.seed, view, row)).normal(0, 0.05, SIZE) for row in drawn]
        return torch.from_numpy(np.array(draws).reshape(-1, SIZE)).float()

    def decode(self, batches: Sequence[Sequence[int]]) -> Iterator[object]:
        return (list(map(self._cells, (number % len(self) for number in batch))) for batch in batches)

    def example(self, count: int) -> Inputs:
        return example(self.opening.preprocessing, count)

    def seen(self, number: int, view: int | None) -> Tensor | BadSample:
        cells = self._cells(number % len(self))
        if cells is None:
            return BadSample(self.lost[self.paths[number % len(self)]])
        noise = torch.zeros(1, SIZE) if view is None else self._noise([number], view)
        return torch.tensor([float(cell or 0) for cell in cells]) + noise[0]

    def shown(self, seen: Tensor) -> np.ndarray:
        return seen.numpy()

    def only(self, rows: Sequence[int]) -> Samples:
        return VectorSamples([self.paths[row] for row in rows], self.opening)

    def adopt(self, others: Samples) -> bool:
        return isinstance(others, VectorSamples) and others.paths == self.paths

    def drop_decoded(self) -> None:
        """A table is read once in any case."""

    def keep_decoded_in(self, store: DecodedStore) -> None:
        """A table is read once in any case."""


def rows_of(table: Path) -> list[list[str]]:
    with table.open(newline="") as file:
        return list(csv.reader(file))[1:]


def read_index(
    data: DataSpec, task: Task, progress: Callable[[int, int], None], should_stop: Callable[[], bool]
) -> Index:
    """The rows of the table as samples, named by their number; those of another length are out."""
    table = Path(data.table)
    rows = rows_of(table)
    good = [number for number, row in enumerate(rows) if len(row) == SIZE + 1]
    names = tuple(sorted({rows[number][SIZE] for number in good}))
    bad = [number for number in range(len(rows)) if number not in good]
    progress(len(rows), len(rows))
    return Index(
        folder=table.parent,
        paths=names_of(f"{table.name}/{number}" for number in good),
        labels=np.array([names.index(rows[number][SIZE]) for number in good], np.int32),
        class_names=names,
        given_split=None,
        excluded=exclusions_of([Excluded(f"{table.name}/{number}", "it has another length") for number in bad]),
        found=len(rows),
        empty_classes=(),
        task=task,
        kind=KIND,
    )


def example(preprocessing: Scaling, count: int) -> Inputs:
    random = torch.Generator().manual_seed(0)
    values = torch.randn(count, SIZE, generator=random) * preprocessing.factor
    return {"values": values, "mask": torch.ones(count, SIZE, dtype=torch.bool)}


def near_duplicates(folder: Path, paths: Sequence[str], *_: object) -> np.ndarray:
    """Rows with the same numbers."""
    tables: Mapping[Path, list[list[str]]] = {}
    cells = []
    for path in paths:
        table, number = (folder / path).parent, int(Path(path).name)
        rows = tables.get(table) or rows_of(table)
        cells.append(repr(rows[number][:SIZE]))
    return np.unique(cells, return_inverse=True)[1].astype(np.int64)


def _problem(path: Path) -> str | None:
    return None if path.suffix == ".csv" else "no table"


VECTORS = Modality(
    kind=KIND,
    noun="vector",
    plural="vectors",
    endings=frozenset({".csv"}),
    named_endings={},
    reader=lambda: "vectors 1",
    problem=_problem,
    read_index=read_index,
    open_samples=VectorSamples,
    example=example,
    raw_inputs=lambda _preprocessing: nn.Identity(),
    near_duplicates=near_duplicates,
)

FACTS = {
    "name": NETWORK,
    "title": "Small MLP",
    "family": "MLP",
    "architecture": "mlp",
    "parameters": sum(tensor.numel() for tensor in Mlp().parameters()),
    "input_px": SIZE,
    "shape": [WIDTH],
    "pooled": WIDTH,
    "licence": "mit",
    "trained_on": "nothing",
    "size_mb": 0.0,
}


def build_mlp(spec: BackboneSpec, _how: Building) -> Backbone:
    return Backbone(find(spec.name), Mlp(), Scaling(), "random")


def register(patch: pytest.MonkeyPatch) -> None:
    """Let there be vectors and their network: all that a new kind of samples takes."""
    patch.setitem(MODALITIES, KIND, VECTORS)
    patch.setitem(build.SOURCES, NETWORK.partition("/")[0], build_mlp)
    patch.setitem(catalogue.entries(), NETWORK, FACTS)


def write_table(folder: Path, count: int = 60) -> Path:
    """Three classes told apart by two of six numbers, some numbers missing, and one row that is too short."""
    random, table = np.random.default_rng(0), folder / TABLE
    folder.mkdir(parents=True, exist_ok=True)
    with table.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(f"x{number}" for number in range(SIZE)), "class"])
        for number in range(count):
            label = number % 3
            values = random.normal(0, 0.5, SIZE)
            values[label] += 4
            cells = [f"{value:.4f}" for value in values]
            if number % 7 == 0:
                cells[5] = HOLE
            writer.writerow([*cells, "abc"[label]])
        writer.writerow(["1.0", "2.0"])
    return table
