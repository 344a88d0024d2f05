"""The application, dressed, and its windows. Imports no network library: the first paint comes before torch."""

import logging
import os
import sys
from pathlib import Path
from typing import NoReturn

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from tlstudio import __version__
from tlstudio.engine.allocator import keep_memory
from tlstudio.engine.errors import StudioError
from tlstudio.gui.language.install import install_language, system_language
from tlstudio.gui.services.errors import install_hooks
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.services.recovery import rescue_lost_projects
from tlstudio.gui.theme.focus_ring import FocusRing
from tlstudio.gui.theme.icons import icon
from tlstudio.gui.theme.theme import prepare_font, theme
from tlstudio.gui.window.main_window import APP_NAME, MainWindow


def create_application() -> QApplication:
    """The application with its style, theme and focus ring; the one that exists, dressed, if there is one."""
    keep_memory()  # before the first thread
    existing = QApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    if not app.property("is_dressed"):
        app.setProperty("is_dressed", True)
        app.setApplicationName("tlstudio")
        app.setApplicationDisplayName(APP_NAME)
        app.setApplicationVersion(__version__)
        app.setStyle("Fusion")
        app.setWindowIcon(icon("model", "accent", 20))
        if QLocale().language() == QLocale.Language.C:
            QLocale.setDefault(QLocale(QLocale.Language.English))  # "C" would write 2000 for 2,000
        install_language(app, system_language())
        prepare_font(app)
        theme().apply(app, Preferences().scheme)
        FocusRing(app)
    return app


def open_window(project: Path | None = None) -> MainWindow:
    """A new window, shown, on the project or empty. Raises ProjectError or StorageError if it cannot be opened."""
    app = create_application()
    window = MainWindow()
    window.services.preferences.scheme_changed.connect(lambda scheme: theme().apply(app, scheme))
    for rescued in rescue_lost_projects():
        window.services.preferences.remember_project(rescued)
    if project:
        try:
            window.document.open(project)
        except StudioError:
            window.close()
            raise
    window.show()
    return window


def run(project: Path | None = None, *, with_sample: bool = False) -> NoReturn:
    """Open the window and stay until it is closed, which ends the process. Raises as `open_window` does."""
    app = create_application()
    window = open_window(project)
    window.services.jobs.ends_process = True
    install_hooks(app)
    if with_sample:
        window.projects.try_sample()
    _end(app.exec())


def _end(status: int) -> NoReturn:
    """End the process now: all is saved, and a thread that still imports or measures would hold it up for seconds."""
    theme().close()
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)
