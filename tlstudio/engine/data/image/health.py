"""What is wrong, or odd, about the images of a folder: found by one look at each, as pure data."""

import csv
import io
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.image.fingerprints import Look, is_blank, look_at, near_duplicates
from tlstudio.engine.data.image.similar_features import alike_groups
from tlstudio.engine.data.layout import BY_HAND, NO_LABEL
from tlstudio.engine.data.split.split import Split
from tlstudio.engine.storage import write_durably

Kind = Literal[
    "unreadable",
    "two_labels",
    "leaks",
    "exact_duplicates",
    "near_duplicates",
    "alike",
    "tiny",
    "extreme",
    "blank",
    "mixed_sizes",
    "mixed_modes",
    "imbalance",
    "small_classes",
    "empty_classes",
]
TINY_BELOW_PX = 48  # the short side
EXTREME_ABOVE = 4.0  # the long side over the short side
UNBALANCED_ABOVE = 3.0  # images of the largest class for one of the smallest
SMALL_BELOW = 10  # images of a class
MIXED_ABOVE = 4.0  # megapixels of the largest image for one of the smallest


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. Which of the fields are filled depends on the kind."""

    kind: Kind
    paths: tuple[str, ...] = ()  # the images it is about, group by group where there are groups
    groups: tuple[tuple[str, ...], ...] = ()  # images that are alike
    names: tuple[str, ...] = ()  # classes, or ways in which pixels are stored
    pairs: int = 0  # of "leaks": images that are alike, one in train, one in another part
    times: float = 0.0  # how much larger the largest is than the smallest
    reasons: tuple[str, ...] = ()  # of "unreadable": one for each path

    @property
    def spare(self) -> tuple[str, ...]:
        """What may be left out: of duplicates all but one in each group and class, of classes nothing."""
        if self.kind in ("exact_duplicates", "near_duplicates"):
            return tuple(path for group in self.groups for path in group[1:])
        return self.paths if self.kind in ("unreadable", "tiny", "extreme", "blank") else ()


@dataclass(frozen=True, slots=True)
class Health:
    """found = used + left_out."""

    found: int
    used: int
    left_out: int
    findings: tuple[Finding, ...]  # those with something to say, gravest first
    is_given: bool  # whether the folders, and not chance, say which image trains

    def finding(self, kind: Kind) -> Finding | None:
        return next((finding for finding in self.findings if finding.kind == kind), None)


def health(
    index: Index,
    split: Split | None,
    *,
    known: dict[str, Look] | None = None,
    progress: Callable[[int, int], None] | None = None,
    should_stop: Callable[[], bool] | None = None,
    features: Mapping[str, np.ndarray] | None = None,
) -> Health:
    """Look at every image once and report. `split` is what leaks are looked for in; `known` as for `look_at`.

    `features` of images, by path, find what is alike to a backbone beside what is alike in its pixels.

    Raises StudioError if `should_stop` says so.
    """
    nothing, never = (lambda _done, _total: None), (lambda: False)
    known = {} if known is None else known
    looks = look_at(index.folder, index.paths, known, progress or nothing, should_stop or never)
    return report(index, split, looks, near_duplicates(list(looks.values())), features or {})


def report(
    index: Index,
    split: Split | None,
    looks: Mapping[str, Look],
    numbers: np.ndarray,
    features: Mapping[str, np.ndarray],
) -> Health:
    """The report on images that have been looked at; `numbers` are the groups of `looks`, in its order."""
    labels = _labels(index)
    alike = _groups(looks, numbers.tolist())
    findings = [
        _unreadable(index),
        _of_groups("two_labels", [group for group in alike if len({labels[path] for path in group}) > 1]),
        _leaks(index, split, alike),
        *_duplicates(looks, alike, labels),
        _alike(index, features, alike),
        *_odd(looks),
        *_mixed(looks),
        *_classes(index),
    ]
    said = tuple(finding for finding in findings if finding.paths or finding.names)
    return Health(index.found, len(index.paths), len(index.excluded), said, index.given_split is not None)


def write_csv(health: Health, path: Path) -> None:
    """Write `as_csv` durably; names that are not UTF-8 keep their bytes. Raises StorageError."""
    write_durably(path, as_csv(health).encode("utf-8", "surrogateescape"))


def as_csv(health: Health) -> str:
    """One line for each image or class of a finding."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("finding", "group", "path", "detail"))
    for finding in health.findings:
        writer.writerows(_rows(finding))
    return text.getvalue()


def _rows(finding: Finding) -> list[tuple[str, str, str, str]]:
    if finding.groups:
        numbered = enumerate(finding.groups, 1)
        return [(finding.kind, str(number), path, "") for number, group in numbered for path in group]
    if finding.paths:
        details = finding.reasons or [""] * len(finding.paths)
        return [(finding.kind, "", path, detail) for path, detail in zip(finding.paths, details, strict=True)]
    return [(finding.kind, "", "", name) for name in finding.names]


