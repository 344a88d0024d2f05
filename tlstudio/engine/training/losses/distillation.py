"""Learning without forgetting: behind the trained backbone the original classifier shall answer as it did."""

import copy
from collections.abc import Iterator, Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from tlstudio.engine.data.inputs import Inputs
from tlstudio.engine.data.modality import Samples
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.runs.events import Progress
from tlstudio.engine.sentences import sentence
from tlstudio.engine.training.inputs.batches import in_batches
from tlstudio.engine.training.inputs.feed import Feed, view_in
from tlstudio.engine.training.losses.source_loss import SourceLoss, StepInputs

TEMPERATURE = 2.0  # as in the paper


class Distillation(SourceLoss):
    """How far the answers on the target's images are from the original's (Li & Hoiem 2016, LwF): KL, temperature 2.

    Theirs are compared with the answers of the trained backbone with the original classifier behind it. In the paper
    that classifier trains along; here it stays as it was published, so that the backbone alone is held to it.
    The original's answers are computed once for each image, or for each prepared view of it; where augmentation is
    fresh, in each step.
    """

    def __init__(
        self, classifier: Classifier, original: nn.Module, samples: Samples, views: Sequence[int], *, is_fresh: bool
    ) -> None:
        """`original` makes logits of features; `views` are those that the epochs take in turn."""
        self._original = original.to(samples.device)
        self._classifier = classifier
        self._before = copy.deepcopy(classifier.backbone).eval().requires_grad_(False)
        self._samples = samples
        self._views = () if is_fresh else tuple(views)
        self._kept: dict[int, Tensor] = {}  # view → (N, classes) logits on the CPU; not a number where no sample was

    def begin_phase(self, feeds: tuple[Feed, ...], batch_size: int) -> Iterator[Progress]:
        if len(self._kept) == len(self._views):
            return
        count, done = len(self._samples), 0
        for rows, view, inputs in self._samples.batches(in_batches(range(count), batch_size), self._views):
            answers = self._answers(inputs).cpu()
            if view not in self._kept:
                self._kept[view] = answers.new_full((count, answers.shape[1]), torch.nan)
            self._kept[view][rows] = answers
            done += len(rows)
            yield Progress(sentence("Asking the original"), done, count * len(self._views))

    def __call__(self, seen: StepInputs) -> Tensor:
        if self._classifier.is_backbone_frozen:  # in a first phase: nothing can have changed
            return torch.zeros((), device=seen.features.device)
        then = self._then(seen)
        now = self._original(seen.features[: len(seen.rows)]).float()
        return divergence(now, then)

    def _then(self, seen: StepInputs) -> Tensor:
        """(B, classes) logits of the original."""
        if not self._views:
            return self._answers(seen.inputs)
        view = view_in(self._samples, seen.epoch) if self._samples.prepared_views else self._views[0]
        return self._kept[view][seen.rows].to(seen.features.device, non_blocking=True)

    @torch.no_grad()
    def _answers(self, inputs: Inputs) -> Tensor:
        with self._classifier.computing():
            return self._original(self._before(inputs)).float()


def divergence(now: Tensor, then: Tensor) -> Tensor:
    """Kullback-Leibler divergence of (B, classes) logits from earlier ones, the mean over those that are known.

    An earlier row that is not finite is not known. Times the squared temperature, so that the gradient does not depend
    on that (Hinton et al. 2015).
    """
    known = then.isfinite().all(1, keepdim=True)
    then = torch.where(known, then, now.detach())  # a choice of rows would have to wait for the device
    logs, wanted = (now / TEMPERATURE).log_softmax(1), (then / TEMPERATURE).log_softmax(1)
    each = functional.kl_div(logs, wanted, reduction="none", log_target=True) * known
    return each.sum() / known.sum().clamp(min=1) * TEMPERATURE**2
