"""Where a backbone stands among others on the user's own samples, and what that says in a sentence. Needs no torch."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue, find, weights_state
from tlstudio.engine.codec import Json
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.intervals import paired_p, wilson_interval
from tlstudio.engine.project import BackboneSpec, Kind, ProjectSpec
from tlstudio.engine.sentences import sentence, together

SAMPLES = 500
RIGHT, WRONG, UNREAD = "1", "0", "-"
LEVEL = 0.05  # of all comparisons with the best together (Bonferroni), so that chance rarely finds a winner
SAME_SPEED = 1.2  # times as fast: less is not worth a word
SHOWN = 3  # names in a sentence
SUGGESTED = (
    "timm/mobilenetv4_conv_small",
    "timm/efficientnet_b0",
    "timm/resnet18",
    "timm/resnet50",
    "timm/convnext_tiny",
    "timm/vit_small_patch16_224",
)  # worth a download: small to medium, of several families, all for commercial use


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """What every backbone is asked: to tell the classes of a project's train and val samples apart."""

    project: ProjectSpec
    index: Index
    parts: Split
    samples: int = SAMPLES  # at most
    device: str = "auto"
    trust_weights: bool = False
    kept: Path | None = None  # where answers are remembered; None: nowhere


@dataclass(frozen=True, slots=True)
class Standing:
    """What was measured of one backbone; where it could not be, `error` says why in a sentence."""

    backbone: BackboneSpec
    right: str = ""  # a letter for each sample, answered by a head that had not seen it: RIGHT, WRONG or UNREAD
    seconds_per_image: float = 0.0  # the backbone alone, in batches
    reading_s_per_image: float = 0.0  # reading, with all threads there are
    features_s: float = 0.0  # reading and running the backbone, over all samples
    error: str = ""

    @property
    def info(self) -> BackboneInfo:
        return find(self.backbone.name)

    @property
    def title(self) -> str:
        return self.info.title

    @property
    def n(self) -> int:
        return len(self.right) - self.right.count(UNREAD)

    @property
    def accuracy(self) -> float:
        """Share of 1."""
        return self.right.count(RIGHT) / self.n if self.n else 0.0

    @property
    def accuracy_interval(self) -> tuple[float, float]:
        return wilson_interval(self.right.count(RIGHT), self.n)


def candidates(own: BackboneSpec) -> tuple[BackboneSpec, ...]:
    """What can be compared at once: the project's own backbone if it is trained, and all whose weights are here."""
    here = [info.name for info in catalogue().values() if weights_state(info) in ("bundled", "here")]
    specs = [own if name == own.name and own.weights == "pretrained" else BackboneSpec(name) for name in here]
    is_file = own.weights not in ("pretrained", "random")
    return tuple([own, *specs] if is_file else specs)


def suggestions() -> list[BackboneInfo]:
    """Backbones that are worth a download, of those that are not here."""
    return [info for info in map(find, SUGGESTED) if weights_state(info) == "download"]


def ranked(standings: Sequence[Standing]) -> list[Standing]:
    """Those that were measured, the most accurate first; of two alike the faster."""
    measured = [one for one in standings if not one.error]
    return sorted(measured, key=lambda one: (-one.accuracy, one.seconds_per_image))


def differs(first: Standing, second: Standing, level: float = LEVEL) -> bool:
    """Whether chance alone would hardly give the same samples such different answers."""
    pairs = list(zip(first.right, second.right, strict=True))
    return paired_p(pairs.count((RIGHT, WRONG)), pairs.count((WRONG, RIGHT))) < level


def verdict(standings: Sequence[Standing], kind: Kind = "image") -> str:
    """What the numbers amount to, in a sentence."""
    order = ranked(standings)
    if not order:
        return sentence("No backbone could be measured.")
    best, others = order[0], order[1:]
    if not others:
        return sentence(
            "Only {best} was measured: {percent} of {modality_of} right.",
            best=best.title,
            percent=_percent(best),
            modality_of=modality_of(kind).count(best.n),
        )
    alike = [other for other in others if not differs(best, other, LEVEL / len(others))]
    if alike:
        return sentence(
            "No detectable difference between {names}; {speed}.",
            names=_names([best, *alike]),
            speed=_speed([best, *alike]),
        )
    next_best = sentence(
        "{best} against {next} of {other}",
        best=_percent(best),
        next=_percent(others[0]),
        other=others[0].title,
    )
    return sentence("{best} is the most accurate, beyond chance: {next_best}.", best=best.title, next_best=next_best)


def as_row(standing: Standing) -> dict[str, Json]:
    """The standing as `tlstudio probe --json` prints it."""
    info = standing.info
    row = {"name": info.name, "title": info.title, "size_mb": info.size_mb, "parameters": info.parameters}
    if standing.error:
        return {**row, "error": standing.error}
    return {
        **row,
        "weights": standing.backbone.weights,
        "accuracy": standing.accuracy,
        "accuracy_interval": list(standing.accuracy_interval),
        "n": standing.n,
        "seconds_per_image": standing.seconds_per_image,
        "reading_s_per_image": standing.reading_s_per_image,
        "features_s": standing.features_s,
    }


def _speed(alike: Sequence[Standing]) -> str:
    fastest = min(alike, key=lambda one: one.seconds_per_image)
    other = next(one for one in alike if one is not fastest)
    times = other.seconds_per_image / max(fastest.seconds_per_image, 1e-12)
    if times < SAME_SPEED:
        return sentence("they are about as fast")
    than = sentence(" than {other}", other=other.title) if len(alike) > 2 else ""
    text = f"{times:.{1 if times < 2.95 else 0}f}"
    return sentence("{fastest} is {times}× faster{than}", fastest=fastest.title, times=text, than=than)


def _names(standings: Sequence[Standing]) -> str:
    titles = [one.title for one in standings]
    if len(titles) > SHOWN:
        titles = [*titles[: SHOWN - 1], sentence("{count} more", count=len(titles) - SHOWN + 1)]
    return sentence("{names} and {last}", names=together(titles[:-1], ", "), last=titles[-1])


def _percent(standing: Standing) -> str:
    return f"{100 * standing.accuracy:.1f} %"
