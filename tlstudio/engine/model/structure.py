"""Finds the parts of any `nn.Module`: stem, stages, blocks, layers.

The module's own structure gives the grouping: what comes before the first stage is the stem (or the embedding), a
stage holds blocks, a block its layers. A flat sequence such as VGG's is divided at its pooling layers.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from torch import nn

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.model.nodes import Node
from tlstudio.engine.model.parts import Level, Part
from tlstudio.engine.model.receptive import Output, outputs
from tlstudio.engine.project import ALL
from tlstudio.engine.sentences import sentence

POOLING = (nn.MaxPool2d, nn.AvgPool2d)
STEM = re.compile("stem|embed|token")  # in the names of the first modules
BESIDE_STAGES = re.compile("transition|incre_modules|final|head")  # in names that stand between stages or after them
MANY_STAGES = 16  # more than any network has: they are blocks
UNIT_LAYERS = 2  # a convolution with its norm is no block
TRUNK_SHARE = 0.5  # a container with more of the parameters than this is the trunk; its children are the stages
PLAIN_KINDS = {  # pattern in a class name → what the tree calls it
    "BatchNorm": "BatchNorm",
    "LayerNorm": "LayerNorm",
    "Norm": "Norm",
    "Conv": "Convolution",
    "Linear": "Linear",
    "Embed": "Embedding",
    "Parameter": "Parameter",
}


def part_tree(backbone: nn.Module, sample: Inputs | None = None) -> Part:
    """The tree of the backbone.

    With a `sample` batch, run through it once, parts know the shape of their output and how much of the input it sees.
    """
    nodes = _top_level(Node.of(backbone, "", set()))
    groups = _stages_of_flat(backbone, nodes) if all(node.is_leaf for node in nodes) else _stages(nodes)
    root = Part(
        ALL, sentence("Backbone"), "backbone", type(backbone).__name__, _total(groups), None, tuple(groups), ("",)
    )
    return root if sample is None else _with_outputs(root, outputs(backbone, sample, _paths(root)))


def _top_level(root: Node) -> list[Node]:
    """The children of the backbone, with the trunk's children in the trunk's place."""
    nodes = root.children or [root]
    while trunk := next((node for node in nodes if _is_trunk(node, root.parameters)), None):
        place = nodes.index(trunk)
        nodes = [*nodes[:place], *trunk.children, *nodes[place + 1 :]]
    return nodes


def _is_trunk(node: Node, total: int) -> bool:
    is_large = node.is_container or node.parameters > TRUNK_SHARE * total
    return len(node.children) > 1 and not node.is_numbered and is_large and not STEM.search(node.path)


def _stages(nodes: list[Node]) -> list[Part]:
    """The stem, numbered stages or blocks, and the last layers."""
    levels = _levels(nodes)
    if levels.count("stage") == 1:  # one that holds the blocks beside it, or all there are
        nodes = [inner for node, level in zip(nodes, levels, strict=True) for inner in _opened(node, level)]
        levels = _levels(nodes)
    wanted = "stage" if "stage" in levels else "block"
    deep = [place for place, level in enumerate(levels) if level == wanted] or list(range(len(nodes)))
    first, last = deep[0], deep[-1] + 1
    taken = {node.path for node in nodes}
    between: list[Level] = [level if level == wanted else "layer" for level in levels]
    stem = _merged(nodes[:first], "stem", _free_name("stem", taken), _stem_title)
    tail = _merged(nodes[last:], "layer", _free_name("last", taken), _tail_title)
    return [*stem, *_numbered(nodes[first:last], between[first:last]), *tail]


def _opened(node: Node, level: Level) -> list[Node]:
    return node.children if level == "stage" else [node]


def _levels(nodes: Sequence[Node]) -> list[Level]:
    """Of the children of the backbone. The first ones are the stem's if their names say so."""
    own = (place for place, node in enumerate(nodes) if not (node.is_leaf or STEM.search(node.path)))
    first = next(own, len(nodes))
    rest = [node for node in nodes[first:] if not node.is_leaf and not BESIDE_STAGES.search(node.path)]
    series = {node.kind for node in rest if _holds_blocks(node) and not node.is_container}
    stages = [node for node in rest if _holds_blocks(node) or node.kind in series]
    single = [node for node in rest if node not in stages and not node.is_container and _is_block(node)]
    repeated = {kind for kind, count in Counter(node.kind for node in single).items() if count > 1}
    blocks = [node for node in single if node.kind in repeated]
    if len(stages) > MANY_STAGES:
        stages, blocks = [], stages

    def level(node: Node) -> Level:
        return "stage" if node in stages else "block" if node in blocks else "layer"

    return [level(node) for node in nodes]


def _holds_blocks(node: Node) -> bool:
    repeats = Counter(_unnumbered(child) for child in node.children if _is_block(child) and child.is_numbered)
    is_series = node.is_series or any(child.is_series for child in node.children)
    return is_series or "Stage" in node.kind or max(repeats.values(), default=0) > 1


def _is_block(node: Node) -> bool:
    return sum(1 for _ in node.leaves()) > UNIT_LAYERS


