"""What was checked about an export, and how it came out: `certificate.json`."""

import hashlib
import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path

from tlstudio.engine.storage import sha256

CERTIFICATE = "certificate.json"
PACKAGES = ("transfer-learning-studio", "torch", "timm", "onnx", "onnxruntime", "safetensors", "numpy", "pillow")


@dataclass(frozen=True, slots=True)
class FormatResult:
    """One format, compared with the app's own answers to the same `n` image files."""

    format: str
    files: tuple[str, ...] = ()  # in the folder; none if the format was refused
    verified: bool = False
    n: int = 0
    top1_agreement: float | None = None  # share of 1: same class or labels, or numbers close enough; ties agree
    max_abs_diff: float | None = None  # of any confidence or number of any image
    seconds: float = 0.0  # to write it and to check it
    reason: str = ""  # a clause that says why it was refused
    differs: tuple[str, ...] = ()  # images whose answer differs, below the project's image folder


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Share of `n` validation images that the run got right, with its 95 % Wilson interval."""

    value: float
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class Snippet:
    """Lines that use the export, and what they printed when they were run."""

    code: str
    output: str
    seconds: float


@dataclass(frozen=True, slots=True)
class FileProof:
    name: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Certificate:
    run: str  # the name of the run's folder
    checkpoint: str
    made: str  # ISO 8601, UTC
    formats: tuple[FormatResult, ...]
    files: tuple[FileProof, ...]  # of the folder, without the certificate itself
    fingerprint: str  # sha256 over the names and hashes of `files`
    accuracy: Accuracy | None = None
    snippet: Snippet | None = None
    unreadable: tuple[str, ...] = ()  # images that could not be compared, below the project's image folder
    versions: tuple[str, ...] = ()  # "torch 2.11.0", …

    @property
    def is_verified(self) -> bool:
        """Whether every format gives the app's answers."""
        return all(result.verified for result in self.formats)


def prove(folder: Path) -> tuple[FileProof, ...]:
    """Size and hash of every file in the folder but the certificate, sorted by name."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != CERTIFICATE)
    return tuple(FileProof(path.name, path.stat().st_size, sha256(path)) for path in files)


def fingerprint(files: Iterable[FileProof]) -> str:
    listing = "".join(f"{proof.sha256}  {proof.name}\n" for proof in files)
    return hashlib.sha256(listing.encode()).hexdigest()


def now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def versions() -> tuple[str, ...]:
    """Python and the packages that took part, as "name version"."""
    found = [f"python {platform.python_version()}"]
    for package in PACKAGES:
        try:
            found.append(f"{package} {metadata.version(package)}")
        except metadata.PackageNotFoundError:
            continue  # the app itself, in a checkout that is not installed
    return tuple(found)
