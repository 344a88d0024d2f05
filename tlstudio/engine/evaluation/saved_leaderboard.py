"""Standings kept in a file, so that a second look at the same samples needs no work. Needs no torch."""

import hashlib
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError, StorageError
from tlstudio.engine.evaluation.ranking import Standing
from tlstudio.engine.project import BackboneSpec, runs_folder
from tlstudio.engine.storage import write_text_durably


@dataclass(frozen=True, slots=True)
class _File:
    fingerprint: str  # of the samples and how they were asked about
    standings: tuple[Standing, ...]


class Memory:
    """What is known of one set of samples. Without a path nothing is remembered beyond this object."""

    def __init__(self, path: Path | None, fingerprint: str) -> None:
        self._path = path
        self._fingerprint = fingerprint
        stored = _read(path) if path else None
        is_fresh = stored is not None and stored.fingerprint == fingerprint
        self._standings = {one.backbone: one for one in stored.standings} if stored and is_fresh else {}

    @property
    def standings(self) -> tuple[Standing, ...]:
        return tuple(self._standings.values())

    def recall(self, backbone: BackboneSpec) -> Standing | None:
        return self._standings.get(backbone)

    def keep(self, standing: Standing) -> None:
        """Remember what was measured with published weights; a file of weights may change under its name."""
        if standing.error or standing.backbone.weights != "pretrained":
            return
        self._standings[standing.backbone] = standing
        if self._path:
            _write(self._path, _File(self._fingerprint, self.standings))


def place_of(project: Path) -> Path:
    """Where the standings of a project file are kept: beside its runs."""
    return runs_folder(project) / "leaderboard.json"


def fingerprint(paths: Sequence[Path], labels: Sequence[int], how: Sequence[str | int]) -> str:
    """Changes with the samples, their classes, and what else is given in `how`."""
    asked = [[str(path), *_state(path), label] for path, label in zip(paths, labels, strict=True)]
    return hashlib.sha256(json.dumps([asked, list(how)]).encode()).hexdigest()


def _state(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError:
        return 0, 0  # not there now, and another sample once it is
    return status.st_size, status.st_mtime_ns


def _read(path: Path) -> _File | None:
    try:
        return codec.load(_File, path, "leaderboard")
    except (ProjectError, StorageError):
        return None  # not there, damaged or of another version: measured again


def _write(path: Path, content: _File) -> None:
    with suppress(OSError):  # in a folder that cannot be written the next look measures again
        path.parent.mkdir(parents=True, exist_ok=True)
        write_text_durably(path, codec.dumps(content))
