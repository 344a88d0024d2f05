"""What Hypothesis draws for the property-based tests: project specs, trees of parts, names, indexes."""

import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import numpy as np
from hypothesis import strategies as st

from tests.support.part_trees import group, leaf
from tlstudio.engine.data.excluded import NOTHING_OUT
from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.names import names_of
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import ChangeSpec, LayerSpec, LrScaleSpec, PhaseSpec, ProjectSpec

NOT_UTF8 = "".join(map(chr, range(0xDC80, 0xDD00)))  # how Python spells the bytes of file names that are not UTF-8
LETTERS = st.one_of(st.characters(exclude_categories=("Cs",)), st.sampled_from(NOT_UTF8))
TEXTS = st.text(LETTERS, max_size=12)
ENTRIES: dict[type, st.SearchStrategy[Any]] = {  # specs without a default of their own, which stand in lists
    ChangeSpec: st.builds(ChangeSpec, p=st.floats(0, 1), strength=st.floats(0, 1)),
    LayerSpec: st.one_of(
        st.builds(LayerSpec, st.just("linear"), width=st.integers(1, 65_536)),
        st.builds(LayerSpec, st.just("dropout"), p=st.floats(0, 1, exclude_max=True)),
        st.builds(LayerSpec, st.sampled_from(("relu", "batchnorm", "layernorm"))),
    ),
    LrScaleSpec: st.builds(LrScaleSpec, st.sampled_from(("stem", "blocks.0", "blocks.1.0")), st.floats(0, 10)),
    PhaseSpec: st.builds(PhaseSpec, st.integers(1, 9), st.sampled_from(("", "stem")), st.none() | st.floats(1e-9, 1)),
}


@st.composite
def projects(draw: st.DrawFn) -> ProjectSpec:
    """Any project: some fields of each group have other values, as far as the group takes them."""
    project = ProjectSpec()
    return replace(project, **{field.name: draw(_changed(getattr(project, field.name))) for field in fields(project)})


@st.composite
def trees(draw: st.DrawFn) -> Part:
    """A backbone of up to about twenty layers, some with running statistics, at any depth."""
    numbers = iter(range(10_000))

    def inner(children: list[Callable[[], Part]]) -> Callable[[], Part]:
        return lambda: group(f"g{next(numbers)}", *(make() for make in children))

    leaves = st.booleans().map(lambda has: lambda: leaf(f"l{next(numbers)}", has_statistics=has))
    stages = st.recursive(leaves, lambda parts: st.lists(parts, min_size=1, max_size=4).map(inner), max_leaves=20)
    return group("all", *(make() for make in draw(st.lists(stages, min_size=1, max_size=5))), level="backbone")


FILE_NAMES = st.text(LETTERS.filter(lambda letter: letter not in "/\0"), min_size=1, max_size=8)
ALIKE = st.text("ab", min_size=1, max_size=3)  # of which one often ends like another
PATHS = st.lists(FILE_NAMES | ALIKE, min_size=1, max_size=3).map("/".join)


@st.composite
def indexes(draw: st.DrawFn, least: int = 2) -> Index:
    """Two to five classes of `least` to forty images, whose names begin with the number of a group: "cats/3-17.png"."""
    counts = draw(st.lists(st.integers(least, 40), min_size=2, max_size=5))
    groups = draw(st.integers(2, 30))
    names = tuple(f"class {number}" for number in range(len(counts)))
    paths = [
        f"{name}/{draw(st.integers(1, groups))}-{number}.png"
        for name, count in zip(names, counts, strict=True)
        for number in range(count)
    ]
    labels = np.repeat(np.arange(len(counts), dtype=np.int32), counts)
    return Index(Path("images"), names_of(paths), labels, names, None, NOTHING_OUT, len(paths), ())


@st.composite
def cells(draw: st.DrawFn) -> str:
    """A cell of a table: text without spaces around it, spelt as Unicode composes it."""
    text = draw(st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('",;|\t\n'), max_size=10))
    return unicodedata.normalize("NFC", text).strip()


@st.composite
def _changed(draw: st.DrawFn, spec: Any) -> Any:
    hints = get_type_hints(type(spec))
    for name in draw(st.lists(st.sampled_from(sorted(hints)), max_size=6)):
        try:
            spec = replace(spec, **{name: draw(_values(hints[name]))})
        except ProjectError:
            continue  # a value that the group refuses: the field stays as it was
    return spec


def _values(kind: Any) -> st.SearchStrategy[Any]:
    """Values of the type of a field, among them some out of its range."""
    origin, arguments = get_origin(kind), get_args(kind)
    if origin is Literal:
        return st.sampled_from(arguments)
    if origin in (Union, UnionType):
        return st.one_of(*(st.none() if one is NoneType else _values(one) for one in arguments))
    if origin is tuple:
        return st.lists(_values(arguments[0]), max_size=3).map(tuple)
    if origin is dict:
        return st.dictionaries(TEXTS, _values(arguments[1]), max_size=3)
    if kind in ENTRIES:
        return ENTRIES[kind]
    return _PLAIN[kind]


_PLAIN: dict[Any, st.SearchStrategy[Any]] = {
    str: TEXTS,
    bool: st.booleans(),
    int: st.integers(0, 64) | st.integers(0, 2**32),
    float: st.floats(0, 1) | st.floats(allow_nan=False, allow_infinity=False),
}
