"""A made-up backbone: a stem and two stages of two layers each."""

from tlstudio.engine.model.parts import Level, Part


def leaf(name: str, parameters: int = 1, *, has_statistics: bool = False) -> Part:
    return Part(name, name, "layer", "Conv2d", parameters, modules=(name,), has_statistics=has_statistics)


def group(name: str, *children: Part, level: Level = "stage") -> Part:
    total = sum(child.parameters for child in children)
    return Part(name, name, level, "Sequential", total, None, children)


TREE = group("all", leaf("stem"), group("s1", leaf("a"), leaf("b")), group("s2", leaf("c"), leaf("d")))
