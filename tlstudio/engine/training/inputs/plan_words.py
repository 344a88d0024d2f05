"""What runs once and what runs in every epoch, as a sentence for the user."""

from dataclasses import dataclass

from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.training.inputs.feature_files import size_words
from tlstudio.engine.training.inputs.plan_choice import Choice, Counts, saving

TRAINED = "Part of the backbone trains, so the whole network runs for every {noun} in every epoch."
ONCE = "{what} is frozen, so it runs once per {noun}{saving}. Every epoch {rest}."
VIEWS = (
    "{what} is frozen, so it runs once for each of {views} prepared views per {noun}{saving}. The epochs take them in "
    "turn; fresh augmentation would vary more."
)
FRESH = (
    "{what} is frozen, but augmentation is fresh each epoch, so the whole network runs for every {noun} in every "
    "epoch. {advice}"
)
ADVICE = "With {views} prepared views the frozen part would run once for each{saving}."
MIXED = (
    "{what} is frozen, but {nouns} are mixed afresh in each step, so the whole network runs for every {noun} in every "
    "epoch."
)
TOO_LARGE = (
    "{what} is frozen, but its outputs do not fit into the cache, so the whole network runs for every {noun} in every "
    "epoch."
)
CLOSED_FORM = (
    "The backbone is frozen, so it runs once per {noun}; the head is solved from the stored features in one go."
)
DECODED_AGAIN = " The {nouns} fit neither into memory nor into the cache on disk, so each epoch decodes them again."
DECODED_ONCE = " Each {noun} is decoded once, and what that gives is kept on disk: {size}."
SAVING = ": about {times}× less to compute"

FEW_VIEWS = 4  # that are named to those who have none
LEAST_SAVING = 1.2  # times; less is not worth a word


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a phase runs: `part` is the last one before the cut, "" at the end of the backbone."""

    part: str
    share: float  # of the backbone's multiplications that are before the cut
    epochs: int


def sentence_of(choice: Choice, stretch: Stretch | None, counts: Counts) -> str:
    """`stretch` is that at the chosen cut, or at the deepest if none was; None where the network has no cut.

    `counts` says how many views the project has, and of what.
    """
    modality = modality_of(counts.kind)
    nouns = {"noun": modality.noun, "nouns": modality.plural}
    return _about_features(choice, stretch, counts, nouns) + _about_decoding(choice, counts, nouns)


def _about_features(choice: Choice, stretch: Stretch | None, counts: Counts, nouns: dict[str, str]) -> str:
    if stretch is None or (choice.number is None and not choice.is_too_large):
        return TRAINED.format(**nouns)
    what = f"Everything up to {stretch.part}" if stretch.part else "The backbone"
    if choice.is_too_large:
        return TOO_LARGE.format(what=what, **nouns)
    if choice.keeps_train:
        return _kept(choice, stretch, counts, what, nouns)
    if counts.is_mixed:
        return MIXED.format(what=what, **nouns)
    advice = ADVICE.format(views=FEW_VIEWS, saving=_saving(stretch, FEW_VIEWS))
    return FRESH.format(what=what, advice=advice, **nouns)


def _kept(choice: Choice, stretch: Stretch, counts: Counts, what: str, nouns: dict[str, str]) -> str:
    spared = _saving(stretch, counts.views)
    if counts.views > 1:
        sentence = VIEWS.format(what=what, views=counts.views, saving=spared, **nouns)
    else:
        rest = "runs what comes after it" if stretch.part else "trains the head on the stored features"
        sentence = ONCE.format(what=what, saving=spared, rest=rest, **nouns)
    where = "on disk" if choice.place == "disk" else "in memory"
    return f"{sentence} Kept {where}: {size_words(choice.total_bytes)}."


def _saving(stretch: Stretch, passes: int) -> str:
    times = saving(stretch.share, stretch.epochs, min(passes, stretch.epochs))
    return SAVING.format(times=f"{times:.0f}" if times >= 9.5 else f"{times:.1f}") if times >= LEAST_SAVING else ""


def _about_decoding(choice: Choice, counts: Counts, nouns: dict[str, str]) -> str:
    """What becomes of decoded samples, where that is out of the ordinary."""
    if choice.keeps_train or choice.decoded == "memory":
        return ""
    if choice.decoded is None:
        return DECODED_AGAIN.format(**nouns)
    return DECODED_ONCE.format(size=size_words(counts.train * counts.decoded_bytes), **nouns)
