"""The only place where an exception becomes a dialog."""

import logging
import traceback

from PySide6.QtCore import QCoreApplication, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.gui import places

log = logging.getLogger("tlstudio.gui")


def show_error(parent: QWidget | None, error: BaseException) -> QMessageBox:
    """Say what happened and what to do, without blocking. What nobody expected goes to the log in full."""
    box = QMessageBox(parent)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle("Transfer Learning Studio")
    if isinstance(error, StudioError):
        box.setText(str(error))
    else:
        log_unexpected(error)
        box.setText(_tr("Something went wrong inside the app. Your project is saved."))
        box.setInformativeText(_tr("What happened was written to the log ({0}).").format(type(error).__name__))
        button = box.addButton(_tr("Open the log"), QMessageBox.ButtonRole.ActionRole)
        button.clicked.connect(open_log_folder)
    box.addButton(QMessageBox.StandardButton.Ok)
    box.open()
    return box


def log_unexpected(error: BaseException) -> None:
    """Write an error that nobody expected to the log, with all it has."""
    log.error("unexpected error\n%s", "".join(traceback.format_exception(error)))


def open_log_folder() -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(places.log_file().parent)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("ErrorDialog", text)
