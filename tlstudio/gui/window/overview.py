"""What the frame says about the project: the lines of the rail and the one primary action, as pure functions."""

from dataclasses import dataclass

from tlstudio.gui.language.say import say
from tlstudio.gui.services.session import ALIVE, ENDING, SessionState
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.window.rail import Entry

STEPS = ("data", "model", "train", "inspect", "export")
FEW_IMAGES = 10  # of a class: what a model learns from fewer is no more than a try


@dataclass(frozen=True, slots=True)
class Overview:
    """The facts behind all labels of the frame."""

    state: SessionState = SessionState.IDLE
    has_folder: bool = False
    is_scanning: bool = False
    images: int = 0  # usable ones; 0 while they are being read
    unreadable: int = 0  # images that nobody decided about
    data_problem: str = ""
    unlabelled: int = 0  # images that wait for a label
    is_recipe_coming: bool = False  # the recommended settings are not there yet
    backbone: str = ""  # title
    model_problem: str = ""
    run: str = ""  # number of the run that trains or trained last
    epoch: int = 0  # the one being trained
    epochs: int = 0
    trained_run: str = ""  # number of the newest run with a checkpoint; "" where there is none
    trained_epochs: int = 0
    best_epoch: int = 0
    score: str = ""  # best on validation, "96.0 %" or "RMSE 3.2"
    exported: str = ""  # what was exported last, "ONNX"
    export_ok: bool = False
    is_exporting: bool = False
    fewest: int = FEW_IMAGES  # images of the smallest class

    @property
    def is_alive(self) -> bool:
        return self.state in ALIVE

    @property
    def can_train(self) -> bool:
        return self.images > 0 and not (self.data_problem or self.model_problem or self.is_recipe_coming)


@dataclass(frozen=True, slots=True)
class Primary:
    """The one filled button: what it says, what it does, and why it cannot be pressed."""

    label: str
    icon: str
    command: str
    is_enabled: bool
    reason: str  # beside it: why not, or what is ready
    is_ready: bool = False  # the reason is good news


def primary_action(step: str, overview: Overview) -> Primary:
    """What the primary button is on this step, in this state."""
    if step == "inspect":
        return _export_model(overview)
    if step == "export":
        return _export(overview)
    return _train(overview)


def rail_entries(overview: Overview) -> dict[str, Entry]:
    """The line and the mark of every step."""
    return {
        "data": _data_entry(overview),
        "model": _model_entry(overview),
        "train": _train_entry(overview),
        "inspect": _inspect_entry(overview),
        "export": _export_entry(overview),
    }


def enabled_commands(overview: Overview, can_go_on: bool, can_rename: bool) -> dict[str, bool]:
    """Which commands of the menus can be used now. `can_go_on`: the last run is not complete."""
    is_free = not overview.is_alive
    return {
        "change_images": overview.has_folder and is_free,
        "start": overview.can_train and is_free,
        "go_on": can_go_on and is_free,
        "continue_training": bool(overview.trained_run) and is_free,
        "pause": overview.state in (SessionState.PREPARING, SessionState.RUNNING),
        "resume": overview.state is SessionState.PAUSED,
        "stop": overview.is_alive and overview.state not in ENDING,
        "discard": overview.is_alive and overview.state not in ENDING,
        "export": bool(overview.trained_run) and not overview.is_exporting,
        "rename": can_rename and is_free,
    }


def _train(overview: Overview) -> Primary:
    start = say("Start training")
    match overview.state:
        case SessionState.PREPARING:
            return Primary(say("Starting…"), "play", "pause", False, "")
        case SessionState.RUNNING:
            return Primary(say("Pause"), "pause", "pause", True, "")
        case SessionState.PAUSED:
            return Primary(say("Resume"), "play", "resume", True, "")
        case SessionState.STOPPING | SessionState.DISCARDING:
            return Primary(say("Stopping…"), "stop", "stop", False, "")
    if not overview.has_folder:
        return Primary(start, "play", "start", False, say("Open some images first"))
    if overview.data_problem:
        needs = say("The images need labels") if overview.unlabelled else say("The images need you")
        return Primary(start, "play", "start", False, needs)
    if not overview.images:
        return Primary(start, "play", "start", False, say("Reading images…"))
    if overview.model_problem:
        return Primary(start, "play", "start", False, say("The model needs you"))
    if overview.is_recipe_coming:
        return Primary(start, "play", "start", False, say("Choosing settings for these images…"))
    if overview.fewest < FEW_IMAGES:
        return Primary(start, "play", "start", True, say("Very few images: for a first try"))
    return Primary(start, "play", "start", True, say("Ready to train"), is_ready=True)


