"""`backbones` and `parts`: what can be chosen and frozen."""

import typer

from tlstudio.cli.output import print_json, print_table
from tlstudio.cli.projects import JSON
from tlstudio.engine.backbones.catalogue import as_row, find
from tlstudio.engine.backbones.catalogue import catalogue as all_backbones
from tlstudio.engine.codec import Json
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import BackboneSpec


def backbones(json: bool = JSON) -> None:
    """List the backbones that can be chosen."""
    rows = [as_row(info) for info in all_backbones().values()]
    if json:
        print_json(rows)
        return
    print_table(
        ["name", "parameters", "GFLOPs", "px", "accuracy", "licence", "weights", "MB"],
        [
            [
                row["name"],
                f"{row['parameters'] / 1e6:.1f} M",
                "–" if row["gflops"] is None else f"{row['gflops']:.1f}",
                str(row["input_px"]),
                "–" if row["accuracy"] is None else f"{row['accuracy']:.1f} %",
                row["licence"],
                row["weights"],
                f"{row['size_mb']:,.0f}",
            ]
            for row in rows
        ],
        ["parameters", "GFLOPs", "px", "accuracy", "MB"],
    )


def parts(backbone: str = typer.Argument(help="A name from `tlstudio backbones`."), json: bool = JSON) -> None:
    """Show the parts of a backbone: the names that --freeze takes."""
    info = find(backbone)
    from tlstudio.engine.model.describe import describe_backbone  # imports torch

    tree = describe_backbone(BackboneSpec(name=info.name), own_pooling=info.pools_itself).tree
    if json:
        print_json(_as_json(tree))
        return
    print_table(["part", "name", "kind", "parameters", "output", "sees"], _rows(tree, 0), ["parameters", "sees"])


def _as_json(part: Part) -> Json:
    return {
        "name": part.name,
        "title": part.title,
        "level": part.level,
        "kind": part.kind,
        "parameters": part.parameters,
        "shape": part.shape,
        "children": [_as_json(child) for child in part.children],
        "sees": None if part.sees is None else round(part.sees, 4),
    }


def _rows(part: Part, depth: int) -> list[list[str]]:
    shape = " × ".join(map(str, part.shape or ()))
    sees = "–" if part.sees is None else f"{part.sees:.1%}"
    own = [f"{'  ' * depth}{part.title}", part.name, part.kind, f"{part.parameters:,}", shape, sees]
    return [own, *(row for child in part.children for row in _rows(child, depth + 1))]


COMMANDS = (backbones, parts)
