"""The job that builds a backbone once and keeps the tree of its parts."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from tlstudio.engine.project import BackboneSpec, Channels, ProjectSpec
from tlstudio.gui.services.jobs import Progress, ShouldStop

if TYPE_CHECKING:
    from tlstudio.engine.model.describe import Description

Wanted = tuple[BackboneSpec, Channels, bool]  # and whether it pools itself


def wanted_of(spec: ProjectSpec) -> Wanted:
    """What is to be built for a project."""
    return spec.backbone, spec.data.channels, spec.head.pool == "own"


def describing(wanted: Wanted) -> "Callable[[Progress, ShouldStop], Description]":
    def work(_progress: Progress, _should_stop: ShouldStop) -> "Description":
        from tlstudio.engine.model.describe import describe_backbone

        backbone, channels, own_pooling = wanted
        return describe_backbone(backbone, channels, own_pooling=own_pooling)

    return work
