import errno
import multiprocessing
import os
from collections.abc import Callable
from multiprocessing.synchronize import Event
from pathlib import Path
from time import sleep

import numpy as np
import pytest

from tlstudio.engine.training.inputs import feature_store
from tlstudio.engine.training.inputs.feature_files import clear, size_words, stored_bytes
from tlstudio.engine.training.inputs.feature_store import FeatureStore

KEY, OTHER = b"k" * 32, b"o" * 32
WIDTH = 8
FILE_BYTES = 4096 + 10 * WIDTH * 4  # header and records of ten rows take one page


def names(*numbers: int) -> list[bytes]:
    return [number.to_bytes(16, "big") for number in numbers]


def rows(*numbers: int) -> np.ndarray:
    return np.array([[number] * WIDTH for number in numbers], np.float32)


def filled(folder: Path, key: bytes = KEY, first: int = 0) -> FeatureStore:
    """Ten rows, each with its number in it."""
    store = FeatureStore(folder, key, WIDTH)
    numbers = range(first, first + 10)
    store.reserve(10)
    store.add(names(*numbers), rows(*numbers))
    store.flush()
    return store


def found(store: FeatureStore, *numbers: int) -> list[float | None]:
    return [None if row is None else float(row[0]) for row in store.read(names(*numbers))]


def only_file(folder: Path) -> Path:
    [path] = folder.iterdir()
    return path


def test_rows_come_back_in_another_store_of_the_same_key(tmp_path: Path) -> None:
    filled(tmp_path)
    store = FeatureStore(tmp_path, KEY, WIDTH)
    assert found(store, 3, 9, 10) == [3, 9, None]
    assert names(3)[0] in store
    assert store.notes == []


def test_rows_can_be_read_right_after_they_were_written(tmp_path: Path) -> None:
    assert found(filled(tmp_path), 0, 9) == [0, 9]


def test_another_key_finds_nothing(tmp_path: Path) -> None:
    filled(tmp_path)
    assert found(FeatureStore(tmp_path, OTHER, WIDTH), 3) == [None]


def test_several_fillings_add_up(tmp_path: Path) -> None:
    filled(tmp_path)
    filled(tmp_path, first=10)
    assert found(FeatureStore(tmp_path, KEY, WIDTH), 9, 10, 19) == [9, 10, 19]


def test_what_was_not_flushed_is_not_there(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, KEY, WIDTH)
    store.reserve(10)
    store.add(names(0), rows(0))
    assert found(FeatureStore(tmp_path, KEY, WIDTH), 0) == [None]


def test_a_row_whose_record_is_missing_is_not_there(tmp_path: Path) -> None:
    filled(tmp_path)
    with only_file(tmp_path).open("r+b") as file:
        file.seek(52 + 24 * 9)  # the header, and nine records
        file.write(bytes(24))
    assert found(FeatureStore(tmp_path, KEY, WIDTH), 8, 9) == [8, None]


@pytest.mark.parametrize("size", [4096 + 5 * WIDTH * 4, 4096, 100])
def test_a_file_that_was_cut_short_gives_what_is_whole(tmp_path: Path, size: int) -> None:
    filled(tmp_path)
    os.truncate(only_file(tmp_path), size)
    there = max(0, size - 4096) // (WIDTH * 4)
    store = FeatureStore(tmp_path, KEY, WIDTH)
    assert found(store, *range(10)) == [number if number < there else None for number in range(10)]


def test_a_file_cut_short_while_it_is_in_use_gives_what_is_whole(tmp_path: Path) -> None:
    store = filled(tmp_path)
    os.truncate(only_file(tmp_path), 4096 + WIDTH * 4)
    assert found(store, 0, 1) == [0, None]
    assert "damaged" in store.notes[0]


def test_a_damaged_row_is_noticed_and_told_once(tmp_path: Path) -> None:
    filled(tmp_path)
    with only_file(tmp_path).open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * WIDTH * 8)
    store = FeatureStore(tmp_path, KEY, WIDTH)
    assert found(store, 0, 1, 2) == [None, None, 2]
    assert len(store.notes) == 1