def _numbered(nodes: Sequence[Node], levels: Sequence[Level]) -> list[Part]:
    counts: Counter[str] = Counter()
    parts = []
    for node, level in zip(nodes, levels, strict=True):
        title = _title(node, level)
        counts[title] += 1
        is_counted = node.is_numbered and not node.is_leaf
        parts.append(_part(node, f"{title} {counts[title]}" if is_counted else title, level))
    return parts


def _title(node: Node, level: Level) -> str:
    if node.is_leaf:
        return _plain_kind(node.kind)
    if node.is_numbered and level != "layer":
        return level.capitalize()
    words = node.path.rpartition(".")[2].rstrip("0123456789_").replace("_", " ")
    return words.capitalize() or "Transition"


def _part(node: Node, title: str, level: Level) -> Part:
    if node.is_leaf:
        return _leaf(node)
    children = _blocks(node) if level == "stage" else [_leaf(leaf) for leaf in node.leaves()]
    return Part(node.path, title, level, node.kind, node.parameters, None, tuple(children), (node.path,))


def _blocks(stage: Node) -> list[Part]:
    """The blocks of a stage, out of the container they may stand in; beside them, single layers."""
    nodes = [inner for child in stage.children for inner in (child.children if child.is_series else [child])]
    levels: list[Level] = ["layer" if node.is_leaf else "block" for node in nodes]
    if len(nodes) == 1 and not nodes[0].is_leaf:
        return [_leaf(leaf) for leaf in nodes[0].leaves()]
    return _numbered(nodes, levels)


def _leaf(node: Node) -> Part:
    return Part(
        node.path,
        _plain_kind(node.kind),
        "layer",
        node.kind,
        node.parameters,
        modules=(node.owner,),
        tensor=node.tensor,
        has_statistics=node.has_statistics,
    )


def _merged(nodes: list[Node], level: Level, name: str, title_of: Callable[[list[Part]], str]) -> list[Part]:
    """One part made of neighbours that belong together."""
    leaves = [_leaf(leaf) for node in nodes for leaf in node.leaves()]
    if not leaves:
        return []
    title = title_of(leaves)
    if len(nodes) == 1:
        name, kind = nodes[0].path, nodes[0].kind
    else:
        kind = "Group"
    if len(leaves) == 1:
        return [replace(leaves[0], title=title, level=level)]
    return [Part(name, title, level, kind, _total(leaves), None, tuple(leaves), tuple(node.owner for node in nodes))]


def _stages_of_flat(backbone: nn.Module, nodes: list[Node]) -> list[Part]:
    """Stages of a plain sequence of layers: what stands between two pooling layers."""
    by_path = {node.path: node for node in nodes}
    stages: list[list[Node]] = [[]]
    for path, module in backbone.named_modules():
        if path in by_path:
            stages[-1].append(by_path[path])
        elif isinstance(module, POOLING) and stages[-1]:
            stages.append([])
    filled = [stage for stage in stages if stage]
    if len(filled) == 1:
        return [_leaf(node) for node in nodes]
    named = [
        (f"stage{number}", sentence("Stage {number}", number=number), stage)
        for number, stage in enumerate(filled, start=1)
    ]
    return [_merged([*stage], "stage", name, lambda _, title=title: title)[0] for name, title, stage in named]


def _stem_title(leaves: list[Part]) -> str:
    is_embedding = any("embed" in leaf.name or "token" in leaf.name for leaf in leaves)
    return sentence("Embedding") if is_embedding else sentence("Stem")


def _tail_title(leaves: list[Part]) -> str:
    kinds = [_plain_kind(leaf.kind) for leaf in leaves]
    if "Convolution" in kinds:
        return sentence("Last conv")
    return sentence("Last norm") if all("Norm" in kind for kind in kinds) else sentence("Last layers")


def _plain_kind(kind: str) -> str:
    return next((plain for pattern, plain in PLAIN_KINDS.items() if pattern in kind), kind)


def _free_name(name: str, taken: set[str]) -> str:
    return name if name not in taken else _free_name(f"{name}_", taken)


def _total(parts: Sequence[Part]) -> int:
    return sum(part.parameters for part in parts)


def _unnumbered(node: Node) -> str:
    return f"{node.kind} {re.sub(r'[0-9]+', '', node.path)}"


def _paths(root: Part) -> set[str]:
    """Of all modules that parts are made of."""
    return {path for part in root.walk() for path in _own_paths(part)}


def _own_paths(part: Part) -> tuple[str, ...]:
    """The backbone itself owns the loose parameters of its stem, and is not a module of it."""
    return () if part.tensor else tuple(path for path in part.modules if path or part.level == "backbone")


def _with_outputs(part: Part, found: Mapping[str, Output]) -> Part:
    """A part gives what its last module makes of the sample; one that is no module, what its last child does."""
    children = tuple(_with_outputs(child, found) for child in part.children)
    given = [Output(child.shape, child.sees) for child in children if child.shape]
    given += [found[path] for path in _own_paths(part) if path in found]
    last = next((output for output in reversed(given) if output.sees), given[-1] if given else None)
    return replace(part, shape=last and last.shape, sees=last and last.sees, children=children)
