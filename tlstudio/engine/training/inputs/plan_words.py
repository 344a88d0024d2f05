"""What runs once and what runs in every epoch, as a sentence for the user."""

from dataclasses import dataclass

from tlstudio.engine.sentences import mark, sentence, together
from tlstudio.engine.training.inputs.feature_files import size_words
from tlstudio.engine.training.inputs.plan_choice import Choice, Counts, saving

TRAINED = sentence("Part of the backbone trains, so the whole network runs for every image in every epoch.")
ONCE = mark("{what} is frozen, so it runs once per image{saving}. Every epoch {rest}.")
VIEWS = mark(
    "{what} is frozen, so it runs once for each of {views} prepared views per image{saving}. The epochs take them in "
    "turn; fresh augmentation would vary more."
)
FRESH = mark(
    "{what} is frozen, but augmentation is fresh each epoch, so the whole network runs for every image in every "
    "epoch. {advice}"
)
ADVICE = mark("With {views} prepared views the frozen part would run once for each{saving}.")
MIXED = mark(
    "{what} is frozen, but images are mixed afresh in each step, so the whole network runs for every image in every "
    "epoch."
)
TOO_LARGE = mark(
    "{what} is frozen, but its outputs do not fit into the cache, so the whole network runs for every image in every "
    "epoch."
)
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

    `counts` says how many views the project has.
    """
    return together([_about_features(choice, stretch, counts), _about_pixels(choice, counts)])


def _about_features(choice: Choice, stretch: Stretch | None, counts: Counts) -> str:
    if stretch is None or (choice.number is None and not choice.is_too_large):
        return TRAINED
    what = sentence("Everything up to {part}", part=stretch.part) if stretch.part else sentence("The backbone")
    if choice.is_too_large:
        return sentence(TOO_LARGE, what=what)
    if choice.keeps_train:
        return _kept(choice, stretch, counts, what)
    if counts.is_mixed:
        return sentence(MIXED, what=what)
    return sentence(FRESH, what=what, advice=sentence(ADVICE, views=FEW_VIEWS, saving=_saving(stretch, FEW_VIEWS)))


def _kept(choice: Choice, stretch: Stretch, counts: Counts, what: str) -> str:
    spared = _saving(stretch, counts.views)
    if counts.views > 1:
        said = sentence(VIEWS, what=what, views=counts.views, saving=spared)
    else:
        rest = (
            sentence("runs what comes after it") if stretch.part else sentence("trains the head on the stored features")
        )
        said = sentence(ONCE, what=what, saving=spared, rest=rest)
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


def _about_pixels(choice: Choice, counts: Counts) -> str:
    """What becomes of the decoded images, where that is out of the ordinary."""
    if choice.keeps_train or choice.pixels == "memory":
        return ""
    if choice.pixels is None:
        return sentence(
            "The images fit neither into memory nor into the cache on disk, so each epoch decodes them again."
        )
    size = size_words(counts.train * counts.decoded_bytes)
    return sentence("Each image is decoded once, and its pixels are kept on disk: {size}.", size=size)