@pytest.mark.parametrize("content", [b"", b"something else", bytes(5000)])
def test_a_foreign_file_is_removed_with_a_sentence(tmp_path: Path, content: bytes) -> None:
    filled(tmp_path)
    only_file(tmp_path).write_bytes(content)
    store = FeatureStore(tmp_path, KEY, WIDTH)
    assert found(store, 0) == [None]
    assert "damaged and has been removed" in store.notes[0]
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_deleted_while_it_is_in_use_does_no_harm(tmp_path: Path) -> None:
    store = filled(tmp_path)
    clear(tmp_path)
    assert found(store, 0)[0] in (0, None)


@pytest.mark.parametrize("call", range(1, 6))
def test_a_full_disk_ends_the_storing_with_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: int
) -> None:
    monkeypatch.setattr(feature_store.os, "fsync", failing_at(call, os.fsync))
    monkeypatch.setattr(feature_store, "FLUSH_S", 0)
    store = FeatureStore(tmp_path, KEY, WIDTH)
    store.reserve(10)
    for number in range(10):
        store.add(names(number), rows(number))
    assert not store.can_write
    assert store.notes == ["Features can not be stored on disk: the disk is full. Training goes on without."]
    again = FeatureStore(tmp_path, KEY, WIDTH)
    assert all(there in (number, None) for number, there in enumerate(found(again, *range(10))))


def failing_at(call: int, work: Callable[[int], None]) -> Callable[[int], None]:
    """The work, until it is asked for the `call`-th time."""
    done = 0

    def limited(descriptor: int) -> None:
        nonlocal done
        done += 1
        if done >= call:
            raise OSError(errno.ENOSPC, "No space left on device")
        work(descriptor)

    return limited


def test_a_folder_that_can_not_be_made_ends_the_storing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    store = FeatureStore(tmp_path / "file", KEY, WIDTH)
    store.reserve(10)
    assert not store.can_write
    assert len(store.notes) == 1


def test_a_budget_too_small_for_the_rows_stores_none(tmp_path: Path) -> None:
    store = FeatureStore(tmp_path, KEY, WIDTH, budget_bytes=FILE_BYTES - 1)
    store.reserve(10)
    assert not store.can_write
    assert "more than the cache on disk may" in store.notes[0]


def test_the_files_least_recently_used_make_room(tmp_path: Path) -> None:
    for number, key in enumerate((KEY, OTHER)):
        filled(tmp_path, key)
        for path in tmp_path.glob(f"{key.hex()[:16]}*"):
            os.utime(path, (number, number))
    FeatureStore(tmp_path, KEY, WIDTH)  # is used now
    store = FeatureStore(tmp_path, b"n" * 32, WIDTH, budget_bytes=2 * FILE_BYTES)
    store.reserve(10)
    assert found(FeatureStore(tmp_path, KEY, WIDTH), 0) == [0]
    assert found(FeatureStore(tmp_path, OTHER, WIDTH), 0) == [None]


def test_the_cache_can_be_measured_and_cleared(tmp_path: Path) -> None:
    filled(tmp_path)
    assert stored_bytes(tmp_path) == FILE_BYTES
    clear(tmp_path)
    assert stored_bytes(tmp_path) == 0
    assert stored_bytes(tmp_path / "missing") == 0


def test_two_processes_fill_one_cache_at_once(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=filled, args=(tmp_path,)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert found(FeatureStore(tmp_path, KEY, WIDTH), *range(10)) == list(range(10))


def fill_for_ever(folder: Path, has_flushed: Event) -> None:
    """Six rows that are flushed at once, and one that never is."""
    feature_store.FLUSH_S = 0.0
    store = FeatureStore(folder, KEY, WIDTH)
    store.reserve(10)
    store.add(names(*range(6)), rows(*range(6)))
    feature_store.FLUSH_S = 1e9
    store.add(names(6), rows(6))
    has_flushed.set()
    sleep(1000)


def test_a_process_that_was_killed_while_it_filled_leaves_what_it_had_flushed(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    has_flushed = context.Event()
    process = context.Process(target=fill_for_ever, args=(tmp_path, has_flushed))
    process.start()
    assert has_flushed.wait(60)
    process.kill()
    process.join()
    assert found(FeatureStore(tmp_path, KEY, WIDTH), 0, 5, 6) == [0, 5, None]
    assert found(filled(tmp_path), *range(10)) == list(range(10))


@pytest.mark.parametrize(("count", "words"), [(1, "1 KB"), (64_000_000, "64 MB"), (2_500_000_000, "2.5 GB")])
def test_sizes_in_words(count: int, words: str) -> None:
    assert size_words(count) == words
