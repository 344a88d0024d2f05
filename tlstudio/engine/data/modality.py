"""The kinds of samples there are, and everything that the rest of the app needs to know of one.

Scan, split, freezing, feature cache, loop, runs and curves never ask which kind a sample is: they ask its `Modality`.
A further kind is a folder beside `image/` and a line in `MODALITIES`. Nothing here imports NumPy, Pillow or torch,
since the window asks as it opens: what a modality does is imported when it is done.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from tlstudio.engine.data.image import modality as image
from tlstudio.engine.errors import DataError, did_you_mean
from tlstudio.engine.project import AugmentSpec, DataSpec, Kind, Task
from tlstudio.engine.sentences import sentence

if TYPE_CHECKING:
    import numpy as np
    import torch
    from torch import Tensor, nn

    from tlstudio.engine.data.folder import Index
    from tlstudio.engine.data.inputs import Inputs

KEPT_BYTES = 2 * 2**30  # that the decoded samples of a part take in memory at most

ShouldStop = Callable[[], bool]
Progress = Callable[[int, int], None]


class DecodedStore(Protocol):
    """Keeps decoded samples beyond memory. Reads come from several threads at once."""

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong."""
        ...

    def read(self, identity: bytes) -> "np.ndarray | None": ...

    def add(self, samples: "Sequence[tuple[bytes, np.ndarray]]") -> None: ...


class Samples(Protocol):
    """The samples of one part of a split, numbered from 0. Numbers beyond the last stand for the same samples again."""

    @property
    def paths(self) -> Sequence[Path]: ...

    @property
    def device(self) -> "torch.device":
        """Where the inputs of `batches` are."""
        ...

    @property
    def prepared_views(self) -> int:
        """In how many prepared ways samples are varied, taking turns by epoch; 0: afresh in each epoch."""
        ...

    @property
    def lost(self) -> Mapping[Path, str]:
        """Files that could not be read since, and why."""
        ...

    @property
    def notes(self) -> list[str]:
        """Sentences on what went wrong with what is kept on disk."""
        ...

    @property
    def bytes_each(self) -> int:
        """What one decoded sample takes."""
        ...

    @property
    def decoded_shape(self) -> tuple[int, ...]: ...

    @property
    def memory_bytes(self) -> int:
        """What decoded samples take, or will take, in memory."""
        ...

    @property
    def is_decoded_once(self) -> bool: ...

    def __len__(self) -> int: ...

    def identity(self, row: int) -> bytes:
        """32 bytes that name a sample in the feature cache and change with its content."""
        ...

    def recipe(self, *, is_varied: bool) -> bytes:
        """All that decides what the network gets of a file, as far as samples are varied too."""
        ...

    def decoding(self) -> bytes:
        """All that decides what a decoded sample is."""
        ...

    def batches(self, batches: Sequence[Sequence[int]], views: Sequence[int]) -> "Iterator[tuple[Tensor, int, Inputs]]":
        """Rows that could be read, view, and inputs on the device: each batch in each view, its files decoded once."""
        ...

    def decode(self, batches: Sequence[Sequence[int]]) -> Iterator[object]:
        """Only read the files, one batch after the other, keeping what is kept."""
        ...

    def example(self, count: int) -> "Inputs":
        """Random inputs to try a network with, the same each time."""
        ...

    def seen(self, number: int, view: int | None) -> "Tensor | BadSample":
        """One sample as training sees it in a view, or as it is (None), short of scaling it for the network."""
        ...

    def shown(self, seen: "Tensor") -> "np.ndarray":
        """What `seen` gave, or a mixture of two of them, as people see it: of an image (S, S, C) uint8."""
        ...

    def only(self, rows: Sequence[int]) -> "Samples":
        """New samples of these rows alone, numbered from 0; a row may come more than once."""
        ...

    def adopt(self, others: "Samples") -> bool:
        """Take what others have decoded, if it is of the same files in the same way."""
        ...

    def drop_decoded(self) -> None:
        """Keep nothing decoded from here on, because something made from it is kept."""
        ...

    def keep_decoded_in(self, store: DecodedStore) -> None: ...


@dataclass(frozen=True, slots=True)
class Opening:
    """How samples are to be read: by the project, for a network, on a device."""

    data: DataSpec
    preprocessing: Any  # of the backbone: what its modality understands
    device: "torch.device"
    augment: AugmentSpec | None = None  # None: they are taken as they are
    seed: int = 0
    kept_bytes: int = KEPT_BYTES  # that decoded samples may take in memory


@dataclass(frozen=True, slots=True)
class BadSample:
    """A file that gives no sample; the reason is a clause."""

    reason: str


@dataclass(frozen=True, slots=True)
class Modality:
    """What one kind of sample is."""

    kind: Kind
    noun: str
    plural: str
    endings: frozenset[str]  # of files that may be samples
    named_endings: Mapping[str, str]  # of files that are none, but that people take for some: what they are called
    reader: Callable[[], str]  # the library that reads them, with its version: what can be read depends on it
    problem: Callable[[Path], str | None]  # why a file cannot be used, as a clause
    read_index: "Callable[[DataSpec, Task, Progress, ShouldStop], Index]"  # what a folder or a table of them holds
    open_samples: Callable[[Sequence[Path], Opening], Samples]
    example: "Callable[[Any, int], Inputs]"  # for a backbone's preprocessing: random inputs
    raw_inputs: "Callable[[Any], nn.Module]"  # for a backbone's preprocessing: decoded samples → inputs, for an export
    near_duplicates: "Callable[..., np.ndarray]"  # folder, paths, known, progress, should_stop → the group of each path

    @property
    def all_endings(self) -> frozenset[str]:
        """Of files that count: samples, and what people take for some."""
        return self.endings | self.named_endings.keys()

    def count(self, number: int) -> str:
        """ "1 image", "2,000 images"."""
        return sentence("{n:,} {noun}", n=number, noun=self.noun if number == 1 else self.plural)


MODALITIES: dict[Kind, Modality] = {
    "image": Modality(
        kind="image",
        noun=sentence("image"),
        plural=sentence("images"),
        endings=image.ENDINGS,
        named_endings=image.NAMED_ENDINGS,
        reader=image.reader,
        problem=image.problem,
        read_index=image.read_index,
        open_samples=image.open_samples,
        example=image.example,
        raw_inputs=image.raw_inputs,
        near_duplicates=image.near_duplicates,
    )
}


def modality_of(kind: Kind) -> Modality:
    """Raises DataError for a kind that there is not."""
    if kind not in MODALITIES:
        raise DataError(
            "There are no samples of the kind {kind!r}{hint}. Kinds: {modalities}.",
            kind=kind,
            hint=did_you_mean(kind, MODALITIES),
            modalities=", ".join(MODALITIES),
        )
    return MODALITIES[kind]