def _labels(index: Index) -> dict[str, int]:
    """The class of each path; where images have several labels or numbers, none differ."""
    if index.targets is not None:
        return dict.fromkeys(index.paths, 0)
    return dict(zip(index.paths, index.labels.tolist(), strict=True))


def _groups(looks: Mapping[str, object], numbers: Sequence[object]) -> list[tuple[str, ...]]:
    """Images with the same number, where there are two or more."""
    found: dict[object, list[str]] = {}
    for path, number in zip(looks, numbers, strict=True):
        found.setdefault(number, []).append(path)
    return [tuple(group) for group in found.values() if len(group) > 1]


def _of_groups(kind: Kind, groups: Sequence[tuple[str, ...]]) -> Finding:
    return Finding(kind, tuple(path for group in groups for path in group), tuple(groups))


def _unreadable(index: Index) -> Finding:
    found = [item for item in index.excluded if item.reason not in (BY_HAND, NO_LABEL)]
    return Finding("unreadable", tuple(item.path for item in found), reasons=tuple(item.reason for item in found))


def _duplicates(
    looks: Mapping[str, Look], alike: Sequence[tuple[str, ...]], labels: Mapping[str, int]
) -> tuple[Finding, Finding]:
    """Duplicates within a class; what stands in two classes is for the user to decide."""
    exact = _groups(looks, [(look.digest, labels[path]) for path, look in looks.items()])
    own = [tuple(path for path in group if labels[path] == label) for group in alike for label in _of(group, labels)]
    near = [group for group in own if len({looks[path].digest for path in group}) > 1]
    return _of_groups("exact_duplicates", exact), _of_groups("near_duplicates", near)


def _alike(index: Index, features: Mapping[str, np.ndarray], known: Sequence[tuple[str, ...]]) -> Finding:
    """Groups that are alike to a backbone and not known to be near-duplicates as they are."""
    seen = {path: features[path] for path in index.paths if path in features}
    groups = _groups(seen, alike_groups(np.stack(list(seen.values()))).tolist()) if seen else []
    twins = [frozenset(group) for group in known]
    return _of_groups("alike", [group for group in groups if not any(own.issuperset(group) for own in twins)])


def _of(group: Sequence[str], labels: Mapping[str, int]) -> list[int]:
    return sorted({labels[path] for path in group})


def _leaks(index: Index, split: Split | None, alike: Sequence[tuple[str, ...]]) -> Finding:
    """Groups with images in train and in another part."""
    if split is None:
        return Finding("leaks")
    parts = {"train": split.train, "val": split.val, "test": split.test}
    part = {index.paths[row]: name for name, rows in parts.items() for row in rows.tolist()}
    leaking, pairs = [], 0
    for group in alike:
        counts = Counter(part[path] for path in group)
        learnt = counts["train"] * (counts["val"] + counts["test"])
        if learnt:
            leaking.append(group)
            pairs += learnt
    return Finding("leaks", tuple(path for group in leaking for path in group), tuple(leaking), pairs=pairs)


def _odd(looks: Mapping[str, Look]) -> tuple[Finding, Finding, Finding]:
    sides = {path: sorted((look.width, look.height)) for path, look in looks.items()}
    return (
        Finding("tiny", tuple(path for path, (short, _) in sides.items() if short < TINY_BELOW_PX)),
        Finding("extreme", tuple(path for path, (short, long) in sides.items() if long > EXTREME_ABOVE * short)),
        Finding("blank", tuple(path for path, look in looks.items() if is_blank(look))),
    )


def _mixed(looks: Mapping[str, Look]) -> tuple[Finding, Finding]:
    """Sizes that differ a lot, and pixels stored in several ways; the paths are those unlike most."""
    areas = {path: look.width * look.height for path, look in looks.items()}
    times = max(areas.values(), default=1) / min(areas.values(), default=1)
    middle = float(np.median(list(areas.values()))) if areas else 0.0
    unlike = tuple(path for path, area in areas.items() if not 0.5 <= area / middle <= 2)
    modes = Counter(look.mode for look in looks.values()).most_common()
    rare = tuple(path for path, look in looks.items() if look.mode != modes[0][0])
    return (
        Finding("mixed_sizes", unlike, times=times) if times > MIXED_ABOVE else Finding("mixed_sizes"),
        Finding("mixed_modes", rare, names=tuple(mode for mode, _ in modes) if rare else ()),
    )


def _classes(index: Index) -> tuple[Finding, Finding, Finding]:
    counts = {} if index.targets is not None else index.counts()
    smallest, largest = (pick(counts, key=counts.__getitem__, default="") for pick in (min, max))
    times = counts[largest] / counts[smallest] if counts else 1.0
    small = tuple(name for name, count in counts.items() if count < SMALL_BELOW)
    return (
        Finding("imbalance", names=(largest, smallest) if times > UNBALANCED_ABOVE else (), times=times),
        Finding("small_classes", names=small),
        Finding("empty_classes", names=index.empty_classes),
    )
