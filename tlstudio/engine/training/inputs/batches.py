"""Which rows stand in which batch, and the seeds that decide it."""

from collections.abc import Sequence

import torch


def seed_of(seed: int, number: int) -> int:
    """A seed of its own for each step or epoch of a run."""
    return seed * 1_000_003 + number


def epoch_order(count: int, seed: int, epoch: int) -> list[int]:
    """All rows in an order that depends on the seed and the epoch only."""
    generator = torch.Generator().manual_seed(seed_of(seed, epoch))
    return torch.randperm(count, generator=generator).tolist()


def in_batches(rows: Sequence[int], batch_size: int) -> list[Sequence[int]]:
    """Batches of `batch_size`; a last one of a single row joins its neighbour, since BatchNorm needs two."""
    batches = [rows[start : start + batch_size] for start in range(0, len(rows), batch_size)]
    if len(batches) > 1 and len(batches[-1]) == 1:
        batches[-2:] = [rows[-len(batches[-2]) - 1 :]]
    return batches
