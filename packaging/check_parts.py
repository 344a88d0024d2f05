"""Check that every backbone of the catalogue has a right tree of parts.

    python packaging/check_parts.py                check every entry (about 10 minutes, no network)
    python packaging/check_parts.py --only REGEX   check these
    python packaging/check_parts.py --sample       check the smallest of each family and library
    python packaging/check_parts.py --tree         print the upper levels of the trees as well

Networks are built without memory for their tensors (torch's meta device). Exit status 1 if one failed.
"""

import argparse
import logging
import re
import sys
import warnings
from collections.abc import Iterator
from itertools import groupby

import torch
from torch import nn

from tlstudio.engine.backbones.build import build
from tlstudio.engine.backbones.catalogue import BackboneInfo, catalogue
from tlstudio.engine.model.parts import Part
from tlstudio.engine.model.structure import part_tree
from tlstudio.engine.project import BackboneSpec

log = logging.getLogger("check")

NEEDS_MEMORY = re.compile("torchvision/regnet")  # reads its tensors while it is built
SHOWN_DEPTH = 2  # of a tree that is printed


def main() -> int:
    options = _options()
    logging.basicConfig(level=logging.INFO, format="%(message)s", stream=sys.stdout)
    logging.getLogger("timm").setLevel(logging.ERROR)
    warnings.simplefilter("ignore")  # the libraries' own, about their initialisation
    entries = [info for info in catalogue().values() if re.search(options.only, info.name)]
    entries = _smallest_of_each(entries) if options.sample else entries
    counts = {"right": 0, "wrong": 0, "not built": 0, "skipped": 0}
    for info in entries:
        counts[_check(info, options.max_parameters, options.tree)] += 1
    log.info("%d backbones: %s", len(entries), ", ".join(f"{count} {result}" for result, count in counts.items()))
    return int(counts["wrong"] + counts["not built"] > 0)


def problems(tree: Part, module: nn.Module) -> Iterator[str]:
    """What is wrong with the tree of that network, in words."""
    expected = sum(parameter.numel() for parameter in module.parameters())
    if tree.parameters != expected:
        yield f"{tree.parameters:,} parameters, not {expected:,}"
    for part in tree.walk():
        if part.children and part.parameters != sum(child.parameters for child in part.children):
            yield f"{part.name} does not add up"
    names = [part.name for part in tree.walk()]
    yield from (f"{name} stands there twice" for name in sorted({name for name in names if names.count(name) > 1}))
    yield from _missing(tree, module)
    yield from _misread(tree)


def _missing(tree: Part, module: nn.Module) -> Iterator[str]:
    """Modules that do not exist, and parameters that no leaf holds."""
    modules = dict(module.named_modules(remove_duplicate=False))
    parameters = dict(module.named_parameters(remove_duplicate=False))
    held: set[int] = set()
    for leaf in tree.leaves():
        yield from (f"{leaf.name}: no module {path!r}" for path in leaf.modules if path not in modules)
        own = [parameters[leaf.tensor]] if leaf.tensor else (p for m in leaf.modules for p in modules[m].parameters())
        held.update(map(id, own))
    yield from (f"no leaf holds {name}" for name, parameter in parameters.items() if id(parameter) not in held)


def _misread(tree: Part) -> Iterator[str]:
    """A network has a stem or an embedding, then stages or blocks; a plain sequence of layers has stages only."""
    levels = [part.level for part in tree.children]
    is_plain = all(
        part.level == "stage" and all(not child.children for child in part.children) for part in tree.children
    )
    if "stem" not in levels and not is_plain:
        yield "no stem"
    if levels.count("stage") + levels.count("block") < 2:
        yield "no stages"
    if len({part.title for part in tree.children}) < len(levels):
        yield "two parts of one title"


def _check(info: BackboneInfo, max_parameters: int, is_shown: bool) -> str:
    """Prints what it found; gives the word under which it counts."""
    if info.parameters > max_parameters:
        log.info("%s skipped: %.1f M parameters", info.name, info.parameters / 1e6)
        return "skipped"
    try:
        with torch.device("cpu" if NEEDS_MEMORY.match(info.name) else "meta"):
            module = build(BackboneSpec(info.name, "random"), own_pooling=info.pools_itself).module
    except Exception as error:  # noqa: BLE001  # libraries refuse in many ways, and one must not stop the rest
        log.info("%s NOT BUILT: %s", info.name, repr(error).partition("\n")[0])
        return "not built"
    tree = part_tree(module)
    found = list(problems(tree, module))
    log.info("%s %s: %s", info.name, "WRONG" if found else "right", "; ".join(found) or _in_short(tree))
    if is_shown:
        _show(tree, 0)
    return "wrong" if found else "right"


def _in_short(tree: Part) -> str:
    """ "11,176,512 parameters · Stem · 4 stages"."""
    runs = [(level, list(parts)) for level, parts in groupby(tree.children, key=lambda part: part.level)]
    words = [f"{len(parts)} {level}s" if len(parts) > 1 else parts[0].title for level, parts in runs]
    return " · ".join([f"{tree.parameters:,} parameters", *words])


def _show(part: Part, depth: int) -> None:
    log.info("%s%s  %s  %s  %s", "  " * depth, part.title, part.name, part.kind, f"{part.parameters:,}")
    for child in part.children if depth < SHOWN_DEPTH else ():
        _show(child, depth + 1)


def _smallest_of_each(entries: list[BackboneInfo]) -> list[BackboneInfo]:
    by_size = sorted(entries, key=lambda info: info.parameters, reverse=True)
    return list({(info.library, info.family): info for info in by_size}.values())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", metavar="REGEX", help="names to check")
    parser.add_argument("--sample", action="store_true", help="only the smallest of each family and library")
    parser.add_argument("--tree", action="store_true", help="print the trees")
    parser.add_argument("--max-parameters", type=float, default=float("inf"), metavar="N", help="skip larger ones")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
