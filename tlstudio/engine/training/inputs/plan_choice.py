"""Which outputs of the frozen part are worth keeping, and where. Pure arithmetic, without torch."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tlstudio.engine.project import Kind

Place = Literal["memory", "disk"]

LEAST_SHARE = 0.1  # of the backbone's multiplications: less before the cut is not worth keeping
# A map this many times the bytes of the decoded sample takes longer to fetch than it is worth, unless at least
# this share of the work is before it: then an earlier, narrower cut is taken, or none.
WIDE, WIDE_SHARE = 8.0, 0.5


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where the network can be divided."""

    bytes_each: int  # of its output for one sample
    share: float  # of the backbone's multiplications that are before it


@dataclass(frozen=True, slots=True)
class Budgets:
    """How many bytes kept outputs may take."""

    memory: int
    disk: int


@dataclass(frozen=True, slots=True)
class Choice:
    """`number` is that of the chosen cut. `decoded`: where training samples that run in each epoch are kept so."""

    number: int | None = None
    place: Place = "memory"
    keeps_train: bool = False  # or the validation samples alone
    total_bytes: int = 0
    decoded: Place | None = None
    is_too_large: bool = False  # there was a cut, but no room


@dataclass(frozen=True, slots=True)
class Counts:
    """What runs through the network: `views` of each training sample, 0 where augmentation is fresh each epoch."""

    train: int
    val: int
    decoded_bytes: int  # of one sample
    views: int = 1
    is_mixed: bool = False  # in pairs, in each step; then `views` is 0
    kind: Kind = "image"  # of the samples, for the words

    @property
    def rows(self) -> int:
        """How many outputs there are to keep."""
        return self.train * self.views + self.val


def choose(cuts: Iterable[Cut], counts: Counts, budgets: Budgets) -> Choice:
    """The deepest cut whose outputs fit, in memory rather than on disk. `cuts` are tried in order, deepest first.

    Where those of the training samples do not fit, those of the validation samples are kept.
    """
    known: list[Cut] = []
    for cut in cuts:
        if cut.share < LEAST_SHARE:
            break
        known.append(cut)
        place = _place(cut.bytes_each, counts.rows, budgets)
        if place and _is_worth(cut, counts):
            keeps_train = counts.views > 0
            decoded = None if keeps_train else _decoded_place(counts, budgets)
            return Choice(len(known) - 1, place, keeps_train, counts.rows * cut.bytes_each, decoded)
    return _without_train(known, counts, budgets)


def saving(share: float, epochs: int, passes: int) -> float:
    """How many times as much is computed in so many epochs where nothing is kept; `passes` fill the cache.

    `share` of the backbone's multiplications is before the cut, where no gradient runs back; after it, that costs twice
    the way forward.
    """
    after = 3 * (1 - share)
    return epochs * (share + after) / (passes * share + epochs * after)


def _without_train(cuts: list[Cut], counts: Counts, budgets: Budgets) -> Choice:
    decoded = _decoded_place(counts, budgets)
    for number, cut in enumerate(cuts):
        place = _place(cut.bytes_each, counts.val, budgets)
        if place and _is_worth(cut, counts):
            total = counts.val * cut.bytes_each
            return Choice(number, place, total_bytes=total, decoded=decoded, is_too_large=True)
    return Choice(decoded=decoded, is_too_large=any(_is_worth(cut, counts) for cut in cuts))


def _is_worth(cut: Cut, counts: Counts) -> bool:
    return cut.bytes_each <= WIDE * counts.decoded_bytes or cut.share >= WIDE_SHARE


def _decoded_place(counts: Counts, budgets: Budgets) -> Place | None:
    return _place(counts.decoded_bytes, counts.train, budgets)


def _place(bytes_each: int, rows: int, budgets: Budgets) -> Place | None:
    total = rows * bytes_each
    if total <= budgets.memory:
        return "memory"
    return "disk" if total <= budgets.disk else None
