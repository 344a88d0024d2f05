"""The tree of errors. Each message is a sentence for the user: it names the thing and the remedy.

StudioError
├── ProjectError         a project file or a setting that cannot be used
├── DataError            a folder or an image
│   └── TooFewImages
├── BackboneError        a backbone or its weights
│   ├── UnknownBackbone
│   ├── WeightsUnavailable
│   └── WeightsMismatch
├── FreezeError          a part that does not exist
├── HeadError            a head that cannot be built
├── StorageError         a file or folder that cannot be read or written
│   └── AlreadyThere
├── RunError             a run or a checkpoint that cannot be used
│   └── RunComplete
└── Failed               work that was started and did not succeed (exit status 1, not 2)
    ├── TrainingFailed
    └── ExportFailed
"""

from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The closest known name as a question, with a leading space, or nothing."""
    matches = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" (did you mean {matches[0]!r}?)" if matches else ""


class StudioError(Exception):
    """Something the user can understand and mend."""


class ProjectError(StudioError, ValueError):
    """A project file or a setting that cannot be used."""


class DataError(StudioError, ValueError):
    """A folder or an image that cannot be used."""


class TooFewImages(DataError):
    def __init__(self, name: str, found: int, needed: int = 2) -> None:
        super().__init__(
            f"Class {name!r} has {found} usable image{'' if found == 1 else 's'}, needs {needed}. "
            "Add images or leave the class out."
        )


class BackboneError(StudioError, ValueError):
    """A backbone or its weights cannot be used."""


class UnknownBackbone(BackboneError):
    def __init__(self, name: str, known: Iterable[str]) -> None:
        super().__init__(
            f"There is no backbone {name!r}{did_you_mean(name, known)}. `tlstudio backbones` lists all of them."
        )


class WeightsUnavailable(BackboneError):
    """Weights that are not on this machine and could not be fetched."""


class WeightsMismatch(BackboneError):
    """Weights that do not belong to this network."""


class FreezeError(StudioError, ValueError):
    """A part that does not exist, or a freeze that leaves nothing to train."""


class HeadError(StudioError, ValueError):
    """A head that cannot be built."""


class StorageError(StudioError, OSError):
    """A file or folder that cannot be read or written."""


class AlreadyThere(StorageError):
    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} already exists. Choose another folder.")


class RunError(StudioError, ValueError):
    """A run or a checkpoint that cannot be used."""


class RunComplete(RunError):
    def __init__(self, folder: Path, why: str) -> None:
        super().__init__(f"The run {folder} is complete. {why} To go on, give it more epochs.")


class Failed(StudioError, RuntimeError):
    """Work that was started and did not succeed."""


class TrainingFailed(Failed):
    """A run that could not go on."""


class ExportFailed(Failed):
    """An export that was not written, or does not give the same answers."""
