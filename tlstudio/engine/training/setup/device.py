"""Which processor trains, and in which precision."""

import os

import torch

from tlstudio.engine.allocator import give_back
from tlstudio.engine.errors import StudioError
from tlstudio.engine.model.classifier import Classifier
from tlstudio.engine.sentences import sentence


def choose_device(name: str = "auto") -> torch.device:
    """The named device, or the best there is. Raises StudioError if it is not there."""
    available = {"cuda": torch.cuda.is_available(), "mps": torch.backends.mps.is_available(), "cpu": True}
    if name == "auto":
        name = next(kind for kind, is_there in available.items() if is_there)
    if name not in available:
        raise StudioError("There is no device {name!r}. Choose auto, cpu, cuda or mps.", name=name)
    if not available[name]:
        raise StudioError("This computer has no usable {name!r} device. Choose auto or cpu.", name=name)
    return torch.device(name)


def describe(device: torch.device) -> str:
    """The device in words: "CPU (no GPU found)", "GPU: NVIDIA H100, 80 GB"."""
    if device.type == "cuda":
        properties = torch.cuda.get_device_properties(device)
        return sentence(
            "GPU: {name}, {memory:.0f} GB",
            name=properties.name,
            memory=properties.total_memory / 1e9,
        )
    if device.type == "mps":
        return "GPU: Apple"
    return "CPU" if torch.cuda.is_available() else sentence("CPU (no GPU found)")


def memory_bytes(device: torch.device) -> int | None:
    """Memory of the device, where the system tells without further packages."""
    if device.type == "cuda":
        return torch.cuda.get_device_properties(device).total_memory
    if not hasattr(os, "sysconf"):
        return None  # Windows
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def release(device: torch.device) -> None:
    """Give memory that is no longer used back to the device, or to the system where that is the processor."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
    elif device.type == "mps":
        torch.mps.empty_cache()
    else:
        give_back()


def release_used() -> None:
    """The same for whatever device this process has used."""
    other = "mps" if torch.backends.mps.is_available() else "cpu"
    release(torch.device("cuda" if torch.cuda.is_initialized() else other))


def synchronise(device: torch.device) -> None:
    """Wait until the device has done what it was given, so that a clock can be read."""
    if device.type == "cuda":
        torch.cuda.synchronize(device)
    elif device.type == "mps":
        torch.mps.synchronize()


def place(classifier: Classifier, device: torch.device) -> Classifier:
    """The classifier on the device, laid out as networks run fastest there."""
    classifier = classifier.to(device)
    classifier = classifier.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue] -- missing in torch's stubs
    classifier.precision = usual_precision(device)
    return classifier


def usual_precision(device: torch.device) -> torch.dtype:
    """bfloat16 where the GPU has it; on a processor only a measurement can tell."""
    has_bfloat16 = device.type == "cuda" and torch.cuda.is_bf16_supported()
    return torch.bfloat16 if has_bfloat16 else torch.float32


def seed_random(seed: int, device: torch.device) -> None:
    """Seed what is drawn on the device and beside it on the CPU.

    `torch.manual_seed` turns to every kind of device: a millisecond a call and, where one has not been started, a note
    of each call for ever.
    """
    torch.default_generator.manual_seed(seed)
    if device.type in ("cuda", "mps"):
        getattr(torch, device.type).manual_seed(seed)
