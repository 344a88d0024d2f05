"""One phase of a timeline.

Edits of the phases of unfreezing, as pure functions.
"""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from tlstudio.engine.model.parts import Part
from tlstudio.engine.project import PhaseSpec
from tlstudio.gui.theme.theme import color, theme

SEGMENT_PX = 28  # high
NARROWEST_PX = 40
PALEST, STRONGEST = 30, 110  # alpha of the first phase and of the last
PADDING_PX = 8


class PhaseSegment(QAbstractButton):
    """One phase in the bar, the stronger coloured the more trains."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(NARROWEST_PX)
        self._strength = 0.0
        self._has_time = True
        theme().changed.connect(self.update)

    def show_phase(self, text: str, strength: float, *, has_time: bool) -> None:
        """`strength` is a share; without time the phase has no epochs left."""
        self._strength, self._has_time = strength, has_time
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(self.tr("Phase: {words}").format(words=text))
        self.update()

    # What Qt asks of a widget.

    def sizeHint(self) -> QSize:
        return QSize(NARROWEST_PX, max(SEGMENT_PX, self.fontMetrics().height() + 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = "accent" if self.isChecked() else "outline" if self.underMouse() else "border"
        painter.setPen(QPen(color(edge if self._has_time else "error"), 2 if self.isChecked() else 1))
        painter.setBrush(color("learn", round(PALEST + (STRONGEST - PALEST) * self._strength)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        room = self.rect().adjusted(PADDING_PX, 0, -PADDING_PX, 0)
        painter.setPen(color("text"))
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.end()


Phases = tuple[PhaseSpec, ...]


def left_over(phases: Phases, epochs: int) -> int:
    """Epochs of the last phase, in which all trains that is not frozen; too long phases make it nought or less."""
    return epochs - sum(phase.epochs for phase in phases)


def with_next(phases: Phases, epochs: int, parts: Sequence[Part]) -> Phases | None:
    """With one more phase before the last: at first the head alone, then a stage nearer to the input each time.

    `parts` are those that train, from input to output. None if there is no room or no part for another.
    """
    if not phases:
        return (PhaseSpec(max(1, epochs // 4)),) if epochs > 1 and parts else None
    left, name = left_over(phases, epochs), _part_before(phases[-1].from_part, parts)
    return (*phases, PhaseSpec(max(1, left // 3), name)) if left > 1 and name else None


def replaced(phases: Phases, number: int, change: Callable[[PhaseSpec], PhaseSpec]) -> Phases:
    """With the phase of that number changed."""
    return (*phases[:number], change(phases[number]), *phases[number + 1 :])


def without(phases: Phases, number: int) -> Phases:
    return (*phases[:number], *phases[number + 1 :])


def _part_before(name: str, parts: Sequence[Part]) -> str:
    """The nearest stage or block before the named part, but not the first part: from there on all trains."""
    names = [part.name for part in parts]
    end = names.index(name) if name in names else len(parts)
    earlier = parts[1:end]
    deep = [part for part in earlier if part.level in ("stage", "block")]
    return (deep or earlier)[-1].name if earlier else ""
