"""The runs of a project beside each other: what is said of them, what differs among them, what they came to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tlstudio.engine import codec
from tlstudio.engine.errors import StudioError
from tlstudio.engine.intervals import wilson_interval
from tlstudio.engine.runs.live_edits import settings_over
from tlstudio.engine.runs.notes import RunNotes, notes_of
from tlstudio.engine.runs.run import Run
from tlstudio.engine.runs.state import RunState
from tlstudio.engine.settings import Settings, brief, differing


@dataclass(frozen=True, slots=True)
class RunFacts:
    """One row. `problem` says why a run cannot be read; it then has neither state nor settings."""

    run: Run
    notes: RunNotes
    state: RunState | None
    settings: Settings
    problem: str = ""

    @property
    def interval(self) -> tuple[float, float] | None:
        """Of the accuracy on the validation images, 95 %; None where there is none."""
        if self.state is None or "val_accuracy" not in self.state.metrics or not self.state.val_images:
            return None
        n = self.state.val_images
        return wilson_interval(round(self.state.metrics["val_accuracy"] * n), n)


def facts_of(run: Run) -> RunFacts:
    """What a table says of the run."""
    try:
        return RunFacts(run, notes_of(run), _state(run), settings_over(run))
    except StudioError as error:
        return RunFacts(run, RunNotes(), None, {}, str(error))


def differences(rows: Sequence[RunFacts]) -> list[str]:
    """The settings that are not the same in all runs."""
    return differing([row.settings for row in rows if row.settings])


def as_json(row: RunFacts, keys: Sequence[str]) -> dict[str, codec.Json]:
    """The contract of `tlstudio runs --json`; `keys` are the settings that differ."""
    said = codec.to_json(row.notes)
    sweep = said.pop("mark")
    head = {"run": str(row.run.folder), **said, "sweep": sweep}
    if row.state is None:
        return {**head, "status": "damaged", "problem": row.problem}
    state = codec.to_json(row.state)
    del state["process"]
    settings = {key: codec.to_json(row.settings[key]) for key in keys}
    interval = codec.to_json(row.interval)
    name = row.settings["backbone.name"]
    return {**head, **state, "val_accuracy_interval": interval, "backbone": name, "settings": settings}


def words_of(row: RunFacts, key: str) -> str:
    """A setting's value for the table."""
    return brief(row.settings[key]) if key in row.settings else ""


def _state(run: Run) -> RunState:
    state = run.state()
    return state if state.val_images else replace(state, val_images=len(run.split().val))  # of an older version
