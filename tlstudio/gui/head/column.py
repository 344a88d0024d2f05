"""The cards of a head joined by arrows: pooling, layers, output, with the shapes that flow between them."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tlstudio.engine.model.heads import HEAD_LAYERS, HeadRow, Shape, trace
from tlstudio.engine.project import HeadSpec, LayerKind, LayerSpec, Task
from tlstudio.engine.tasks.info import OF_A_FOLDER
from tlstudio.gui.head import edits as head_edits
from tlstudio.gui.head import words as head_words
from tlstudio.gui.head.arrow import HeadArrow
from tlstudio.gui.head.card import HeadCard
from tlstudio.gui.head.fields import Item, is_output, is_pool
from tlstudio.gui.language.say import say, say_sentence
from tlstudio.gui.theme.theme import color
from tlstudio.gui.widgets.numbers import count


class HeadColumn(QWidget):
    """Shows a head and asks for another: `head_asked(text, HeadSpec)`, the text for the undo menu.

    Up and Down go from card to card, Alt+Up and Alt+Down move a layer, Delete removes it, Enter opens its field.
    """

    head_asked = Signal(str, object)
    typed = Signal(object)  # the HeadSpec as it would be, while a number is being typed
    went_to = Signal(QWidget)  # the card that should be in view

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = HeadSpec()  # as shown; the truth is the project's
        self._features: Shape | None = None
        self._classes: tuple[str, ...] = ()  # or labels, or numbers: the names of the outputs
        self._task: Task = OF_A_FOLDER
        self.selected = -1  # number of the open card
        self._drop_y = -1  # where a dragged card would land
        self.cards: list[HeadCard] = []
        self.arrows: list[HeadArrow] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)

    def show_head(
        self, head: HeadSpec, features: Shape | None, classes: Sequence[str], task: Task = OF_A_FOLDER
    ) -> None:
        """Show the head on a backbone that gives `features`, for these classes; what is unknown stays open."""
        self._head, self._features, self._classes, self._task = head, features, tuple(classes), task
        items = _items(head)
        if not self._cards_fit(items):
            self._rebuild(items)
        rows = self._trace(head)
        for card, item, row in zip(self.cards, items, rows, strict=True):
            card.show_item(item, self._spoken(card.number, row))
        self._show_rows(head, rows)

    def select(self, number: int) -> None:
        """Open the card with this number and close the others."""
        self.selected = number
        for card in self.cards:
            card.set_selected(card.number == number)

    def add_layer(self, kind: LayerKind) -> None:
        """Ask for a new layer after the open card, or in front of the output."""
        last = len(self._head.layers)
        number = self.selected + 1 if 0 <= self.selected <= last else last + 1
        text = self.tr("Add {layer}").format(layer=HEAD_LAYERS[kind].title)
        self._ask(text, head_edits.inserted(self._head, number, kind), number)

    def remove_layer(self, number: int) -> None:
        text = self.tr("Remove {layer}").format(layer=self._title(number))
        self._ask(text, head_edits.removed(self._head, number), min(number, len(self._head.layers)))

    def move_layer(self, number: int, to: int) -> None:
        text = self.tr("Move {layer}").format(layer=self._title(number))
        self._ask(text, head_edits.moved(self._head, number, to), to)

    def _title(self, number: int) -> str:
        return self._trace(self._head)[number].title

    def _trace(self, head: HeadSpec) -> list[HeadRow]:
        return trace(head, self._features or (), len(self._classes), self._task)

    def _cards_fit(self, items: Sequence[Item]) -> bool:
        return len(self.cards) == len(items) and all(map(HeadCard.fits, self.cards, items))

    def _rebuild(self, items: Sequence[Item]) -> None:
        focus = self.focusWidget()
        had_focus = focus is not None and focus.hasFocus() and self.isAncestorOf(focus)
        for widget in (*self.cards, *self.arrows):
            widget.blockSignals(True)  # hiding a field ends what was typed there, on a card that is no more
            self._layout.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self.cards = [self._new_card(number, item) for number, item in enumerate(items)]
        self.arrows = [self._new_arrow(number) for number in range(len(items) + 1)]
        for arrow, card in zip(self.arrows, self.cards, strict=False):
            self._layout.addWidget(arrow)
            self._layout.addWidget(card)
        self._layout.addWidget(self.arrows[-1])
        self.select(self.selected if self.selected < len(self.cards) else -1)
        if had_focus and self.selected >= 0:
            self.cards[self.selected].setFocus()

    def _new_card(self, number: int, item: Item) -> HeadCard:
        card = HeadCard(number, item, self)
        card.selected.connect(self.select)
        card.changed.connect(self._on_changed)
        card.typed.connect(self._on_typed)
        card.remove_asked.connect(self.remove_layer)
        card.dragged.connect(self._on_dragged)
        card.dropped.connect(self._on_dropped)
        return card

    def _new_arrow(self, number: int) -> HeadArrow:
        arrow = HeadArrow(self)
        arrow.fix_asked.connect(lambda: self._on_fix(number))
        return arrow

    def _show_rows(self, head: HeadSpec, rows: list[HeadRow]) -> None:
        """Bring numbers and shapes up to date, without touching the fields."""
        is_known = self._features is not None
        for card, row in zip(self.cards, rows, strict=True):
            has_number = is_known and (card is not self.cards[-1] or bool(self._classes))
            card.show_row(say(row.title), self._detail(card.number, row), row.parameters if has_number else 0)
        flowing = [self._features or (), *(row.shape for row in rows[:-1])]
        for number, (shape, row) in enumerate(zip(flowing, rows, strict=True)):
            if is_known and row.problem:
                self._show_problem(number, head, say_sentence(row.problem))
            else:
                self.arrows[number].show_shape(head_words.flow(number, shape) if is_known else "")
        self.arrows[-1].show_shape(head_words.outcome(self._classes, self._task))

    def _show_problem(self, number: int, head: HeadSpec, sentence: str) -> None:
        fix = head_edits.fix_of(head, self._features or (), number, self._task)
        self.arrows[number].show_problem(sentence, head_words.remedy(fix) if fix else "")

    def _detail(self, number: int, row: HeadRow) -> str:
        is_output = number == len(self.cards) - 1
        return head_words.output_detail(len(self._classes), self._task) if is_output else row.detail

    def _spoken(self, number: int, row: HeadRow) -> str:
        words = self.tr("Head, {number} of {total}: {title} {detail}, {parameters} parameters")
        return words.format(
            number=number + 1,
            total=len(self.cards),
            title=say(row.title),
            detail=self._detail(number, row),
            parameters=count(row.parameters),
        )

    def _ask(self, text: str, head: HeadSpec | None, go_to: int | None = None) -> None:
        """Ask for the head and go to a card of it; nothing to change asks nothing."""
        if head is None or head == self._head:
            return
        self.head_asked.emit(text, head)
        if go_to is not None:
            self._go_to(go_to)

    def _go_to(self, number: int) -> None:
        card = self.cards[max(0, min(number, len(self.cards) - 1))]
        card.setFocus()
        self.select(card.number)
        self.went_to.emit(card)

    def _changed(self, number: int, item: Item) -> HeadSpec:
        if isinstance(item, LayerSpec):
            return head_edits.with_layer(self._head, number, item)
        if is_pool(item):
            return head_edits.with_pool(self._head, item)
        assert is_output(item)
        return head_edits.with_output(self._head, item)

    def _on_changed(self, number: int, item: Item) -> None:
        self._ask(self.tr("Change {layer}").format(layer=self._title(number)), self._changed(number, item))

    def _on_typed(self, number: int, item: Item) -> None:
        head = self._changed(number, item)
        self._show_rows(head, self._trace(head))
        self.typed.emit(head)

    def _on_fix(self, number: int) -> None:
        fix = head_edits.fix_of(self._head, self._features or (), number, self._task)
        if fix:
            self._ask(head_words.remedy(fix), fix.head)

    def _target(self, number: int, position: QPoint) -> int:
        """As which card the dragged one would land here."""
        y = self.mapFromGlobal(position).y()
        above = [card for card in self.cards if card.number != number and card.geometry().center().y() < y]
        return max(1, min(len(above), len(self._head.layers)))

    def _on_dragged(self, number: int, position: QPoint) -> None:
        target = self._target(number, position)
        arrow = self.arrows[target if target <= number else target + 1]
        self._drop_y = arrow.geometry().center().y() if target != number else -1
        self.went_to.emit(self.cards[target])
        self.update()

    def _on_dropped(self, number: int, position: QPoint) -> None:
        self._drop_y = -1
        self.update()
        self.move_layer(number, self._target(number, position))

    # What Qt asks of a widget.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.move_layer(self.selected, self.selected + step)
        elif step:
            self._go_to(self.selected + step)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_layer(self.selected)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drop_y >= 0:
            painter = QPainter(self)
            painter.fillRect(0, self._drop_y - 1, self.width(), 3, color("accent"))
            painter.end()


def _items(head: HeadSpec) -> list[Item]:
    """What the cards stand for, in order."""
    return [head.pool, *head.layers, head.output]
