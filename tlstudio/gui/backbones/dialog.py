"""The dialog that changes the backbone: the gallery, the weights, the size of images, and what is to be done first."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from tlstudio.engine.backbones.catalogue import BackboneInfo
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.check import BackboneCheck
from tlstudio.gui.backbones.download_bar import DownloadBar
from tlstudio.gui.backbones.gallery import BackboneHead, Gallery
from tlstudio.gui.backbones.size_choice import SizeChoice
from tlstudio.gui.backbones.stored import StoredDialog
from tlstudio.gui.backbones.weights_choice import WeightsChoice
from tlstudio.gui.backbones.words import reason_text, size_text
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.preferences import Preferences
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import column_of, hairline, row_of

USUAL_SIZE = QSize(1180, 780)
MARGIN = QSize(24, 24)  # px of the window that stay visible around the dialog
GEOMETRY = "gallery"
TITLE_PX = 104  # as wide as the names of the choices of weights


class BackboneDialog(QDialog):
    """Offers every backbone; `backbone_chosen` says which, once its weights are here and what was asked for fits."""

    backbone_chosen = Signal(object)  # BackboneSpec

    def __init__(
        self,
        spec: BackboneSpec,
        jobs: Jobs,
        preferences: Preferences,
        *,
        has_gpu: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._spec = spec
        self._preferences = preferences
        self._has_gpu = has_gpu
        self._says_check = False  # the banner is about a choice that does not work, not about a download
        self._shown: BackboneInfo | None = None  # what weights and size are shown for
        self.gallery = Gallery(spec.name, has_gpu=has_gpu, parent=self)
        self.weights, self.size_choice = WeightsChoice(self), SizeChoice(self)
        self.check = BackboneCheck(jobs, self)
        self.download = DownloadBar(jobs, self)
        self.banner = Banner(self)
        self.head = BackboneHead(self)
        self._reason = QLabel()
        self.stored_button = QPushButton(self.tr("On this computer…"))
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self.use_button = QPushButton()
        self._set_up()
        self._lay_out()
        self._connect()
        self.weights.choose(spec.weights, is_trusted=preferences.trusts(spec.weights))
        self._on_chosen()

    @property
    def info(self) -> BackboneInfo | None:
        """The chosen backbone, if the gallery shows it."""
        chosen = self.gallery.chosen
        return chosen.info if chosen else None

    def choose(self, name: str) -> None:
        """Choose this backbone, if it is shown."""
        self.gallery.choose(name)

    def use(self) -> None:
        """Take the chosen backbone, after its download where one is needed."""
        info = self.info
        if info is None or not self.use_button.isEnabled():
            return
        if self.weights.needs_download:
            self.banner.hide()
            self.download.start(info, self._preferences.proxy, self._preferences.mirror)
            self._show_state()
        else:
            self._finish(info)

    def show_stored(self) -> StoredDialog:
        """Open the list of weights on this computer."""
        dialog = StoredDialog(self._preferences, self)
        dialog.finished.connect(lambda _result: self.gallery.look_again())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _wanted(self, info: BackboneInfo) -> BackboneSpec:
        """What the dialog would choose."""
        return replace(self._spec, name=info.name, weights=self.weights.weights, input_px=self.size_choice.input_px)

    def _on_chosen(self) -> None:
        chosen = self.gallery.chosen
        if chosen and chosen.info != self._shown:
            self._shown = chosen.info
            is_same = chosen.info.name == self._spec.name
            self.size_choice.show_backbone(chosen.info, self._spec.input_px if is_same else None)
            self.banner.hide()
        if chosen:
            self.weights.show_backbone(chosen.info, chosen.weights, self._preferences.mirror)
        self._ask()

    def _ask(self) -> None:
        """Have the choice tried, if it is one that may not work."""
        info = self.info
        has_doubt = self.weights.is_file or self.size_choice.input_px is not None
        if info and has_doubt and not self.weights.obstacle:
            self.check.ask(self._wanted(info), trusted=self.weights.is_trusted)
        else:
            self.check.forget()
        self._show_state()

    def _show_state(self) -> None:
        """Let titles and buttons say what would happen now."""
        info = self.info
        reason = self._obstacle(info)
        self._reason.setText("" if self.download.is_running else reason)
        self.use_button.setDisabled(self.download.is_running or bool(reason))
        self.use_button.setAccessibleDescription(reason)
        if info and self.weights.needs_download:
            self.use_button.setText(self.tr("Download {size} and use").format(size=size_text(info)))
        else:
            self.use_button.setText(self.tr("Use this backbone"))
        self.head.show_backbone(info, self._why(info))
        self._show_check(info)
        for widget in (self.gallery, self.weights, self.size_choice, self.stored_button):
            widget.setDisabled(self.download.is_running)

    def _obstacle(self, info: BackboneInfo | None) -> str:
        """Why nothing can be used yet; empty if it can."""
        if info is None:
            return self.tr("Choose a backbone")
        if self.weights.obstacle:
            return self.weights.obstacle
        if self.check.is_running:
            return self.tr("Trying it…")
        return self.tr("This choice does not work") if self.check.problem else ""

    def _why(self, info: BackboneInfo | None) -> str:
        reason = self.gallery.backbones.recommended.get(info.name) if info else None
        return reason_text(reason, info, has_gpu=self._has_gpu) if info and reason else ""

    def _show_check(self, info: BackboneInfo | None) -> None:
        """What the trial found: the tensors of a file beside the table, a sentence for what cannot be."""
        check = self.check
        self.size_choice.say(check.is_running and not self.weights.is_file)
        self.gallery.show_fit(self.weights.is_file)
        if check.problem:
            self.banner.say("error", check.problem)
        elif self._says_check:
            self.banner.hide()
        self._says_check = bool(check.problem)
        if check.fit and info:
            self.gallery.fit.show_fit(check.fit, Path(self.weights.weights).name, info.title)
        else:
            self.gallery.fit.show_no_fit(check.problem, self.weights.obstacle)

    def _on_download_failed(self, sentence: str) -> None:
        self._show_state()
        if sentence:
            self.banner.say("error", sentence, [(self.tr("Try again"), self.use)])

    def _on_arrived(self) -> None:
        info = self.info
        assert info is not None  # the gallery cannot be changed while a download runs
        self.gallery.look_again()
        self._show_state()
        self._finish(info)

    def _finish(self, info: BackboneInfo) -> None:
        if self.weights.trusted_file:
            self._preferences.trust(self.weights.trusted_file)
        self.backbone_chosen.emit(self._wanted(info))
        self.accept()

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Change the backbone"))
        self.setSizeGripEnabled(True)
        parent = self.parent()
        room = parent.window().size() - MARGIN if isinstance(parent, QWidget) else USUAL_SIZE
        self.resize(USUAL_SIZE.boundedTo(room))
        self.restoreGeometry(self._preferences.layout(GEOMETRY))
        self.use_button.setDefault(True)
        for button in (self.cancel_button, self.stored_button, self.weights.choose_button):
            button.setAutoDefault(False)
        for widget, role in (
            (self._reason, "small secondary"),
            (self.use_button, "primary"),
            (self.cancel_button, "tall"),
            (self.stored_button, "tall"),
        ):
            set_role(widget, role)

    def _lay_out(self) -> None:
        column = column_of(
            8,
            (self.gallery, 1),
            self.head,
            self.weights,
            self._size_row(),
            self.banner,
            hairline(self),
            margins=(16, 14, 16, 14),
            parent=self,
        )
        buttons = (self.stored_button, self.download, None, self._reason, self.cancel_button, self.use_button)
        column.addLayout(row_of(10, *buttons))

    def _size_row(self) -> QHBoxLayout:
        label = QLabel(self.tr("Image size"))
        label.setMinimumWidth(TITLE_PX)
        row = row_of(6, label, self.size_choice)
        row.setStretch(1, 1)
        return row

    def _connect(self) -> None:
        self.gallery.chosen_changed.connect(self._on_chosen)
        self.gallery.used.connect(self.use)
        self.weights.changed.connect(self._ask)
        self.size_choice.changed.connect(self._ask)
        self.check.changed.connect(self._show_state)
        self.download.arrived.connect(self._on_arrived)
        self.download.failed.connect(self._on_download_failed)
        self.use_button.clicked.connect(self.use)
        self.cancel_button.clicked.connect(self.reject)
        self.stored_button.clicked.connect(self.show_stored)

    # What Qt asks of a dialog.

    def done(self, result: int) -> None:
        self.check.forget()
        self._preferences.set_layout(GEOMETRY, self.saveGeometry())
        super().done(result)

    def reject(self) -> None:
        """The first Cancel ends a download, the next one closes."""
        if self.download.is_running:
            self.download.cancel()
        else:
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.gallery.filters.search.hasFocus():
            self.gallery.table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
