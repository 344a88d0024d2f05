"""Weights files, read without running anything in them: safetensors, or a pickle of tensors that is trusted."""

import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import Tensor

from tlstudio.engine.errors import StorageError, WeightsMismatch, WeightsUnavailable
from tlstudio.engine.sentences import sentence, together

PICKLED = (".pth", ".pt", ".bin")
WRAPPERS = ("state_dict", "model")  # under which training scripts put the tensors
OWN_PREFIX = "backbone."  # what our own runs and exports put before the backbone's names
PARALLEL_PREFIX = "module."  # what nn.DataParallel puts before every name
SHOWN = 3  # names in a sentence

Tensors = dict[str, Tensor]


def read_weights(path: Path, *, trusted: bool = False) -> Tensors:
    """The tensors in a .safetensors file, or in a .pth/.pt file if it is trusted; all of them finite.

    Raises WeightsUnavailable if there is no such file or it may not be opened, WeightsMismatch if it holds no tensors.
    """
    if not path.is_file():
        raise WeightsUnavailable("There is no weights file at {path}.", path=path)
    if path.suffix == ".safetensors":
        tensors = _read_safetensors(path)
    elif path.suffix in PICKLED:
        tensors = _read_pickle(path, trusted)
    else:
        raise WeightsUnavailable(
            "{name} is not a weights file: its name ends neither in .safetensors nor .pth.",
            name=path.name,
        )
    _check_finite(tensors, path)
    return _without_prefixes(tensors)


def check_fit(tensors: Mapping[str, Tensor], wanted: Mapping[str, Tensor], spare: tuple[str, ...], what: str) -> None:
    """Raise WeightsMismatch, naming the first few, unless names and shapes are those wanted.

    Tensors at or below a name in `spare` may be there in addition. `what` names the network.
    """
    missing = [name for name in wanted if name not in tensors]
    wrong = [name for name in wanted if name in tensors and tensors[name].shape != wanted[name].shape]
    extra = [name for name in tensors if name not in wanted and not is_below(name, spare)]
    faults = [
        _names(missing, sentence("is missing"), sentence("are missing")),
        _names(wrong, sentence("has another shape"), sentence("have other shapes")),
        _names(extra, sentence("does not belong to it"), sentence("do not belong to it")),
    ]
    if clauses := [fault for fault in faults if fault]:
        raise WeightsMismatch(
            "These weights are not of {what}: {clauses}. Choose the network they are of.",
            what=what,
            clauses=together(clauses, "; "),
        )


def is_below(name: str, places: tuple[str, ...]) -> bool:
    """Whether the dotted name is one of the places or stands under it."""
    return any(name == place or name.startswith(f"{place}.") for place in places)


def _read_safetensors(path: Path) -> Tensors:
    try:
        return load_file(path)
    except SafetensorError as error:
        raise WeightsMismatch(
            "{name} {trouble} ({error}).", name=path.name, trouble=_trouble(path), error=error
        ) from error
    except OSError as error:
        raise _unreadable(path, error) from error


def _read_pickle(path: Path, trusted: bool) -> Tensors:
    if not trusted:
        raise WeightsUnavailable(
            "{name} is a pickle, which can carry more than numbers. Open it only if you trust where it "
            "comes from, or convert it to .safetensors.",
            name=path.name,
        )
    try:
        content = torch.load(path, map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        raise WeightsMismatch(
            "{name} {trouble}.",
            name=path.name,
            trouble=_trouble(path, sentence("holds more than tensors, and was not opened")),
        ) from error
    except (RuntimeError, EOFError, ValueError, KeyError, TypeError, AttributeError) as error:  # cut off or damaged
        raise WeightsMismatch("{name} {trouble}.", name=path.name, trouble=_trouble(path)) from error
    except OSError as error:
        raise _unreadable(path, error) from error
    return _plain_tensors(content, path)


def _plain_tensors(content: Any, path: Path) -> Tensors:
    """A dict of tensors as it is, or the one a training script wrapped."""
    if isinstance(content, dict):
        content = next((content[key] for key in WRAPPERS if isinstance(content.get(key), dict)), content)
    if not isinstance(content, dict) or not content:
        raise WeightsMismatch("{name} holds no dictionary of tensors.", name=path.name)
    if not all(isinstance(name, str) and isinstance(value, Tensor) for name, value in content.items()):
        raise WeightsMismatch("{name} holds other things than tensors. Save the state dict alone.", name=path.name)
    return dict(content)


def _check_finite(tensors: Tensors, path: Path) -> None:
    broken = [name for name, tensor in tensors.items() if not bool(torch.isfinite(tensor).all())]
    if broken:
        raise WeightsMismatch(
            "{name} is damaged: {names}.",
            name=path.name,
            names=_names(broken, sentence("is not finite"), sentence("are not finite")),
        )


def _without_prefixes(tensors: Tensors) -> Tensors:
    """The names as the library gives them: those of a wrapped network, or of the backbone in one of our own files."""
    if all(name.startswith(PARALLEL_PREFIX) for name in tensors):
        tensors = {name.removeprefix(PARALLEL_PREFIX): tensor for name, tensor in tensors.items()}
    own = {name.removeprefix(OWN_PREFIX): tensor for name, tensor in tensors.items() if name.startswith(OWN_PREFIX)}
    return own or tensors


def _trouble(path: Path, otherwise: str = sentence("is damaged or cut off, so it cannot be read as weights")) -> str:
    """What is wrong with a file that could not be read, as a clause after its name."""
    with path.open("rb") as file:
        start = file.read(512)
    if not start:
        return sentence("is empty")
    return sentence("is a web page, not weights: download it again") if looks_like_html(start) else otherwise


def looks_like_html(start: bytes) -> bool:
    return start.lstrip()[:64].lower().startswith((b"<!doctype", b"<html", b"<head", b"<?xml"))


def _unreadable(path: Path, error: OSError) -> StorageError:
    return StorageError("Cannot read {path}: {reason}.", path=path, reason=(error.strerror or str(error)).lower())


def _names(names: list[str], one: str, many: str) -> str:
    """'a.weight is missing', or 'a, b, c and 5 more are missing', or nothing."""
    if not names:
        return ""
    rest = sentence(" and {count} more", count=len(names) - SHOWN) if len(names) > SHOWN else ""
    return sentence(
        "{names}{rest} {what}", names=", ".join(names[:SHOWN]), rest=rest, what=one if len(names) == 1 else many
    )
