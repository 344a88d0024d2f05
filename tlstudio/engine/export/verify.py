"""Compares an export with the app: another process starts from the raw image files and must give the same answers."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from tlstudio.engine.errors import ExportFailed, StorageError
from tlstudio.engine.export.certificate import FormatResult, Snippet
from tlstudio.engine.export.compare import Comparison, Rule, Scores, compare
from tlstudio.engine.export.deployment import Deployment
from tlstudio.engine.export.formats import FormatInfo
from tlstudio.engine.export.process import lines_of
from tlstudio.engine.project import Task
from tlstudio.engine.sentences import sentence
from tlstudio.engine.tasks.registry import METHODS

MAX_IMAGES = 300
_REREAD = Path(__file__).with_name("reread.py")


class Stopped(ExportFailed):
    def __init__(self) -> None:
        super().__init__("The export was stopped. Nothing was written.")


@dataclass(frozen=True, slots=True)
class Reference:
    """Image files, and what the app says about them; `names` are the paths below the project's image folder."""

    paths: tuple[Path, ...]
    names: tuple[str, ...]
    scores: tuple[Scores, ...]
    class_names: tuple[str, ...]
    rule: Rule  # when answers are the same

    @property
    def unreadable(self) -> tuple[str, ...]:
        return tuple(name for name, scores in zip(self.names, self.scores, strict=True) if scores is None)


def spread(count: int, at_most: int = MAX_IMAGES) -> list[int]:
    """At most so many positions out of `count`, evenly spread: the same ones each time."""
    taken = min(at_most, count)
    return [position * count // taken for position in range(taken)]


def write_and_check(
    info: FormatInfo, folder: Path, deployment: Deployment, reference: Reference, on_image: Callable[[], None]
) -> FormatResult:
    """Write one format into the folder and compare it with the reference; a model that is refused is removed again.

    `predict.py` and what it reads must be there. Raises StorageError, and Stopped where `on_image` does.
    """
    if len(reference.unreadable) == len(reference.paths):
        return FormatResult(info.name, reason=Comparison().problem)
    began = time.perf_counter()
    try:
        info.write(deployment, folder / info.file)
        comparison = check(info, folder, reference, on_image)
    except (StorageError, Stopped):
        raise
    except Exception as error:  # noqa: BLE001 - converters raise anything for a network they cannot convert
        (folder / info.file).unlink(missing_ok=True)
        return FormatResult(info.name, seconds=time.perf_counter() - began, reason=_clause(error))
    if comparison.problem:
        (folder / info.file).unlink()
    return FormatResult(
        format=info.name,
        files=() if comparison.problem else info.files,
        verified=not comparison.problem,
        n=comparison.n,
        top1_agreement=comparison.top1_agreement,
        max_abs_diff=comparison.max_abs_diff,
        seconds=time.perf_counter() - began,
        reason=comparison.problem,
        differs=tuple(reference.names[position] for position in comparison.differs),
    )


def check(info: FormatInfo, folder: Path, reference: Reference, on_image: Callable[[], None]) -> Comparison:
    """Run the export in `folder` on the reference's files; `on_image` is called after each answer.

    Raises ExportFailed with a clause if the other process does not end well.
    """
    answers = []
    with closing(_answer_lines(info, folder, reference.paths)) as lines:  # ends the process if `on_image` raises
        for row in _rows(lines):
            answers.append(_scores(row, reference.class_names))
            on_image()
    return compare(reference.scores, answers, reference.rule)


def run_snippet(info: FormatInfo, folder: Path, image: Path, task: Task) -> Snippet:
    """Run the lines that the app shows for this export on one image, and keep what they print."""
    code = (
        "from predict import Classifier  # in the export's folder\n"
        f'model = Classifier(model_format="{info.name}")\n'
        'answer = model("photo.jpg")\n'
        f"print({METHODS[task].exporting.snippet})\n"
    )
    began = time.perf_counter()
    with tempfile.TemporaryDirectory() as elsewhere:
        script = Path(elsewhere) / "snippet.py"
        script.write_text(code.replace('"photo.jpg"', json.dumps(str(image))), encoding="utf-8")
        output = "".join(lines_of(script, (), forbidden=info.forbidden, path=[str(folder)]))
    return Snippet(code, output.strip(), time.perf_counter() - began)


def _clause(error: Exception) -> str:
    if isinstance(error, ExportFailed):
        return error.sentence
    lines = str(error).strip().splitlines()
    text = lines[0][:300] if lines else type(error).__name__
    return sentence("this network cannot be converted ({text})", text=text)


def _answer_lines(info: FormatInfo, folder: Path, paths: Iterable[Path]) -> Generator[str]:
    images = [str(path) for path in paths]
    if info.runs_alone:
        arguments = ["--json", "--format", info.name, *images]
        return lines_of(folder / "predict.py", arguments, forbidden=info.forbidden)
    return lines_of(_REREAD, [info.name, str(folder), *images], path=sys.path)


def _rows(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The items of a JSON list that is printed one item a line."""
    for line in lines:
        if line.startswith("{"):
            yield json.loads(line.rstrip().rstrip(","))


def _scores(row: dict[str, Any], class_names: tuple[str, ...]) -> Scores:
    if "error" in row:
        return None
    found = row["values"] if "values" in row else row["scores"]
    return np.array([found.get(name, np.nan) for name in class_names], dtype=np.float32)
