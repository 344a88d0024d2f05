"""What runs once and what runs in every epoch, as a sentence for the user."""

from dataclasses import dataclass

from tlstudio.engine.data.modality import modality_of
from tlstudio.engine.sentences import mark, sentence, together
from tlstudio.engine.training.inputs.feature_files import size_words
from tlstudio.engine.training.inputs.plan_choice import Choice, Counts, saving

TRAINED = mark("Part of the backbone trains, so the whole network runs for every {noun} in every epoch.")
ONCE = mark("{what} is frozen, so it runs once per {noun}{saving}. Every epoch {rest}.")
VIEWS = mark(
    "{what} is frozen, so it runs once for each of {views} prepared views per {noun}{saving}. The epochs take them in "
    "turn; fresh augmentation would vary more."
)
FRESH = mark(
    "{what} is frozen, but augmentation is fresh each epoch, so the whole network runs for every {noun} in every "
    "epoch. {advice}"
)
ADVICE = mark("With {views} prepared views the frozen part would run once for each{saving}.")
MIXED = mark(
    "{what} is frozen, but {nouns} are mixed afresh in each step, so the whole network runs for every {noun} in every "
    "epoch."
)
TOO_LARGE = mark(
    "{what} is frozen, but its outputs do not fit into the cache, so the whole network runs for every {noun} in every "
    "epoch."
)
CLOSED_FORM = mark(
    "The backbone is frozen, so it runs once per {noun}; the head is solved from the stored features in one go."
)
DECODED_AGAIN = mark(
    "The {nouns} fit neither into memory nor into the cache on disk, so each epoch decodes them again."
)
DECODED_ONCE = mark("Each {noun} is decoded once, and what that gives is kept on disk: {size}.")
SAVING = mark(": about {times}× less to compute")

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
    return together([_about_features(choice, stretch, counts, nouns), _about_decoding(choice, counts, nouns)])


def _about_features(choice: Choice, stretch: Stretch | None, counts: Counts, nouns: dict[str, str]) -> str:
    if stretch is None or (choice.number is None and not choice.is_too_large):
        return sentence(TRAINED, **nouns)
    what = sentence("Everything up to {part}", part=stretch.part) if stretch.part else sentence("The backbone")
    if choice.is_too_large:
        return sentence(TOO_LARGE, what=what, **nouns)
    if choice.keeps_train:
        return _kept(choice, stretch, counts, what, nouns)
    if counts.is_mixed:
        return sentence(MIXED, what=what, **nouns)
    advice = sentence(ADVICE, views=FEW_VIEWS, saving=_saving(stretch, FEW_VIEWS))
    return sentence(FRESH, what=what, advice=advice, **nouns)


def _kept(choice: Choice, stretch: Stretch, counts: Counts, what: str, nouns: dict[str, str]) -> str:
    spared = _saving(stretch, counts.views)
    if counts.views > 1:
        said = sentence(VIEWS, what=what, views=counts.views, saving=spared, **nouns)
    else:
        rest = (
            sentence("runs what comes after it") if stretch.part else sentence("trains the head on the stored features")
        )
        said = sentence(ONCE, what=what, saving=spared, rest=rest, **nouns)
    where = sentence("on disk") if choice.place == "disk" else sentence("in memory")
    return sentence(
        "{how} Kept {where}: {size}.",
        how=said,
        where=where,
        size=size_words(choice.total_bytes),
    )


def _saving(stretch: Stretch, passes: int) -> str:
    times = saving(stretch.share, stretch.epochs, min(passes, stretch.epochs))
    return sentence(SAVING, times=f"{times:.0f}" if times >= 9.5 else f"{times:.1f}") if times >= LEAST_SAVING else ""


def _about_decoding(choice: Choice, counts: Counts, nouns: dict[str, str]) -> str:
    """What becomes of decoded samples, where that is out of the ordinary."""
    if choice.keeps_train or choice.decoded == "memory":
        return ""
    if choice.decoded is None:
        return sentence(DECODED_AGAIN, **nouns)
    return sentence(DECODED_ONCE, size=size_words(counts.train * counts.decoded_bytes), **nouns)
