"""What a backbone sees in every sample, to find those that are similar where fingerprints do not say so."""

from collections.abc import Callable

import numpy as np
import torch

from tlstudio.engine.backbones.build import build
from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.modality import Opening, modality_of
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import BackboneSpec, DataSpec, HeadSpec, ProjectSpec
from tlstudio.engine.training.setup.device import choose_device
from tlstudio.engine.training.setup.prepare import assemble

BATCH_SIZE = 16


def features_of(
    index: Index,
    spec: BackboneSpec,
    *,
    device: str = "auto",
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> dict[str, np.ndarray]:
    """The pooled features (C,) of every sample that can be read, by its path.

    Raises BackboneError if the backbone cannot be used, and StudioError if `should_stop` says so.
    """
    backbone = build(spec, own_pooling=find(spec.name).pools_itself)
    project = ProjectSpec(DataSpec(kind=index.kind), head=HeadSpec("own" if backbone.info.pools_itself else "avg"))
    target = choose_device(device)
    classifier = assemble(project, backbone, outputs=2).eval().to(target)
    paths = [index.folder / path for path in index.paths]
    modality = modality_of(index.kind)
    samples = modality.open_samples(paths, Opening(project.data, backbone.preprocessing, target, kept_bytes=0))
    starts = range(0, len(index.paths), BATCH_SIZE)
    batches = [range(start, min(start + BATCH_SIZE, len(index.paths))) for start in starts]
    found: dict[str, np.ndarray] = {}
    for batch, (rows, _, inputs) in zip(batches, samples.batches(batches, [0]), strict=True):
        if should_stop and should_stop():
            raise StudioError("Looking at the {plural} was cancelled.", plural=modality.plural)
        if len(rows):
            with torch.no_grad():
                seen = classifier.pooled(classifier.features(inputs)).float().flatten(1).cpu()
            found |= {index.paths[row]: features for row, features in zip(rows.tolist(), seen.numpy(), strict=True)}
        if progress:
            progress(batch.stop, len(index.paths))
    return found
