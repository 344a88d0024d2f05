"""What the freeze tree says in words: states, what a depth sees, statistics, learning rates."""

from PySide6.QtCore import Qt

from tlstudio.engine.model.parts import Part
from tlstudio.gui.freeze.facts import FROZEN, PARTLY, TRAINS, Facts, Statistics
from tlstudio.gui.freeze.rows import Column
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import number, percent, shape_text

UNKNOWN = "–"


def state_word(facts: Facts) -> str:
    if facts.statistics == "still":
        return kept_still()
    return state_words()[facts.state]


def kept_still() -> str:
    """In the place of a state."""
    return say("Kept still")


def state_words() -> dict[Qt.CheckState, str]:
    return {FROZEN: say("Frozen"), TRAINS: say("Trains"), PARTLY: say("Partly")}


def sees_text(share: float | None, input_px: int) -> str:
    """ "67 px" of an input of so many; "all"; without an input size a percentage."""
    if share is None:
        return UNKNOWN
    if share >= 1:
        return say("all")
    return say("{px} px").format(px=round(share * input_px)) if input_px else percent(share)


def sees_tip(share: float | None, input_px: int, depth: float) -> str:
    """What each value sees, and what networks tend to make of it at this depth, a share of the backbone's."""
    if share is None:
        seen = say("How much of the image each value here sees is not known.")
    elif share >= 1:
        seen = say("Each value here sees the whole image.")
    else:
        seen = say("Each value here sees a square of {side} in the image.").format(side=sees_text(share, input_px))
    return say("{seen} Such a depth responds to {what}.").format(seen=seen, what=_what_is_seen(depth))


def rate_text(rates: frozenset[float]) -> str:
    """The share of the head's learning rate, if there is just one."""
    if len(rates) > 1:
        return say("mixed")
    return number(*rates) if rates else UNKNOWN


def rate_tip(facts: Facts) -> str:
    if not facts.rates:
        return why_no_rate(facts)
    if len(facts.rates) > 1:
        said = say("Its parts learn at different shares of the head's learning rate.")
    elif facts.has_own_rate:
        said = say("Learns at {share} of the head's learning rate, set for this part.")
    else:
        said = say("Learns at {share} of the head's learning rate, as the part around it.")
    return said.format(share=rate_text(facts.rates)) + "\n" + say("Double click or press F2 to change it.")


def why_no_rate(facts: Facts) -> str:
    """Why there is no learning rate to change."""
    if facts.statistics == "still":
        return say("Kept still by the BatchNorm setting: it does not learn.")
    return say("Frozen: it does not learn. Untick it first.")


def statistics_notes(statistics: Statistics) -> tuple[str, ...]:
    """A few words beside the row of a BatchNorm; the first says the most, the last is for the least room."""
    held = say("statistics held"), say("held")
    move = say("statistics move"), say("moves")
    return {
        "": (),
        "held": held,
        "move": move,
        "drift": (say("statistics move after frozen weights"), *move),
        "still": (say("kept still by the BatchNorm setting"), *held),
    }[statistics]


def statistics_tip(statistics: Statistics) -> str:
    """What the note means, and what to do about it where that is wanted."""
    return {
        "": "",
        "held": say("Its running mean and variance stay as they are."),
        "move": say("Its running mean and variance follow your images."),
        "drift": say(
            "The weights before it are frozen, but its running mean and variance follow your images, so what comes "
            "out of the frozen layer changes all the same. Freeze this layer too, or set BatchNorm to “kept still”."
        ),
        "still": say("It is not ticked, but BatchNorm is set to be kept still everywhere."),
    }[statistics]


def inner_drift_note(facts: Facts) -> str:
    """Of a part in which such a layer lies."""
    return statistics_notes("drift")[0] if facts.has_drift else ""


def inner_drift_tip() -> str:
    return say("In it, BatchNorm statistics move after frozen weights. Open it to see where.")


def part_tip(part: Part, facts: Facts) -> str:
    """Technical name, kind and output shape; and what is to be said of statistics."""
    shape = shape_text(part.shape) if part.shape else ""
    first = " · ".join(word for word in (part.name, part.kind, shape) if word)
    inner = inner_drift_tip() if facts.has_drift and not facts.statistics else ""
    return "\n".join(line for line in (first, statistics_tip(facts.statistics), inner) if line)


def spoken_sees(share: float | None, input_px: int) -> str:
    """For assistive technology; empty where it is not known."""
    if share is None:
        return ""
    return say("sees the whole image") if share >= 1 else say("sees {side}").format(side=sees_text(share, input_px))


def spoken_rate(rates: frozenset[float]) -> str:
    """For assistive technology; empty where nothing learns."""
    return say("learning rate × {share}").format(share=rate_text(rates)) if rates else ""


def column_titles() -> dict[Column, str]:
    """Of all columns but the last, whose measure can be chosen."""
    return {
        Column.PART: say("Frozen | Part"),
        Column.STATE: say("State"),
        Column.SEES: say("Sees"),
        Column.PARAMETERS: say("Parameters"),
        Column.RATE: say("LR ×"),
    }


def column_tips() -> dict[Column, str]:
    return {
        Column.PART: say("A tick means frozen: the part keeps what it learned."),
        Column.SEES: say("How much of the input one value of the part's output follows from."),
        Column.RATE: say("The part's learning rate as a share of the head's. Parts inside inherit it."),
    }


def _what_is_seen(depth: float) -> str:
    if depth < 0.16:
        return say("edges and colours")
    if depth < 0.5:
        return say("textures and simple patterns")
    return say("parts of objects") if depth < 0.85 else say("whole objects and scenes")
