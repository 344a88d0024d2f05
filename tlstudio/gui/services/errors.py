"""The only place where an exception becomes a dialog.

What happens to errors that nobody expected: the log gets all of it, the user one sentence.
"""

import faulthandler
import logging
import sys
import threading
import traceback
from collections.abc import Callable
from logging.handlers import RotatingFileHandler

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from tlstudio.engine import places
from tlstudio.engine.errors import StudioError
from tlstudio.gui.language.say import say, say_sentence

log = logging.getLogger("tlstudio.gui")


def show_error(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """Say what happened and what to do, without blocking. What nobody expected goes to the log in full."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Transfer Learning Studio")
    if isinstance(error, StudioError):
        box.setText(say_sentence(error))
    else:
        log_unexpected(error)
        box.setText(say("Something went wrong inside the app. Your project is saved."))
        box.setInformativeText(say("What happened was written to the log ({0}).").format(type(error).__name__))
        button = box.addButton(say("Open the log"), QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(open_log_folder)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def log_unexpected(error: BaseException) -> None:
    """Write an error that nobody expected to the log, with all it has."""
    log.error("unexpected error\n%s", "".join(traceback.format_exception(error)))


def open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_file().parent)))


LOG_BYTES, LOG_FILES = 1_000_000, 3  # a file's size before the next is begun; how many are kept
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class ErrorDesk(QObject):
    """Takes exceptions from any thread and shows them on the GUI thread, one dialog at a time."""

    _arrived = Signal(object)

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._is_showing = False
        self._arrived.connect(self._show)

    def take(self, error: BaseException) -> None:
        self._arrived.emit(error)

    def _show(self, error: BaseException) -> None:
        if self._is_showing:
            log.error("one more unexpected error", exc_info=error)
            return
        self._is_showing = True
        show_error(self._app.activeWindow(), error).finished.connect(self._on_closed)

    def _on_closed(self) -> None:
        self._is_showing = False


def install_hooks(app: QApplication) -> None:
    """Send every uncaught exception, every message of Qt and every crash to the log file."""
    _open_log()
    desk = ErrorDesk(app)
    sys.excepthook = lambda kind, error, trace: _uncaught(desk.take, error)
    threading.excepthook = lambda args: _uncaught(desk.take, args.exc_value)
    sys.unraisablehook = lambda args: log.error("unraisable: %s", args.object, exc_info=args.exc_value)
    qInstallMessageHandler(_on_qt_message)


def _open_log() -> None:
    path = places.log_file()
    if not places.make(path.parent):  # the command line has said so
        faulthandler.enable()
        return
    handler = RotatingFileHandler(path, maxBytes=LOG_BYTES, backupCount=LOG_FILES, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("tlstudio").addHandler(handler)
    crashes = path.with_name("crashes.log").open("a", encoding="utf-8")  # open for as long as the process lives
    faulthandler.enable(crashes)


def _uncaught(take: Callable[[BaseException], None], error: BaseException | None) -> None:
    if error is None or isinstance(error, KeyboardInterrupt):
        QApplication.quit()
        return
    take(error)


def _on_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    logging.getLogger("tlstudio.qt").log(LEVELS.get(kind, logging.WARNING), "%s", message)
