"""What the gallery says about backbones, their weights and files of weights, in sentences."""

from collections.abc import Mapping
from urllib.parse import urlsplit

from tlstudio.engine.backbones.catalogue import BackboneInfo, WeightsState
from tlstudio.engine.backbones.licences import CommercialUse, commercial_use
from tlstudio.engine.backbones.recommend import QUICK_ACCURACY, Reason, gflops_limit
from tlstudio.engine.backbones.stored import Place
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import MEGABYTE, count, fixed, joined, size

UNKNOWN = "–"


def size_text(info: BackboneInfo) -> str:
    """The size of the weights file: "98 MB"."""
    return joined(size(round(info.size_mb * MEGABYTE)))


def decimal_text(number: float | None, decimals: int) -> str:
    return UNKNOWN if number is None else fixed(number, decimals)


def reason_text(reason: Reason, info: BackboneInfo, *, has_gpu: bool) -> str:
    """Why a backbone is recommended on this computer, in a sentence."""
    machine = say("on a GPU like yours") if has_gpu else say("without a GPU")
    words = {
        "bundled": say("Its weights came with the app: it works offline and trains quickly {machine}."),
        "here": say("Its weights are on this computer, and with {gflops} GFLOPs it trains well {machine}."),
        "accurate": say(
            "The best on ImageNet ({accuracy} %) of those light enough to train {machine}: at most {limit} GFLOPs."
        ),
        "quick": say("The cheapest ({gflops} GFLOPs) that still reaches {least} % on ImageNet."),
    }[reason]
    return words.format(
        machine=machine,
        gflops=decimal_text(info.gflops, 2),
        accuracy=decimal_text(info.accuracy, 1),
        limit=decimal_text(gflops_limit(has_gpu=has_gpu), 0),
        least=decimal_text(QUICK_ACCURACY, 0),
    )


def use_text(use: CommercialUse) -> str:
    """What a licence says about commercial use, as a filter offers it."""
    return {"yes": say("Commercial use"), "no": say("No commercial use"), "unknown": say("Licence to be read")}[use]


def licence_text(licence: str) -> str:
    """The licence and what it means: "licence MIT, commercial use allowed"."""
    words = {
        "yes": say("licence {licence}, commercial use allowed"),
        "no": say("licence {licence}, no commercial use"),
        "unknown": say("licence {licence}, read it before commercial use"),
    }[commercial_use(licence)]
    return words.format(licence=licence)


def weights_cell(info: BackboneInfo, state: WeightsState) -> str:
    """Where the weights are, as short as a cell of a table must be."""
    return (
        f"↓ {size_text(info)}" if state == "download" else say("Here") if state == "here" else weights_text(info, state)
    )


def weights_text(info: BackboneInfo, state: WeightsState) -> str:
    """Where the weights are, in words."""
    return {
        "bundled": say("Bundled"),
        "here": say("On this computer"),
        "download": say("Download, {size}").format(size=size_text(info)),
        "none": say("None"),
    }[state]


def place_text(place: Place) -> str:
    """Whose folder weights lie in."""
    return {
        "bundled": say("Came with the app"),
        "app": say("This app's own folder"),
        "hub": say("Hugging Face's cache (timm)"),
        "torch": say("PyTorch's cache (torchvision)"),
    }[place]


def pretrained_text(info: BackboneInfo, state: WeightsState, place: Place | None, mirror: str) -> str:
    """All there is to know of the pretrained weights before anything is fetched."""
    if state == "none":
        return say("not published for this backbone")
    facts = say("on {data}, {licence}").format(data=info.trained_on, licence=licence_text(info.licence))
    if state == "download":
        words = say("{facts}. {size} to download from {source}.")
        return words.format(facts=facts, size=size_text(info), source=_source(info, mirror))
    where = say("They came with the app") if state == "bundled" else place_text(place or "app")
    return f"{facts}. {where}."


def counts_text(counts: Mapping[str, int]) -> str:
    """How many tensors of a file fit: "212 tensors fit, 1 has another shape and 2 are missing"."""
    clauses = [
        _clause(counts.get(kind, 0), one, many)
        for kind, one, many in (
            ("fits", say("{n} tensor fits"), say("{n} tensors fit")),
            ("shape", say("{n} has another shape"), say("{n} have other shapes")),
            ("missing", say("{n} is missing"), say("{n} are missing")),
            ("extra", say("{n} is extra"), say("{n} are extra")),
            (
                "classifier",
                say("{n} of the old classifier is not needed"),
                say("{n} of the old classifier are not needed"),
            ),
        )
    ]
    return ", ".join(filter(None, clauses))


def _clause(number: int, one: str, many: str) -> str:
    return (one if number == 1 else many).format(n=count(number)) if number else ""


def _source(info: BackboneInfo, mirror: str) -> str:
    host = urlsplit(info.urls[0]).hostname or ""
    if info.hub and mirror:
        return say("{host} through the mirror {mirror}").format(host=host, mirror=urlsplit(mirror).hostname)
    return f"{host}/{info.hub}" if info.hub else host
