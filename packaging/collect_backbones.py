"""Collect the facts of the catalogue from timm and torchvision: resources/backbones.json.

    python packaging/collect_backbones.py              collect everything (about 20 minutes, no network)
    python packaging/collect_backbones.py --only REGEX collect these anew and keep the rest
    python packaging/collect_backbones.py --verify     build every entry and push two images through

Networks are built without memory for their tensors (torch's meta device). What cannot be built is left out, and said.
"""

import argparse
import json
import logging
import re
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import timm
import torch
import torchvision
from backbone_titles import family, title
from timm.models import get_pretrained_cfg
from torch import Tensor, nn
from torch.utils.flop_counter import FlopCounterMode
from torchvision import models

from tlstudio.engine.backbones import timm_networks, torchvision_networks
from tlstudio.engine.backbones.build import build
from tlstudio.engine.backbones.catalogue import RECOMMENDED, BackboneInfo, catalogue
from tlstudio.engine.backbones.places import bundled_weights
from tlstudio.engine.project import BackboneSpec

log = logging.getLogger("collect")

SAVED_EVERY = 50  # entries
TARGET = Path(__file__).resolve().parent.parent / "resources" / "backbones.json"
MAX_PARAMETERS = 2_000_000_000  # beyond that, training in float32 fits no workstation
# timm's own tests; those whose published file is a whole language model; I-JEPA, whose file is a trainer's checkpoint.
LEFT_OUT = re.compile(r"test_|davit_\w+_fl|vit_(giant|huge)_patch1[46]_gap_(224|448)$")
DEFAULTS = {name: field.default for name, field in BackboneInfo.__dataclass_fields__.items()}

LICENCES = {
    "apache-2.0": "Apache-2.0",
    "bsd-3-clause": "BSD-3-Clause",
    "cc-by-4.0": "CC-BY-4.0",
    "cc-by-nc-4.0": "CC-BY-NC-4.0",
    "mit": "MIT",
    None: "unknown",
}
SWAG = "https://github.com/facebookresearch/SWAG/blob/main/LICENSE"
DATA_SETS = {
    "in1k": "ImageNet-1k",
    "in12k": "ImageNet-12k",
    "in21k": "ImageNet-21k",
    "in22k": "ImageNet-22k",
    "laion2b": "LAION-2B",
    "lvd142m": "LVD-142M",
    "lvd1689m": "LVD-1689M",
    "merged2b": "Merged-2B",
    "openai": "OpenAI's image-text pairs",
    "sa1b": "SA-1B",
    "webli": "WebLI",
}

Entry = dict[str, Any]


def main() -> int:
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stderr)
    logging.getLogger("timm").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")  # the libraries' own, about their initialisation
    wanted = re.compile(options.only)
    return verify(wanted) if options.verify else collect(wanted)


def collect(wanted: re.Pattern[str]) -> int:
    """Write the entries whose name fits `wanted` anew, beside those that are already there."""
    known = {} if wanted.pattern == "" or not TARGET.exists() else _read()
    names = [name for name in all_names() if wanted.search(name)]
    for number, name in enumerate(names, 1):
        try:
            entry = entry_of(name)
        except Exception as error:  # noqa: BLE001  # libraries refuse in many ways, and one must not stop the rest
            log.info("%s left out: %s", name, str(error).partition("\n")[0])
            known.pop(name, None)
            continue
        known[name] = entry
        log.info("%d/%d %s %s", number, len(names), name, entry["shape"])
        if number % SAVED_EVERY == 0:
            _write(known)
    _write(known)
    return 0


def verify(wanted: re.Pattern[str]) -> int:
    """Build each entry both ways, and push two images through in evaluation and in training."""
    failed, names = 0, list(filter(wanted.search, catalogue()))
    for name in names:
        try:
            _verify(catalogue()[name])
        except Exception as error:  # noqa: BLE001  # as above
            failed += 1
            log.info("%s FAILED: %s", name, repr(error).partition("\n")[0])
    log.info("%d of %d failed", failed, len(names))
    return int(failed > 0)


