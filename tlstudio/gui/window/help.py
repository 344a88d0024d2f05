"""The dialogs of the Help menu."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from tlstudio import __version__
from tlstudio.engine.resources import resource
from tlstudio.gui.language.say import say
from tlstudio.gui.theme.theme import font, set_role
from tlstudio.gui.widgets.rows import column_of, scrolling
from tlstudio.gui.window.commands import shortcuts

GUIDE_SIZE = (640, 600)
LEAST_HEIGHT, BAR_PX = 320, 20  # of the list of shortcuts, of the bar that scrolls it
LINE_HEIGHT_PERCENT = 125
HEADING_SCALES = {1: 1.75, 2: 1.15}


def show_guide(parent: QWidget) -> QDialog:
    """The five steps explained."""
    dialog, layout = _dialog(parent, say("Guide"))
    dialog.resize(*GUIDE_SIZE)
    page = QTextBrowser()
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setAccessibleName(say("Guide"))
    page.viewport().setAutoFillBackground(False)
    page.setMarkdown(resource("help", "guide.md").read_text(encoding="utf-8"))
    _space_out(page.document())
    layout.insertWidget(0, page)
    dialog.open()
    return dialog


def show_shortcuts(parent: QWidget) -> QDialog:
    """All shortcuts in one list."""
    dialog, layout = _dialog(parent, say("Keyboard Shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(6)
    for row, (text, keys) in enumerate([*shortcuts(), *_inside()]):
        grid.addWidget(QLabel(text), row, 0)
        shown = QLabel(keys)
        set_role(shown, "secondary")
        grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignRight)
    area = scrolling(grid)  # the list is longer than a small screen is high
    area.setMinimumSize(grid.sizeHint().width() + BAR_PX, LEAST_HEIGHT)
    layout.insertWidget(0, area)
    dialog.resize(dialog.sizeHint().width(), GUIDE_SIZE[1])
    dialog.open()
    return dialog


def show_about(parent: QWidget) -> QDialog:
    dialog, layout = _dialog(parent, say("About Transfer Learning Studio"))
    title = QLabel("Transfer Learning Studio")
    set_role(title, "title")
    layout.insertWidget(0, title)
    layout.insertWidget(1, QLabel(say("Version {0}").format(__version__)))
    layout.insertWidget(2, QLabel(say("All local. Nothing is uploaded.")))
    dialog.open()
    return dialog


def _space_out(document: QTextDocument) -> None:
    """Markdown comes without room between its lines and with headings of twice the size."""
    block = document.begin()
    while block.isValid():
        cursor, spacing = QTextCursor(block), block.blockFormat()
        level = spacing.headingLevel()
        spacing.setTopMargin(20 if level > 1 else 0)
        spacing.setBottomMargin(4 if block.textList() else 8)
        spacing.setLineHeight(LINE_HEIGHT_PERCENT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        cursor.setBlockFormat(spacing)
        if level:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
            look = QTextCharFormat()
            look.setFont(font(HEADING_SCALES[level], 600))
            cursor.mergeCharFormat(look)
        block = block.next()


def _inside() -> list[tuple[str, str]]:
    return [
        (say("Freeze tree: tick or untick"), say("Space")),
        (say("Freeze tree: train what is partly frozen"), say("Shift+Space")),
        (say("Freeze tree: learning rate of the part"), say("F2")),
        (say("Freeze tree: find parts"), say("Ctrl+F")),
        (say("Head: move the layer"), say("Alt+Up, Alt+Down")),
    ]


def _dialog(parent: QWidget, title: str) -> tuple[QDialog, QVBoxLayout]:
    dialog = QDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setWindowTitle(title)
    layout = column_of(12, margins=(20, 18, 20, 16), parent=dialog)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.close)
    layout.addWidget(buttons)
    return dialog, layout
