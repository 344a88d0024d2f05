"""The catalogue searched and narrowed: quick enough to be asked again at every key that is pressed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

from tlstudio.engine.backbones.catalogue import BackboneInfo, WeightsState, weights_state
from tlstudio.engine.backbones.licences import CommercialUse, commercial_use


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, both included; None is no limit."""

    low: float | None = None
    high: float | None = None

    def holds(self, value: float | None) -> bool:
        """Whether the value lies in it; one that is not known lies only in a range without limits."""
        if value is None:
            return self == ANY
        return (self.low is None or value >= self.low) and (self.high is None or value <= self.high)


ANY = Range()


@dataclass(frozen=True, slots=True)
class Filter:
    """What a backbone must have; everything passes the default."""

    text: str = ""  # all its words, in any order
    family: str = ""
    parameters: Range = ANY
    gflops: Range = ANY
    accuracy: Range = ANY  # percent
    input_px: int | None = None
    commercial: CommercialUse | None = None
    weights: frozenset[WeightsState] = frozenset()  # none named: wherever they are


@dataclass(frozen=True)
class Candidate:
    info: BackboneInfo

    @cached_property
    def words(self) -> str:
        """What a search looks through."""
        info = self.info
        return f"{info.title} {info.name} {info.family} {info.licence} {info.trained_on}".lower()

    @cached_property
    def weights(self) -> WeightsState:
        """Found when it is first asked for: a thousand backbones take a tenth of a second to look for."""
        return weights_state(self.info)


def matching(candidates: Iterable[Candidate], wanted: Filter) -> list[Candidate]:
    """Those that pass the filter, in the order they came in."""
    checks = _checks(wanted)
    return [candidate for candidate in candidates if all(check(candidate) for check in checks)]


def _checks(wanted: Filter) -> list[Callable[[Candidate], bool]]:
    """Only the questions that the filter asks, the cheap ones first."""
    words, places = wanted.text.lower().split(), wanted.weights
    asked: list[tuple[bool, Callable[[Candidate], bool]]] = [
        (bool(wanted.family), lambda one: one.info.family == wanted.family),
        (wanted.input_px is not None, lambda one: one.info.input_px == wanted.input_px),
        (bool(words), lambda one: all(word in one.words for word in words)),
        (wanted.parameters != ANY, lambda one: wanted.parameters.holds(one.info.parameters)),
        (wanted.gflops != ANY, lambda one: wanted.gflops.holds(one.info.gflops)),
        (wanted.accuracy != ANY, lambda one: wanted.accuracy.holds(one.info.accuracy)),
        (wanted.commercial is not None, lambda one: commercial_use(one.info.licence) == wanted.commercial),
        (bool(places), lambda one: one.weights in places),
    ]
    return [check for is_asked, check in asked if is_asked]
