"""What the model step says about a backbone and its weights, and the presets in plain words."""

from pathlib import Path

from tlstudio.engine.backbones.catalogue import BackboneInfo, WeightsState
from tlstudio.engine.model.heads import PRESETS as HEAD_PRESETS
from tlstudio.engine.model.presets import Preset
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.words import size_text
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.choice_cards import Choice
from tlstudio.gui.widgets.numbers import count, joined, short_count

CUSTOM = "custom"  # what no preset freezes


def backbone_facts(info: BackboneInfo, spec: BackboneSpec, state: WeightsState, parameters: int | None) -> str:
    """One line: "3.37 M parameters · 224 px · bundled · Apache-2.0". `parameters` are those of the tree, if known."""
    facts = [
        say("{count} parameters").format(count=joined(short_count(parameters or info.parameters))),
        say("{px} px").format(px=spec.input_px or info.input_px),
        _weights(spec, state),
    ]
    return " · ".join([*facts, info.licence] if spec.weights == "pretrained" else facts)


def weights_warning(info: BackboneInfo, spec: BackboneSpec, state: WeightsState, is_trusted: bool) -> str:
    """What has to be done before this backbone can train; empty if nothing."""
    if spec.weights == "pretrained":
        if state == "download":
            return say("{size} of weights to download first").format(size=size_text(info))
        return say("No pretrained weights: choose others") if state == "none" else ""
    if spec.weights == "random":
        return ""
    path = Path(spec.weights)
    if not path.is_file():
        return say("{name} is not there any more").format(name=path.name)
    is_pickled = path.suffix != ".safetensors"
    return say("{name} waits for your trust").format(name=path.name) if is_pickled and not is_trusted else ""


def freeze_titles() -> dict[str, str]:
    """The presets of freezing as a row of buttons says them, and what is none of them."""
    titles: dict[Preset, str] = {
        "keep": say("Keep the backbone"),
        "last_stage": say("Retrain the last stage"),
        "upper_half": say("Retrain the upper half"),
        "everything": say("Retrain everything"),
    }
    return {**titles, CUSTOM: say("Custom")}


def short_freeze_titles() -> dict[str, str]:
    """The presets where there is no room for more."""
    titles: dict[Preset, str] = {
        "keep": say("Keep"),
        "last_stage": say("Last stage"),
        "upper_half": say("Upper half"),
        "everything": say("Everything"),
    }
    return {**titles}


def freeze_choices() -> list[Choice]:
    """The presets of freezing by how much data there is."""
    notes: dict[Preset, str] = {
        "keep": say("For few images, up to twenty per class. Fastest: only the head learns."),
        "last_stage": say("From twenty images per class. What the backbone sees last adapts to them."),
        "upper_half": say("For a thousand images or more per class. What it makes of edges and textures stays."),
        "everything": say("For thousands of images unlike everyday photos. Slowest."),
    }
    titles = freeze_titles()
    return [Choice(preset, titles[preset], note) for preset, note in notes.items()]


def recommendation(preset: Preset, images_each: float) -> str:
    """Why this preset is the recommended one for so many training images of a class."""
    if preset == "everything":
        return say("Recommended for random weights: there is nothing to keep.")
    reasons: dict[Preset, str] = {
        "keep": say("too few to change what the backbone knows."),
        "last_stage": say("enough to adapt what the backbone sees last."),
    }
    words = say("Recommended for about {count} training images a class: {reason}")
    return words.format(count=count(_about(images_each)), reason=reasons[preset])


def _about(number: float) -> int:
    """The number in two digits: 470 for 467."""
    return int(float(f"{number:.2g}"))


def head_choices() -> list[Choice]:
    return [Choice(name, say(preset.title), say(preset.note)) for name, preset in HEAD_PRESETS.items()]


def why_the_cut() -> str:
    """What the cut is, for those who ask."""
    return say(
        "A frozen part keeps its pretrained weights and its BatchNorm statistics, so the same image always comes out "
        "of it as the same numbers. Data flows from the input through every part, but learning flows backward from the "
        "head, and it ends at the cut: nothing before it can change. That is why training is faster, needs less "
        "memory and needs fewer images the more you freeze from the input on.\n\n"
        "The optimizer remembers a few values for every parameter that trains, and none for frozen ones."
    )


def _weights(spec: BackboneSpec, state: WeightsState) -> str:
    if spec.weights == "random":
        return say("random weights: trains from scratch")
    if spec.weights != "pretrained":
        return Path(spec.weights).name
    words = {"bundled": say("bundled"), "here": say("on this computer")}
    return words.get(state, say("not on this computer"))
