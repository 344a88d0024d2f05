"""A made-up backbone: a stem, two stages, of which the second has two blocks, and a last layer."""

from dataclasses import replace

from tlstudio.engine.model.parts import Level, Part


def layer(name: str, parameters: int, shape: tuple[int, ...] = (8, 4, 4), level: Level = "layer") -> Part:
    return Part(name, name.rpartition(".")[2].capitalize(), level, "Conv2d", parameters, shape)


def group(name: str, title: str, level: Level, *children: Part) -> Part:
    total = sum(child.parameters for child in children)
    return Part(name, title, level, "Sequential", total, children[-1].shape, children)


def small_tree() -> Part:
    """16 parameters in 6 leaves; only the last layer gives another shape."""
    stage1 = group("s1", "Stage 1", "stage", layer("s1.conv", 2), layer("s1.norm", 1))
    block1 = group("s2.0", "Block 1", "block", layer("s2.0.conv", 3))
    block2 = group("s2.1", "Block 2", "block", layer("s2.1.conv", 4))
    stage2 = group("s2", "Stage 2", "stage", block1, block2)
    return group(
        "all", "Backbone", "backbone", layer("stem", 1, level="stem"), stage1, stage2, layer("last", 5, (16, 4, 4))
    )


def deep_tree(layers: int, *, blocks_in_stage: int = 10, layers_in_block: int = 5) -> Part:
    """A backbone of so many layers in blocks in stages; every second layer is a BatchNorm."""
    blocks = layers // layers_in_block
    stages = [
        group(
            f"s{stage}",
            f"Stage {stage + 1}",
            "stage",
            *(
                _block(f"s{stage}.{block}", f"Block {block + 1}", layers_in_block)
                for block in range(min(blocks_in_stage, blocks - stage * blocks_in_stage))
            ),
        )
        for stage in range(-(-blocks // blocks_in_stage))
    ]
    return group("all", "Backbone", "backbone", *stages)


def norm(name: str, parameters: int = 2) -> Part:
    """A layer that keeps running statistics."""
    return replace(layer(name, parameters), title="BatchNorm", kind="BatchNorm2d", has_statistics=True)


def _block(name: str, title: str, layers: int) -> Part:
    inner = [norm(f"{name}.{n}") if n % 2 else replace(layer(f"{name}.{n}", 9), sees=0.1) for n in range(layers)]
    return replace(group(name, title, "block", *inner), sees=0.3)