def all_names() -> Iterator[str]:
    yield RECOMMENDED
    for name in models.list_models(module=models):
        yield f"torchvision/{name}"
    for name in sorted({name.partition(".")[0] for name in timm.list_models(pretrained=True)}):
        if not LEFT_OUT.match(name):
            yield f"timm/{name}"


def entry_of(name: str) -> Entry:
    """The facts of one backbone, without those that are the default. Raises what the library raises."""
    library, _, architecture = name.partition("/")
    facts = torchvision_facts(architecture) if library == "torchvision" else timm_facts(architecture)
    if name == RECOMMENDED:
        facts |= bundled_facts()
    entry = {"name": name, "family": family(architecture), "title": title(architecture)} | facts
    return {field: entry[field] for field in DEFAULTS if field in entry and _plain(entry[field]) != DEFAULTS[field]}


def timm_facts(architecture: str) -> Entry:
    architecture = "tf_efficientnet_lite0" if architecture == "efficientnet_lite0" else architecture
    cfg = get_pretrained_cfg(architecture)
    assert cfg is not None
    if cfg.input_size[1] != cfg.input_size[2]:
        raise ValueError(f"takes images of {cfg.input_size} only")
    input_px = cfg.input_size[-1]
    with torch.device("meta"):
        module = timm.create_model(architecture).eval()
    published = set(module.state_dict())
    parameters = sum(parameter.numel() for parameter in module.parameters())
    if parameters > MAX_PARAMETERS:
        raise ValueError(f"{parameters:,} parameters are too many")
    gflops = _gflops(module, input_px)
    own = _features(timm_networks.without_classifier(module, own_pooling=True), input_px)
    shape, channels_last = _map_shape(module, input_px, own)
    places = (cfg.classifier,) if isinstance(cfg.classifier, str) else tuple(cfg.classifier or ())
    return {
        "architecture": f"{architecture}.{cfg.tag}" if cfg.tag else architecture,
        "parameters": parameters,
        "gflops": gflops,
        "input_px": input_px,
        "shape": shape,
        "channels_last": channels_last,
        "pooled": own[0],
        "classifier": [*places, *sorted(_places(published - set(module.state_dict())) - set(places))],
        "licence": LICENCES.get(cfg.license, cfg.license),
        "trained_on": _trained_on(cfg.tag or ""),
        "size_mb": round(parameters * 4 / 1e6, 1),  # in float32; timm publishes no sizes
        "resizing": "img_size" if cfg.fixed_input_size else "any",
        "mean": list(cfg.mean),
        "std": list(cfg.std),
        "interpolation": cfg.interpolation,
        "crop_pct": cfg.crop_pct,
        "hub": cfg.hf_hub_id,
        "url": None if cfg.hf_hub_id else cfg.url,
    }


def torchvision_facts(architecture: str) -> Entry:
    weights: Any = models.get_model_weights(architecture).DEFAULT  # type: ignore[attr-defined]
    meta, transforms = weights.meta, weights.transforms()
    input_px, resize_px = transforms.crop_size[0], transforms.resize_size[0]
    resizing = "img_size" if architecture.startswith(("vit", "maxvit")) else "any"
    draft = BackboneInfo("", "", "", architecture, 0, input_px, (), 0, "", "", 0, resizing=resizing)
    published = set(torchvision_networks.published(draft, input_px).state_dict())
    module, own = (
        torchvision_networks.network(draft, input_px, None, own_pooling=own).to("meta") for own in (False, True)
    )
    scaled = architecture in torchvision_networks.ARGUMENTS  # its transform_input turns ImageNet's into these
    return {
        "architecture": architecture,
        "parameters": meta["num_params"],
        "gflops": round(meta["_ops"], 3),
        "input_px": input_px,
        "shape": _features(module, input_px),
        "pooled": _features(own, input_px)[0],
        "accuracy": meta["_metrics"]["ImageNet-1K"]["acc@1"],
        "classifier": sorted({name.partition(".")[0] for name in published - set(module.state_dict())}),
        "licence": "CC-BY-NC-4.0" if meta.get("license") == SWAG else "BSD-3-Clause",
        "trained_on": DATA_SETS["in1k"],
        "size_mb": round(meta["_file_size"] * 2**20 / 1e6, 1),
        "resizing": resizing,
        "mean": [0.5] * 3 if scaled else list(transforms.mean),
        "std": [0.5] * 3 if scaled else list(transforms.std),
        "interpolation": transforms.interpolation.value,
        "crop_pct": round(input_px / resize_px, 4),
        "url": weights.url,
    }


