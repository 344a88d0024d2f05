"""How the model step is laid out: simple with choices in plain words, advanced with every part and layer."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tlstudio.gui.freeze.timeline import PhaseTimeline
from tlstudio.gui.freeze.tree import FreezeTree
from tlstudio.gui.head.editor import HeadEditor
from tlstudio.gui.model.backbone_card import BackboneCard
from tlstudio.gui.model.price_tag import PriceTag
from tlstudio.gui.model.words import freeze_choices, freeze_titles, head_choices, short_freeze_titles
from tlstudio.gui.theme.theme import set_role
from tlstudio.gui.widgets.choice_cards import ChoiceCards
from tlstudio.gui.widgets.notices import Banner
from tlstudio.gui.widgets.rows import column_of, row_of, scrolling
from tlstudio.gui.widgets.segment import Segment

COMPACT_WIDTH = 1180  # px of the window: below it names of parts become tool tips, bars go
COMPACT_HEIGHT = 640  # px of the step: below it the price tag has no lines of context
PRICE_WIDTH = 1060  # px of the step: below it the price tag has fewer numbers, and no lines of context
LEAST_HEIGHT = 96  # px of the tree and the head
SIDE_PX = 326  # the least width of the head, whose cards hold the words of longer languages
TREE_SHARE, HEAD_SHARE = 704, 328


class ModelView(QWidget):
    """The widgets of the step in their places; what they show is the step's affair."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        question = self.tr("How much to keep, how much to retrain")
        self.banner = Banner(self)
        self.card = BackboneCard(self)
        self.segment = Segment(question, list(freeze_titles().items()), self, short=short_freeze_titles())
        self.freeze_cards = ChoiceCards(question, freeze_choices(), Qt.Orientation.Horizontal, self)
        self.tree = FreezeTree(self)
        self.head = HeadEditor(self)
        self.head_cards = ChoiceCards(self.tr("Head"), head_choices(), Qt.Orientation.Vertical, self)
        self.phases = PhaseTimeline(self)
        self.price = PriceTag(self)
        self._simple_top, self._advanced_top = self._questions(question)
        self._simple_head = self._new_simple_head()
        self._waiting = QLabel()
        self._lay_out()

    def set_advanced(self, is_advanced: bool) -> None:
        self._simple_top.setHidden(is_advanced)
        self._advanced_top.setVisible(is_advanced)
        self.head.setVisible(is_advanced)
        self._simple_head.setHidden(is_advanced)
        self.phases.setVisible(is_advanced)

    def show_recommended(self, key: str, reason: str) -> None:
        """Mark the recommended preset of freezing, and say why."""
        self.segment.star(key, reason)
        self.freeze_cards.star(key, reason)

    def set_narrow(self, is_narrow: bool) -> None:
        """Shorten what a narrow window has no room for."""
        self.tree.set_narrow(is_narrow)
        self.card.set_narrow(is_narrow)

    def show_waiting(self, sentence: str) -> None:
        """Say in the tree's place what is being waited for; an empty sentence shows the tree."""
        self._waiting.setText(sentence)
        self._pages.setCurrentIndex(1 if sentence else 0)

    def _questions(self, question: str) -> tuple[QWidget, QWidget]:
        """The presets above everything, for simple mode; and beside the backbone, for advanced."""
        simple, advanced = QWidget(self), QWidget(self)
        heading, label = QLabel(question), QLabel(question)
        set_role(heading, "section")
        set_role(label, "small secondary")
        column = QVBoxLayout(simple)
        column.setContentsMargins(0, 0, 0, 4)
        column.addWidget(heading)
        column.addWidget(self.freeze_cards)
        column_of(3, label, self.segment, parent=advanced)
        return simple, advanced

    def _new_simple_head(self) -> QWidget:
        title = QLabel(self.tr("Head"))
        set_role(title, "section")
        side = QWidget(self)
        column_of(8, title, (scrolling(self.head_cards), 1), parent=side)
        return side

    def _lay_out(self) -> None:
        self.card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        top = row_of(16, self.card, None, self._advanced_top)
        top.setAlignment(self.card, Qt.AlignmentFlag.AlignBottom)
        centre = column_of(
            10, self.banner, self._simple_top, top, (self._middle(), 1), self.phases, margins=(16, 12, 16, 12)
        )
        column_of(0, (centre, 1), self.price, parent=self)

    def _middle(self) -> QHBoxLayout:
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setWordWrap(True)
        set_role(self._waiting, "secondary")
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.tree)
        self._pages.addWidget(self._waiting)
        row = row_of(16, (self._pages, TREE_SHARE))
        for side in (self.head, self._simple_head):
            side.setMinimumWidth(SIDE_PX)
            row.addWidget(side, HEAD_SHARE)
        for widget in (self._pages, self.head, self._simple_head):
            # What scrolls takes what is left: by its own wish it would shorten the sentences above it.
            widget.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
            widget.setMinimumHeight(LEAST_HEIGHT)
        return row

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < PRICE_WIDTH
        self.price.set_narrow(is_narrow)
        self.price.set_compact(is_narrow or self.height() < COMPACT_HEIGHT)
