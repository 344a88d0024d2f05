"""Data, once there is a folder: the images first, beside them the classes, the split and the selected image."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QStackedWidget, QWidget

from tlstudio.engine.data.folder import Index
from tlstudio.engine.data.image.health import Finding
from tlstudio.engine.project import DataSpec, ProjectSpec
from tlstudio.gui.answers.large_view import LargeView, open_large
from tlstudio.gui.data import health_words
from tlstudio.gui.data import view as data_view
from tlstudio.gui.data.adding import Adding
from tlstudio.gui.data.browser_tools import DataTools
from tlstudio.gui.data.edits import ImageChanges
from tlstudio.gui.data.health import HealthCheck
from tlstudio.gui.data.inspector import DataPanel, beside
from tlstudio.gui.data.selected import show_selected
from tlstudio.gui.data.split.page import SplitPage
from tlstudio.gui.services.images import SCAN
from tlstudio.gui.services.reading import read_tile
from tlstudio.gui.services.services import Services
from tlstudio.gui.services.step import Step
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.notices import Banner, Waiting
from tlstudio.gui.widgets.numbers import count
from tlstudio.gui.widgets.rows import column_of
from tlstudio.gui.widgets.thumbnails import SIZES, ThumbnailGrid, Tile

if TYPE_CHECKING:
    from tlstudio.gui.data.augment.page import AugmentationPage


class DataStep(Step):
    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.banner = Banner()
        size_px = services.preferences.number("data/thumbnail_px", SIZES[1])
        self.tools = DataTools(size_px)
        self.grid = ThumbnailGrid(read_tile)
        self.grid.set_side(size_px)
        self.grid.setAccessibleName(self.tr("Images"))
        self.changes = ImageChanges(self.grid)
        self.adding = Adding(services, self)
        self.health = HealthCheck(services.images, services.jobs, self)
        self._finding: Finding | None = None  # whose images are shown
        self._order: Sequence[Tile] = ()  # in which images stand for as long as the same are asked for
        self.waiting = Waiting()
        self.nothing = QLabel(alignment=Qt.AlignmentFlag.AlignCenter, wordWrap=True)
        self.inspector = self.panel = DataPanel()
        self._augmentation: AugmentationPage | None = None
        self.split_page = SplitPage(services, self.panel.split)
        self._pages, self._body = QStackedWidget(), QStackedWidget()
        set_role(self.nothing, "secondary")
        self._lay_out()
        self._connect()
        self._show_index()

    def show_spec(self, spec: ProjectSpec) -> None:
        if not spec.data.folder:
            self._pages.setCurrentWidget(self._work)
        self.tools.show_source(spec.data)
        self.panel.split.show_spec(spec.data)
        self.changes.show_spec(spec.data)
        self.panel.framing.show_spec(spec)
        if self._augmentation:
            self._augmentation.show_spec(spec)
        if self.services.images.index.value:
            self.panel.classes.show_index(self.services.images.index.value, spec.data)
        self._show_selected()

    def set_advanced(self, is_advanced: bool) -> None:
        self.panel.set_advanced(is_advanced)

    def commands(self) -> Mapping[str, Callable[[], object]]:
        return {"add_folder": self.adding.ask_folder, "show_augmentation": self.show_augmentation}

    @property
    def augmentation(self) -> "AugmentationPage":
        """What training sees; made when it is first wanted, since the window is to be there at once."""
        if self._augmentation is None:
            self._augmentation = self._new_augmentation()
        return self._augmentation

    def _new_augmentation(self) -> "AugmentationPage":
        from tlstudio.gui.data.augment.page import AugmentationPage

        page = AugmentationPage(self.services)
        page.edited.connect(self.edited)
        page.closed.connect(lambda: self._pages.setCurrentWidget(self._work))
        self._pages.addWidget(page)
        page.show_spec(self.spec)
        return page

    def _lay_out(self) -> None:
        self._body.addWidget(self.grid)
        self._body.addWidget(self.waiting)
        self._body.addWidget(self.nothing)
        self._body.addWidget(self.split_page)
        self._work = beside(self.panel, self.tools, self.banner, self._body)
        self._pages.addWidget(self._work)
        column_of(0, self._pages, parent=self)

    def _connect(self) -> None:
        images, panel = self.services.images, self.panel
        images.index_changed.connect(self._show_index)
        images.split_changed.connect(self._show_split)
        self.services.jobs.changed.connect(self._show_progress)
        self.tools.folder_pressed.connect(self._choose_source)
        self.tools.filter_changed.connect(self.show_all)
        self.tools.size_changed.connect(self._on_size)
        self.grid.selection_changed.connect(self._show_selected)
        self.grid.activated.connect(lambda index: self.open_large(index.row()))
        self.waiting.cancelled.connect(lambda: self.services.jobs.cancel(SCAN))
        panel.split.edited.connect(self._edit_data)
        panel.split.by_class_pressed.connect(lambda: self._body.setCurrentWidget(self.split_page))
        self.split_page.closed.connect(self.show_all)
        self.split_page.keep_together_pressed.connect(self.keep_together)
        panel.framing.edited.connect(self.edited)
        panel.framing.look_pressed.connect(self.show_augmentation)
        panel.selected.leave_out_pressed.connect(self.leave_out_selected)
        self.changes.leave_out_asked.connect(self.leave_out_selected)
        self.changes.edited.connect(self._edit_data)
        self.changes.noted.connect(self.noted)
        panel.classes.rename_asked.connect(self.changes.ask_new_name)
        self.adding.serve(panel.classes)
        self.changes.names_asked.connect(self.adding.ask_names)
        self.adding.edited.connect(self._edit_data)
        self.adding.requested.connect(self.requested)
        self.adding.noted.connect(self.noted)
        self.health.changed.connect(self._show_health)
        panel.health.check_pressed.connect(self.health.check)
        panel.health.closer_pressed.connect(lambda: self.health.look_closer(self.spec.backbone))
        panel.health.cancel_pressed.connect(self.health.cancel)
        panel.health.export_pressed.connect(self.export_health)
        panel.health.finding_pressed.connect(self.show_finding)

    def _choose_source(self) -> None:
        self.requested.emit("change_images")

    def show_augmentation(self) -> None:
        """Show what training sees, of the selected image where it trains."""
        if self.services.images.index.value is None:
            return
        self._pages.setCurrentWidget(self.augmentation)
        self.augmentation.open([data_view.path_of(tile, self.spec.data) for tile in self.grid.selected()])

    def open_large(self, number: int) -> LargeView:
        """Open one of the images in the grid, whole; the grid follows to the one that is shown last."""
        tiles = self.grid.tiles.tiles

        def image_at(number: int) -> tuple[Path, str]:
            return tiles[number].path, tiles[number].problem or tiles[number].label

        view = open_large(self.services.jobs, image_at, len(tiles), number, self)
        view.finished.connect(lambda: self.grid.select({tiles[view.number].path}))
        return view

    def leave_out_selected(self) -> None:
        """Leave the selected images out of the project, or take them back where they are already out."""
        paths = {data_view.path_of(tile, self.spec.data) for tile in self.grid.selected()}
        out = set(self.spec.data.excluded)
        if not paths:
            return
        if self.tools.filter.current == data_view.LEFT_OUT:
            self._edit_excluded(self.tr("Use images again"), out - paths)
            text = self.tr("{0} images are used again") if len(paths) > 1 else self.tr("1 image is used again")
        else:
            self._edit_excluded(self.tr("Leave images out"), out | paths)
            text = self.tr("{0} images left out") if len(paths) > 1 else self.tr("1 image left out")
        self.noted.emit(text.format(count(len(paths))))

    def leave_out_unreadable(self) -> None:
        unreadable = {image.path for image in self.services.images.undecided()}
        self._edit_excluded(self.tr("Leave unreadable images out"), {*self.spec.data.excluded, *unreadable})

    def show_finding(self, finding: Finding) -> None:
        """Show the images of a finding alone, with what can be done about it above them."""
        self._finding = finding
        self._body.setCurrentWidget(self.grid)
        self.tools.filter.set_current(data_view.ALL)
        self._show_banner()
        self._show_tiles()
        if finding.kind in health_words.GUESSED:
            self.grid.selectAll()  # whoever looks through them takes the good ones out of the selection

    def show_all(self) -> None:
        """Show what the filter says again."""
        self._finding, self._order = None, ()
        self._body.setCurrentWidget(self.grid)
        self._show_banner()
        self._show_tiles()

    def export_health(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), "health.csv", "CSV (*.csv)")
        if name:
            self.health.export(Path(name))

    def show_left_out(self) -> None:
        self.tools.filter.set_current(data_view.LEFT_OUT)
        self.show_all()

    def _edit_excluded(self, text: str, paths: set[str]) -> None:
        self._edit_data(text, replace(self.spec.data, excluded=tuple(sorted(paths))))

    def _edit_data(self, text: str, data: DataSpec) -> None:
        self.edited.emit(text, replace(self.spec, data=data))

    def _show_index(self) -> None:
        images = self.services.images
        self._show_banner()
        self.tools.show_index(images.index.value)
        self.changes.show_index(images.index.value)
        if images.index.value:
            self.panel.classes.show_index(images.index.value, self.spec.data)
            self.panel.split.fields.show_columns(images.index.value.columns)
        elif not images.index.is_busy:
            data, has_problem = self.spec.data, bool(images.index.problem) and not self.spec.data.table
            self.nothing.setText(data_view.expected_folders(data.folder) if has_problem else "")
        self._show_tiles()
        self._show_split()

    def _show_tiles(self) -> None:
        images = self.services.images
        page: QWidget = self.nothing
        if images.index.value:
            tiles = self._tiles(images.index.value)
            self.grid.show_tiles(tiles)
            self.nothing.setText(self.tr("No file is called like that."))
            page = self.grid if tiles else self.nothing
            if self._body.currentWidget() is self.split_page:
                return
        elif images.index.is_busy:
            page = self.waiting
        self._body.setCurrentWidget(page)

    def _tiles(self, index: Index) -> Sequence[Tile]:
        if self._finding and self._finding.paths:
            return data_view.tiles_of(index, self._finding.paths)
        found = data_view.tiles(index, self.tools.filter.current, self.tools.find_field.text())
        self._order, shown = data_view.in_order_of(self._order, found)
        return shown

    def _show_health(self) -> None:
        check = self.health
        self.panel.health.show_health(check.health, check.job, check.problem, is_close=bool(check.features))
        if self._finding and not check.job:
            self._finding = check.finding(self._finding.kind)
            self._show_banner()
            self._show_tiles()

    def _show_finding(self, finding: Finding) -> None:
        health = self.health.health
        text = health_words.sentence(finding, health is not None and health.is_given)
        actions = [(self.tr("Show all"), self.show_all)]
        if finding.kind == "leaks" and health and not health.is_given:
            actions.insert(0, (self.tr("Keep together"), self.keep_together))
        if finding.kind in health_words.GUESSED:
            actions.insert(0, (self.tr("Leave out the selected"), self.leave_out_selected))
        elif finding.spare:
            text_out = self.tr("Leave out {0}").format(count(len(finding.spare)))
            actions.insert(0, (text_out, lambda: self.changes.leave_out(self.tr("Leave images out"), finding.spare)))
        self.banner.say("warning" if finding.kind in health_words.GRAVE else "info", text, actions)

    def keep_together(self) -> None:
        """Divide anew, so that near-duplicates are never in two parts."""
        self._edit_data(self.tr("Keep near-duplicates together"), replace(self.spec.data, groups="near_duplicates"))

    def _show_banner(self) -> None:
        images = self.services.images
        unreadable = images.undecided()
        if images.index.problem:
            actions = [(self.tr("Choose another…"), self._choose_source)]
            if not self.spec.data.table:
                actions.append((self.tr("Add a folder as a class…"), self.adding.ask_folder))
            self.banner.say("error", images.index.problem, [(self.tr("Read again"), images.rescan), *actions])
        elif images.index.value and self._finding:
            self._show_finding(self._finding)
        elif hint := self.adding.hint(images.index.value):
            self.banner.say("info", hint, [(self.tr("Name classes…"), self.adding.ask_names)])
        elif images.index.value and unreadable:
            text = data_view.unreadable_sentence(images.index.value.found, unreadable)
            show = (self.tr("Show"), self.show_left_out)
            self.banner.say("warning", text, [show, (self.tr("Leave out"), self.leave_out_unreadable)])
        elif images.split.problem:
            self.banner.say("error", images.split.problem)
        else:
            self.banner.hide()

    def _show_split(self) -> None:
        images = self.services.images
        is_given = images.index.value is not None and images.index.value.given_split is not None
        problem = "" if self.adding.hint(images.index.value) else images.split.problem or ""  # the banner says it
        self.panel.split.show_split(images.split.value, problem, is_given)
        self.grid.set_marks(data_view.part_marks(images.index.value, images.split.value))
        self.set_has_panel(images.index.value is not None)
        self._show_banner()
        self._show_selected()

    def _show_progress(self) -> None:
        job = self.services.jobs.find(SCAN)
        if job:
            self.waiting.show_progress(job.title, job.done, job.total)
        if self.health.job:
            self.panel.health.show_progress(self.health.job)

    def _on_size(self, side: int) -> None:
        self.grid.set_side(side)
        self.services.preferences.set_number("data/thumbnail_px", side)

    def _show_selected(self) -> None:
        is_out = self.tools.filter.current == data_view.LEFT_OUT
        show_selected(self.panel.selected, self.grid, self.spec, self.services.images, is_out=is_out)