def bundled_facts() -> Entry:
    path = bundled_weights()
    assert path is not None
    size_mb = round(path.stat().st_size / 1e6, 1)
    return {"architecture": "tf_efficientnet_lite0", "title": "EfficientNet-Lite0", "size_mb": size_mb, "hub": None}


def _verify(info: BackboneInfo) -> None:
    for own_pooling, shape in ((False, info.shape), (True, (info.pooled,))):
        torch.manual_seed(0)
        with torch.device("meta" if info.library == "timm" else "cpu"):
            module = build(BackboneSpec(info.name, "random"), own_pooling=own_pooling).module.to("meta")
        for training in (True, False):
            assert _features(module.train(training), info.input_px) == list(shape), f"own_pooling={own_pooling}"


def _features(module: nn.Module, input_px: int) -> list[int]:
    """The shape of one image's features."""
    with torch.no_grad():
        features = module(torch.zeros(2, 3, input_px, input_px, device="meta"))
    if not isinstance(features, Tensor):
        raise TypeError(f"gives {type(features).__name__}, not one tensor")
    return list(features.shape[1:])


def _map_shape(module: nn.Module, input_px: int, pooled: list[int]) -> tuple[list[int], bool]:
    """The shape of the features before pooling, channels first, and whether the network has them last."""
    try:
        shape = _features(timm_networks.without_classifier(module, own_pooling=False), input_px)
    except (AssertionError, AttributeError, TypeError):  # the network refuses to leave its pooling out
        timm_networks.without_classifier(module, own_pooling=True)
        return pooled, False
    if len(shape) != 3:
        return pooled, False
    channels_last = shape[2] == pooled[0] and shape[0] != pooled[0]
    return ([shape[2], *shape[:2]], True) if channels_last else (shape, False)


def _gflops(module: nn.Module, input_px: int) -> float | None:
    """Multiply-adds, as torchvision publishes them; the counter counts two operations for each."""
    counter = FlopCounterMode(display=False)
    try:
        with counter:
            module(torch.zeros(1, 3, input_px, input_px, device="meta"))
    except (AssertionError, RuntimeError, NotImplementedError) as error:
        log.info("no count of operations: %s", error)
        return None
    return round(counter.get_total_flops() / 2e9, 3)


def _places(names: set[str]) -> set[str]:
    """The modules that hold these tensors: {"head.fc"}."""
    return {name.rpartition(".")[0] or name for name in names}


def _trained_on(tag: str) -> str:
    """ "sw_in12k_ft_in1k" → "ImageNet-12k, then ImageNet-1k"; a tag that names no known data set stays as it is."""
    found = [DATA_SETS[word] for word in tag.split("_") if word in DATA_SETS]
    return ", then ".join(dict.fromkeys(found)) or tag or "unknown"


def _plain(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _read() -> dict[str, Entry]:
    return {entry["name"]: entry for entry in json.loads(TARGET.read_text(encoding="utf-8"))["backbones"]}


def _write(entries: dict[str, Entry]) -> None:
    """One entry a line, so that a diff shows what changed."""
    order = sorted(entries, key=lambda name: (name != RECOMMENDED, name.lower()))
    lines = ",\n".join(json.dumps(entries[name], separators=(",", ":"), ensure_ascii=False) for name in order)
    versions = f'"timm": "{timm.__version__}", "torchvision": "{torchvision.__version__.partition("+")[0]}"'
    TARGET.write_text(f'{{"format": 1, {versions}, "backbones": [\n{lines}\n]}}\n', encoding="utf-8")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="REGEX", help="names to collect anew or to verify")
    parser.add_argument("--verify", action="store_true", help="build every entry instead of collecting")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
