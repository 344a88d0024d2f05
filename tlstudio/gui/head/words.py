"""What the cards and arrows of a head say."""

from collections.abc import Sequence

from tlstudio.engine.model.heads import HEAD_LAYERS, OUTPUTS, POOLINGS, Shape
from tlstudio.engine.project import LayerSpec, Task
from tlstudio.gui.head.edits import Fix
from tlstudio.gui.head.fields import Item, is_output, is_pool
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import count, shape_text


def note_of(item: Item) -> str:
    """What an item does, in one line."""
    if isinstance(item, LayerSpec):
        return say(HEAD_LAYERS[item.kind].note)
    info = POOLINGS[item] if is_pool(item) else OUTPUTS[item] if is_output(item) else None
    return say(info.note) if info else ""


def flow(number: int, shape: Shape) -> str:
    """What goes into the card with this number."""
    return (say("{shape} from the backbone") if number == 0 else "{shape}").format(shape=shape_text(shape))


def outcome(names: Sequence[str], task: Task) -> str:
    """What comes out of the head, by the names of its outputs."""
    if names:
        return f"{count(len(names))} · {', '.join(names)}"
    words: dict[Task, str] = {
        "single_label": say("one score per class, once there are images"),
        "multi_label": say("one score per label, once there are images"),
        "regression": say("one value per number, once there are images"),
    }
    return words[task]


def output_detail(outputs: int, task: Task) -> str:
    """How many units the output has; 0 is not known yet."""
    open_words: dict[Task, str] = {
        "single_label": say("one unit per class"),
        "multi_label": say("one unit per label"),
        "regression": say("one unit per number"),
    }
    words: dict[Task, str] = {
        "single_label": say("{count} classes"),
        "multi_label": say("{count} labels"),
        "regression": say("{count} numbers"),
    }
    return words[task].format(count=count(outputs)) if outputs else open_words[task]


def remedy(fix: Fix) -> str:
    """The text of the link that mends a problem."""
    if fix.pool:
        return say("Use {pooling}").format(pooling=_inside(POOLINGS[fix.pool].title))
    if fix.output:
        return say("Use a {output} output").format(output=_inside(OUTPUTS[fix.output].title))
    return say("Use {count} units").format(count=count(fix.width or 0))


def _inside(title: str) -> str:
    """A title within a sentence; names such as GeM keep their letters."""
    return title[0].lower() + title[1:] if title[1:2].islower() else title