def _export_model(overview: Overview) -> Primary:
    label = say("Export model")
    if not overview.trained_run:
        return Primary(label, "export", "show_export", False, _needs_run(overview))
    return Primary(label, "export", "show_export", True, say("Run {0} · trained").format(overview.trained_run), True)


def _export(overview: Overview) -> Primary:
    label = say("Export again") if overview.exported else say("Export")
    if overview.is_exporting:
        return Primary(say("Exporting…"), "export", "export", False, "")
    if not overview.trained_run:
        return Primary(label, "export", "export", False, _needs_run(overview))
    reason = say("Run {0} · best checkpoint, epoch {1}").format(overview.trained_run, overview.best_epoch)
    return Primary(label, "export", "export", True, reason, is_ready=True)


def _needs_run(overview: Overview) -> str:
    return say("After the first epoch") if overview.is_alive else say("Needs a trained run")


def _data_entry(overview: Overview) -> Entry:
    if not overview.has_folder:
        return Entry(say("Start here"))
    if overview.unlabelled:
        done, total = count(overview.images), count(overview.images + overview.unlabelled)
        return Entry(say("{0} of {1} labelled").format(done, total), "warning" if overview.data_problem else "tick")
    if overview.data_problem:
        return Entry(say("Cannot be used yet"), "warning")
    if overview.is_scanning or not overview.images:
        return Entry(say("Reading images…"))
    return Entry(say("{0} images").format(count(overview.images)), "warning" if overview.unreadable else "tick")


def _model_entry(overview: Overview) -> Entry:
    if not overview.has_folder:
        return Entry(say("Needs images"), can_be_used=False)
    if overview.model_problem:
        return Entry(overview.backbone, "warning")
    return Entry(overview.backbone, "tick" if overview.trained_run else "")


def _train_entry(overview: Overview) -> Entry:
    if not overview.has_folder:
        return Entry(say("Needs images"), can_be_used=False)
    epochs = say("Epoch {0} of {1}").format(max(1, overview.epoch), overview.epochs)
    match overview.state:
        case SessionState.PREPARING:
            return Entry(say("Starting…"), "flame")
        case SessionState.RUNNING:
            return Entry(epochs, "flame")
        case SessionState.PAUSED:
            return Entry(say("Paused at {0} of {1}").format(max(1, overview.epoch), overview.epochs), "flame")
        case SessionState.STOPPING:
            return Entry(say("Stopping, saving…"), "flame")
        case SessionState.DISCARDING:
            return Entry(say("Stopping, discarding…"), "flame")
        case SessionState.FAILED:
            return Entry(say("Stopped by an error"), "cross")
    if overview.trained_run:
        words = say("Run {0} · {1} epochs") if overview.trained_epochs != 1 else say("Run {0} · {1} epoch")
        line = words.format(overview.trained_run, overview.trained_epochs)
        return Entry(line, "tick")
    return Entry(say("Ready") if overview.can_train else say("Not ready yet"), can_be_used=overview.can_train)


def _inspect_entry(overview: Overview) -> Entry:
    if not overview.trained_run:
        return Entry(say("After training") if overview.can_train else _needs_run(overview), can_be_used=False)
    if not overview.score:
        return Entry(say("Run {0}").format(overview.trained_run))
    return Entry(say("{0} validation").format(overview.score), "tick")


def _export_entry(overview: Overview) -> Entry:
    if not overview.trained_run:
        return Entry(say("After training") if overview.can_train else _needs_run(overview), can_be_used=False)
    if overview.is_exporting:
        return Entry(say("Exporting…"))
    if not overview.exported:
        return Entry(say("Not exported yet"))
    if overview.export_ok:
        return Entry(say("{0} · verified").format(overview.exported), "tick")
    return Entry(say("Refused"), "cross")
