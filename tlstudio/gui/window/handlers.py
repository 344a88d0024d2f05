"""What each command of the window does."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Literal

from tlstudio.engine.places import features_folder
from tlstudio.engine.templates import TEMPLATES
from tlstudio.gui.services.errors import open_log_folder
from tlstudio.gui.theme.theme import SCHEMES
from tlstudio.gui.window.overview import STEPS

if TYPE_CHECKING:
    from tlstudio.gui.window.main_window import MainWindow

ON_MODEL = (
    "change_backbone",
    "compare_backbones",
    "keep_backbone",
    "retrain_last",
    "retrain_half",
    "retrain_all",
    "picture_network",
)

Handlers = dict[str, Callable[[], object]]


def handlers(window: "MainWindow") -> Handlers:
    """By the command's name; those of undo and of recent projects belong to their stacks."""
    return {**_on_projects(window), **_on_training(window), **_on_view(window)}


def _on_projects(window: "MainWindow") -> Handlers:
    guarded, projects = window.guard.ask, window.projects
    templates = {name: partial(projects.new_from, template) for name, template in TEMPLATES.items()}
    return {
        "new": lambda: guarded(projects.new),
        "open_images": lambda: guarded(projects.open_images),
        "open_table": lambda: guarded(window.tables.ask),
        "change_images": lambda: guarded(partial(_change_images, window)),
        "add_folder": partial(window.do_on_step, "data", "add_folder"),
        "take_photos": partial(_take_photos, window),
        "try_sample": lambda: guarded(projects.try_sample),
        "open_project": lambda: guarded(projects.open_project),
        "save": projects.save,
        "save_as": projects.save_as,
        "rename": window.frame.top_bar.name.begin,
        "quit": window.close,
        **{f"template_{name}": partial(guarded, begin) for name, begin in templates.items()},
    }


def _on_training(window: "MainWindow") -> Handlers:
    session = window.session
    return {
        "start": window.start_training,
        "go_on": lambda: window.start_training(go_on=True),
        "continue_training": window.runs.continue_training,
        "pause": session.pause,
        "resume": lambda: session.resume() if session.is_alive else window.start_training(go_on=True),
        "stop": session.stop,
        "discard": window.discard_question.ask,
        "export": partial(window.do_on_step, "export", "export"),
        "this_computer": partial(_show_machine, window),
        "show_runs": window.runs.open,
        "sweep": window.runs.open_sweep,
        **{name: partial(window.do_on_step, "model", name) for name in ON_MODEL},
    }


def _on_view(window: "MainWindow") -> Handlers:
    preferences = window.services.preferences
    return {
        "simple": partial(preferences.set_advanced, False),
        "advanced": partial(preferences.set_advanced, True),
        "toggle_inspector": window.toggle_panel,
        "show_augmentation": partial(window.do_on_step, "data", "show_augmentation"),
        "guide": partial(_show_help, window, "guide"),
        "shortcuts": partial(_show_help, window, "shortcuts"),
        "open_log": open_log_folder,
        "about": partial(_show_help, window, "about"),
        **{f"show_{name}": partial(window.show_step, name) for name in STEPS},
        **{f"scheme_{one}": partial(preferences.set_scheme, one) for one in SCHEMES},
    }


def _show_help(window: "MainWindow", what: Literal["guide", "shortcuts", "about"]) -> None:
    from tlstudio.gui.window import help

    {"guide": help.show_guide, "shortcuts": help.show_shortcuts, "about": help.show_about}[what](window)


def _change_images(window: "MainWindow") -> None:
    if window.document.spec.data.table:
        window.tables.ask("replace")
    else:
        window.projects.change_images()


def _take_photos(window: "MainWindow") -> None:
    from tlstudio.gui.data.camera.commands import CameraCommands  # not before the window is there

    CameraCommands(window.services, window).take_photos()


def _show_machine(window: "MainWindow") -> None:
    from tlstudio.gui.window.machine_dialog import MachineDialog, MachineSettings

    preferences = window.services.preferences
    settings = MachineSettings(preferences.device, preferences.precision, preferences.cache_gb)
    dialog = MachineDialog(features_folder(), settings, window)
    dialog.device_edited.connect(preferences.set_device)
    dialog.precision_edited.connect(preferences.set_precision)
    dialog.budget_edited.connect(preferences.set_cache_gb)
    dialog.open()
