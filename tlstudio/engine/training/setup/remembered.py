"""What was measured on this machine, so that it need not be measured again for the same network and work."""

import hashlib
import json
import platform
from contextlib import suppress
from pathlib import Path

import torch

from tlstudio.engine.errors import StorageError
from tlstudio.engine.places import measured_file
from tlstudio.engine.storage import write_text_durably
from tlstudio.engine.training.setup.work import Work


class Remembered:
    """Speedups by what they depend on, kept in a file of this machine's; one that is damaged counts as empty."""

    def __init__(self, name: str) -> None:
        self._path = measured_file(name)
        self._found = _read(self._path)

    def __contains__(self, key: str) -> bool:
        return key in self._found

    def get(self, key: str) -> float:
        """1 where nothing is known."""
        return self._found.get(key, 1.0)

    def add(self, key: str, times: float) -> None:
        self._found[key] = times
        with suppress(OSError, StorageError):  # not remembered, so it is measured again
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_text_durably(self._path, json.dumps(self._found))


def key_of(work: Work, *more: object) -> str:
    """What a speedup depends on: the processor, torch, the network, what of it trains, and whatever else is named."""
    machine = platform.processor(), torch.backends.cpu.get_cpu_capability(), torch.get_num_threads(), torch.__version__
    phases = [
        (sorted(plan.phase.held.weights), plan.phase.epochs, plan.keeps_train, len(plan.views)) for plan in work.plans
    ]
    decoding = work.train.samples.decoding()
    return hashlib.sha256(repr((machine, repr(work.classifier), decoding, phases, *more)).encode()).hexdigest()


def _read(path: Path) -> dict[str, float]:
    with suppress(OSError, ValueError, AttributeError):
        return {key: value for key, value in json.loads(path.read_bytes()).items() if isinstance(value, float)}
    return {}
