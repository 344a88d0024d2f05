from pathlib import Path

import pytest
import torch

from tlstudio.engine.training.setup import memory as free_memory
from tlstudio.engine.training.setup.memory import free_bytes

CPU = torch.device("cpu")


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A computer with 2 MB to be had; its container, if it has one, is this folder."""
    (tmp_path / "meminfo").write_text("MemTotal: 9000 kB\nMemFree: 100 kB\nMemAvailable: 2000 kB\n")
    monkeypatch.setattr(free_memory, "MEMINFO", tmp_path / "meminfo")
    monkeypatch.setattr(free_memory, "GROUP", tmp_path)
    return tmp_path


def limit(system: Path, most: str) -> None:
    for name, text in (("max", most), ("current", "700000"), ("stat", "anon 5\ninactive_file 200000\n")):
        (system / f"memory.{name}").write_text(text)


def test_what_can_be_had_without_swapping_is_free(system: Path) -> None:
    assert free_bytes(CPU) == 2_048_000


@pytest.mark.parametrize(
    ("most", "free"), [("1000000", 500_000), ("100", 0), ("9000000", 2_048_000), ("max", 2_048_000)]
)
def test_a_container_may_allow_less(system: Path, most: str, free: int) -> None:
    limit(system, most)
    assert free_bytes(CPU) == free


def test_where_no_system_tells_nobody_knows(system: Path) -> None:
    (system / "meminfo").write_text("MemAvailable: many\n")
    assert free_bytes(CPU) is None
    assert free_bytes(torch.device("mps")) is None
