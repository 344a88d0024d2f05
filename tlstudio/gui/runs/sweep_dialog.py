"""The dialog that asks what to vary: a few settings, their values, and how they are searched."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from tlstudio.engine.errors import StudioError
from tlstudio.engine.settings import SETTINGS
from tlstudio.engine.sweep.spec import Search, SweepSpec, check_sweep
from tlstudio.engine.sweep.sweep import Sweep, create_sweep, sweeps_of
from tlstudio.gui.language.say import say_sentence
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.setting_words import title_text
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.fields import ChoiceField, IntField
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import hairline, row_of
from tlstudio.gui.widgets.segment import Segment

ROWS = 3
OFFERED = {key: setting for key, setting in SETTINGS.items() if setting.tries}


class SweepDialog(QDialog):
    """`started` brings a sweep that is on disk and waits to be trained."""

    started = Signal(object)  # Sweep

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self.settings = [ChoiceField(self._choices(), self) for _ in range(ROWS)]
        self.values = [QLineEdit(self) for _ in range(ROWS)]
        self.search = Segment(self.tr("Search"), self._searches(), self)
        self.trials = IntField(2, 200, self)
        self.banner = Banner(self)
        self._trials_label, self.told = QLabel(self.tr("Runs")), QLabel(wordWrap=True)
        self.start_button, self._cancel_button = QPushButton(self.tr("Start")), QPushButton(self.tr("Cancel"))
        self._set_up()
        self._lay_out()
        self._connect()
        self.settings[0].set_value("training.lr")
        self._on_setting(0)
        self._offer_to_go_on()

    @property
    def spec(self) -> SweepSpec:
        """What is asked for. Raises ProjectError."""
        rows = zip(self.settings, self.values, strict=True)
        vary = tuple(f"{field.currentData()}={values.text()}" for field, values in rows if field.currentData())
        search: Search = self.search.current or "grid"  # pyright: ignore[reportAssignmentType] -- its keys are these
        return SweepSpec(vary, search, 0 if search == "grid" else self.trials.value())

    def start(self) -> None:
        """Write the sweep down and hand it over."""
        document = self._services.document
        try:
            sweep = create_sweep(document.ensure_path(), document.spec, self.spec)
        except StudioError as error:
            self.banner.say("error", say_sentence(error))
            return
        self._hand_over(sweep)

    def _hand_over(self, sweep: Sweep) -> None:
        self.accept()
        self.started.emit(sweep)

    def _offer_to_go_on(self) -> None:
        path = self._services.document.path
        try:
            last = sweeps_of(path)[-1] if path and sweeps_of(path) else None
            if last is None or last.is_over() or self._services.session.is_alive:
                return
            text = self.tr("The last sweep is not done: {done} of {all} runs are trained.")
            text = text.format(done=last.done(), all=last.spec.count)
            self.banner.say("info", text, [(self.tr("Go on"), lambda: self._hand_over(last))])
        except StudioError as error:
            self.banner.say("warning", say_sentence(error), can_dismiss=True)

    def _choices(self) -> dict[str, str]:
        return {"": self.tr("Nothing"), **{key: title_text(key) for key in OFFERED}}

    def _searches(self) -> list[tuple[str, str]]:
        return [("grid", self.tr("All combinations")), ("random", self.tr("Random")), ("bayes", self.tr("Bayesian"))]

    def _on_setting(self, row: int) -> None:
        setting, is_grid = OFFERED.get(self.settings[row].currentData()), self.search.current == "grid"
        self.values[row].setEnabled(setting is not None)
        values = (setting.tries if is_grid else setting.tries_range or setting.tries) if setting else ""
        self.values[row].setText(values)
        self._show_state()

    def _on_search(self, key: str) -> None:
        self.search.set_current(key)
        for row in range(ROWS):
            self._on_setting(row)

    def _show_state(self) -> None:
        """Say how many runs there will be, or why there can be none."""
        is_grid = self.search.current == "grid"
        self.trials.setHidden(is_grid)
        self._trials_label.setHidden(is_grid)
        problem, count = self._services.images.problem, 0
        if self._services.session.is_alive:
            problem = self.tr("A run is training. Start the sweep once it has ended.")
        if not self._services.document.spec.data.folder:
            problem = self.tr("The project has no images yet.")
        try:
            spec = self.spec
            check_sweep(self._services.document.spec, spec)
            count = spec.count
        except StudioError as error:
            problem = problem or say_sentence(error)
        text = self.tr("{n} runs, one after the other. Stop at any time; what is trained stays.")
        self.told.setText(problem or text.format(n=count))
        set_role(self.told, "small error" if problem else "small secondary")
        self.start_button.setEnabled(not problem)

    def _set_up(self) -> None:
        self.setWindowTitle(self.tr("Sweep over settings"))
        self.setMinimumWidth(560)
        self.search.set_current("grid")
        self.trials.set_value(10)
        self.trials.setAccessibleName(self.tr("Runs"))
        self._cancel_button.setAutoDefault(False)
        self.start_button.setDefault(True)
        set_role(self.start_button, "primary")
        set_role(self._cancel_button, "tall")
        for field, values in zip(self.settings, self.values, strict=True):
            field.setAccessibleName(self.tr("Setting to vary"))
            field.setMinimumWidth(220)
            values.setAccessibleName(self.tr("Its values"))
            values.setPlaceholderText(self.tr("Values with commas, or low..high"))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(10)
        about = QLabel(
            self.tr(
                "The project is trained once for each choice of these settings. List values with commas, or give a "
                "range such as 1e-4..1e-2; in all combinations a range says its number of points, as in 1e-4..1e-2:5."
            ),
            wordWrap=True,
        )
        set_role(about, "secondary")
        column.addWidget(about)
        column.addWidget(self.banner)
        for field, values in zip(self.settings, self.values, strict=True):
            row = row_of(8, field, values)
            row.setStretch(1, 1)
            column.addLayout(row)
        column.addLayout(row_of(8, self.search, None, self._trials_label, self.trials))
        column.addWidget(self.told)
        column.addWidget(hairline(self))
        column.addLayout(row_of(8, None, self._cancel_button, self.start_button))

    def _connect(self) -> None:
        for row, (field, values) in enumerate(zip(self.settings, self.values, strict=True)):
            field.currentIndexChanged.connect(lambda _index, row=row: self._on_setting(row))
            values.textChanged.connect(self._show_state)
        self.search.chosen.connect(self._on_search)
        self.trials.valueChanged.connect(self._show_state)
        self.start_button.clicked.connect(self.start)
        self._cancel_button.clicked.connect(self.reject)
