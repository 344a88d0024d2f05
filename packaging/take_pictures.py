"""Take the pictures of the README from the real window: the sample, trained for real, in light and dark.

    python packaging/take_pictures.py [FOLDER [SCENE…]]

Scenes are those of SCENES; without one all are taken. Needs no screen, and about five minutes on two cores.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["TLSTUDIO_HOME"] = tempfile.mkdtemp()  # none of this person's own projects and settings

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication, QWidget

from tlstudio.engine.backbones.catalogue import find
from tlstudio.engine.data.sample_sets import samples
from tlstudio.engine.model.freezing import before, shortest
from tlstudio.engine.model.heads import PRESETS as HEADS
from tlstudio.engine.model.heads import with_preset
from tlstudio.engine.project import AugmentSpec, BackboneSpec, DataSpec, HeadSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.runs.live_edits import LR, LiveEdit, ask
from tlstudio.engine.runs.runs import runs_of
from tlstudio.gui.app import create_application, open_window
from tlstudio.gui.data.step import DataStart
from tlstudio.gui.export.step import ExportStep
from tlstudio.gui.inspect.step import InspectStep
from tlstudio.gui.model.edits import with_frozen, with_head
from tlstudio.gui.model.step import ModelStep
from tlstudio.gui.services.session import SessionState
from tlstudio.gui.theme.theme import theme
from tlstudio.gui.train.step import TrainStep
from tlstudio.gui.window.main_window import MainWindow

SIZE = (1280, 800)
FONT = "Inter"
PATIENCE_MS = 600_000
SCHEMES = ("light", "dark")
TREES = {"resnet": ("timm/resnet50", "layer3"), "vit": ("timm/vit_small_patch16_224", "blocks.8")}
TREE_IMAGES = 12  # of each class: these backbones have random weights here, so only the trees are to be seen


class Photographer:
    """Drives the window as a user would, and takes pictures in both schemes."""

    def __init__(self, folder: Path) -> None:
        self.app = _application()
        self.folder = folder
        self.window: MainWindow = open_window()
        self.window.resize(*SIZE)
        folder.mkdir(parents=True, exist_ok=True)

    def until(self, condition: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(PATIENCE_MS)
        while not condition():
            if deadline.hasExpired():
                raise SystemExit("The window did not get there in ten minutes.")
            self.app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def rest(self, milliseconds: int) -> None:
        deadline = QDeadlineTimer(milliseconds)
        while not deadline.hasExpired():
            self.app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """Both pictures of the window, or of a dialog of it."""
        for scheme in SCHEMES:
            theme().apply(self.app, scheme)
            self.rest(400)
            (widget or self.window).grab().save(str(self.folder / f"{name}-{scheme}.png"))

    def take_gallery(self, model: ModelStep) -> None:
        model.change_backbone()
        dialog = model.backbone.dialog
        assert dialog is not None
        self.until(lambda: dialog.gallery.plot_card is not None)
        dialog.gallery.filters.search.setText("efficientnet")
        dialog.choose("torchvision/efficientnet_b1")
        self.take("gallery", dialog)
        dialog.reject()

    def take_leaderboard(self, model: ModelStep) -> None:
        model.compare_backbones()
        dialog = model.comparison.dialog
        assert dialog is not None
        self.until(dialog.start_button.isEnabled)
        dialog.start_button.click()
        self.rest(500)
        self.until(dialog.progress.isHidden)
        self.take("leaderboard", dialog)
        dialog.reject()

    def take_head(self, model: ModelStep) -> None:
        """The head editor with a hidden layer."""
        document = self.window.document
        document.edit("Head", with_head(document.spec, with_preset(document.spec.head, HEADS["hidden"])))
        self.until(lambda: model.pricing.probe.timing is not None)
        self.take("head")
        document.undo_stack.undo()

    def open_sample(self) -> None:
        self.window.projects.try_sample()
        self.until(lambda: self.window.services.library.index is not None)
        self.until(lambda: self.window.services.library.tree is not None)
        self.rest(3000)  # thumbnails

    def take_data(self) -> None:
        """What the Data step has beside the images."""
        self.take("empty")
        self.open_sample()
        self.take("data")
        start, document = self.window.step("data"), self.window.document
        assert isinstance(start, DataStart)
        data = start.images
        data.health.check()
        self.until(lambda: data.health.health is not None)
        self.rest(500)
        self.take("health")
        data.panel.split.by_class.click()
        self.until(lambda: data.split_page.check.report is not None)
        self.take("split")
        data.split_page.back.click()
        document.edit("Strong", replace(document.spec, augment=AugmentSpec("strong")))
        data.show_sight()
        self.rest(4000)
        self.take("augmentation")
        data.sight.back.click()
        document.undo_stack.undo()

    def take_runs(self) -> None:
        """Two short runs, the first of them changed while it trains; how they compare."""
        window, session, runs = self.window, self.window.session, self.window.runs
        window.services.preferences.set_advanced(True)
        window.document.new(ProjectSpec(DataSpec(str(_few_images(60))), training=TrainingSpec(12)), title="fabric")
        self.until(lambda: window.services.library.tree is not None and window.services.library.index is not None)
        window.show_step("train")
        train = window.step("train")
        assert isinstance(train, TrainStep)
        dialog = train.find_rate()
        assert dialog is not None
        self.until(lambda: dialog.found is not None)
        self.take("lr-finder", dialog)
        dialog.reject()
        for rate in (3e-4, 3e-3):
            spec = window.document.spec
            window.document.edit("Rate", replace(spec, training=replace(spec.training, lr=rate)))
            window.commands.trigger("start")
            self.until(lambda: session.last_epoch is not None and session.last_epoch.epoch >= 5)
            if rate < 1e-3 and session.run:
                ask(session.run, LiveEdit(LR, 1e-3))
            self.until(lambda: session.state in (SessionState.IDLE, SessionState.FAILED))
            self.rest(1500)
            if rate < 1e-3:
                self.take("train-changed")
        runs.open()
        assert runs.dialog is not None
        self.rest(1500)
        self.take("runs", runs.dialog)
        assert window.document.path is not None
        runs.compare(*runs_of(window.document.path))
        assert runs.comparison is not None
        self.until(runs.comparison.progress.isHidden)
        self.take("compare", runs.comparison)
        runs.comparison.reject()
        runs.dialog.reject()

    def take_steps(self) -> None:
        """The way from the sample to an export."""
        window, library, session = self.window, self.window.services.library, self.window.session
        self.open_sample()
        window.services.preferences.set_advanced(True)
        window.show_step("model")
        tree = library.tree
        assert tree is not None
        spec = window.document.spec
        window.document.edit("Freeze", with_frozen(spec, shortest(tree, before(tree, "blocks.6"))))
        model = window.step("model")
        assert isinstance(model, ModelStep)
        self.until(lambda: model.pricing.probe.timing is not None)
        self.take("model")
        self.take_gallery(model)
        self.take_leaderboard(model)
        self.take_head(model)
        window.document.undo_stack.undo()

        window.commands.trigger("start")
        self.until(lambda: session.last_epoch is not None and session.last_epoch.epoch >= 4)
        session.pause()
        self.take("train")
        session.resume()
        self.until(lambda: session.state in (SessionState.IDLE, SessionState.FAILED))

        window.show_step("inspect")
        inspect = window.step("inspect")
        assert isinstance(inspect, InspectStep)
        self.until(lambda: inspect.evaluations.report is not None)
        self.rest(2000)
        self.take("inspect")

        window.show_step("export")
        export = window.step("export")
        assert isinstance(export, ExportStep)
        export.do("export")
        self.until(lambda: library.exported != "")
        self.take("export")

    def take_trees(self) -> None:
        for name, (backbone, part) in TREES.items():
            self.take_tree(name, backbone, part)

    def take_tree(self, name: str, backbone: str, part: str) -> None:
        """The tree of a backbone that trains from this part on, before and after two epochs."""
        window, library, session = self.window, self.window.services.library, self.window.session
        spec = ProjectSpec(
            data=DataSpec(str(_few_images())),
            backbone=BackboneSpec(backbone, weights="random"),
            head=HeadSpec("own" if find(backbone).pools_itself else "avg"),
            training=TrainingSpec(epochs=2, batch_size=12),
        )
        window.show_step("model")
        window.document.new(spec)
        self.until(lambda: library.tree is not None and library.description.name == backbone)  # pyright: ignore[reportOptionalMemberAccess] -- it is there with its tree
        tree, model = library.tree, window.step("model")
        assert tree is not None
        assert isinstance(model, ModelStep)
        window.document.edit("Freeze", with_frozen(window.document.spec, shortest(tree, before(tree, part))))
        self.until(lambda: model.pricing.probe.timing is not None)
        self.take(f"tree-{name}-before")
        window.commands.trigger("start")
        self.until(lambda: session.last_epoch is not None and session.state is SessionState.IDLE)
        window.show_step("model")
        self.until(lambda: bool(model.moved.last.movement))
        self.rest(2000)
        self.take(f"tree-{name}-after")


SCENES: dict[str, Callable[[Photographer], None]] = {
    "data": Photographer.take_data,
    "steps": Photographer.take_steps,
    "runs": Photographer.take_runs,
    "trees": Photographer.take_trees,
}


def main(folder: str = "packaging/pictures", *scenes: str) -> None:
    photographer = Photographer(Path(folder))
    for scene in scenes or SCENES:
        SCENES[scene](photographer)
    photographer.window.close()


def _few_images(count: int = TREE_IMAGES) -> Path:
    """A few images of each class of the sample."""
    sample, folder = samples()[0], Path(tempfile.mkdtemp())
    for name in sample.classes:
        (folder / name).mkdir()
        for path in sorted((sample.folder / name).iterdir())[:count]:
            shutil.copy(path, folder / name / path.name)
    return folder


def _application() -> QApplication:
    """The app in the font of the design where it is installed."""
    app = QApplication(sys.argv[:1])
    if FONT in QFontDatabase.families():
        app.setFont(QFont(FONT, 10))
    return create_application()


if __name__ == "__main__":
    main(*sys.argv[1:])
