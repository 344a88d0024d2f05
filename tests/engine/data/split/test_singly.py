"""An edit of one image moves no other to another part of the split."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.support.strategies import indexes
from tlstudio.engine.data.edits import edited, leave_out, move, read_samples, relabel
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.project import DataSpec, SplitPart


def _parts(index: Index, data: DataSpec) -> dict[str, str]:
    parts: Split = split(index, data)
    return {index.paths[row]: name for name in ("train", "val", "test") for row in getattr(parts, name).tolist()}


def _classes_in(index: Index, rows: np.ndarray) -> set[int]:
    return set(index.labels[rows].tolist())


@st.composite
def edits(draw: st.DrawFn, index: Index) -> DataSpec:
    """Up to five images relabelled, left out and moved by hand, as it comes."""
    data = DataSpec(split_seed=draw(st.integers(0, 3)))
    some = st.lists(st.sampled_from(list(index.paths)), max_size=5, unique=True)
    for path in draw(some):
        data = relabel(data, [path], draw(st.sampled_from(index.class_names)))
    data = leave_out(data, draw(some))
    for path in draw(some):
        part: SplitPart = draw(st.sampled_from(("train", "val", "test")))
        data = move(data, [path], part)
    return data


@given(st.data())
def test_edits_of_images_move_no_other(data: st.DataObject) -> None:
    index = data.draw(indexes(least=8))
    spec = data.draw(edits(index))
    before, after = _parts(index, DataSpec(split_seed=spec.split_seed)), edited(index, spec)
    kept = [{**before, **spec.pinned}[path] for path in after.paths]
    for part in ("train", "val"):  # else one image has to change sides
        rows = np.flatnonzero(np.array(kept) == part)
        assume(_classes_in(after, rows) == set(range(len(after.class_names))))
    assert _parts(after, spec) == dict(zip(after.paths, kept, strict=True))


@given(st.data())
def test_every_class_trains_and_validates_whatever_is_edited(data: st.DataObject) -> None:
    index = data.draw(indexes(least=8))
    after = edited(index, spec := data.draw(edits(index)))
    free = [path for path in after.paths if path not in spec.pinned]
    counts = np.bincount([after.labels[after.paths.index(path)] for path in free], minlength=len(after.class_names))
    assume(counts.min() > 1)
    parts = split(after, spec)
    assert _classes_in(after, parts.train) == _classes_in(after, parts.val) == set(range(len(after.class_names)))


def test_what_cannot_be_read_may_be_left_out_for_good(make_images: Callable[..., Path]) -> None:
    folder = make_images(*(f"{name}/{number}.png" for name in "ab" for number in range(20)))
    for number in (3, 8, 12):
        (folder / "a" / f"{number}.png").write_bytes(b"no picture")
    data = DataSpec(str(folder))
    before = _parts(read_samples(data), data)
    decided = leave_out(data, [f"a/{number}.png" for number in (3, 8, 12)])
    assert _parts(read_samples(decided), decided) == before


def test_the_folder_read_anew_divides_as_after_the_edit(make_images: Callable[..., Path]) -> None:
    data = DataSpec(str(make_images(*(f"{name}/{number}.png" for name in "ab" for number in range(20)))))
    index = read_samples(data)
    changed = relabel(leave_out(data, ["a/1.png", "b/7.png"]), ["a/2.png"], "b")
    assert _parts(edited(index, changed), changed) == _parts(read_samples(changed), changed)
