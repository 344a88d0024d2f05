"""A grid of thumbnails that scrolls through any number of images."""

from collections.abc import Sequence, Set
from contextlib import suppress
from dataclasses import dataclass, field
from math import ceil
from pathlib import Path

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QMimeData,
    QModelIndex,
    QObject,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QUrl,
    Signal,
)
from PySide6.QtGui import QPainter, QPainterPath, QPen, QResizeEvent
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tlstudio.gui.theme.icons import paint_icon
from tlstudio.gui.theme.theme import SMALL, TINY, color, font, set_role, theme
from tlstudio.gui.widgets.labels import SIDE as SWATCH
from tlstudio.gui.widgets.labels import paint_swatch
from tlstudio.gui.widgets.tables import Index, cell_of
from tlstudio.gui.widgets.thumbnail_loader import Decode, ThumbnailLoader
from tlstudio.gui.widgets.tile_view import TileView

GAP, CAPTION = 14, 35  # px between squares; of a row below its square
RADIUS = 3
SCROLL_BAR = 10  # px, as in the style sheet
SLACK = 4  # px that a row of squares may lack
SIZE_STEP = 32  # device px
FEW = 20  # images that are looked for one by one
SIZES = (96, 144, 256)  # px of a square: smallest, usual, largest

TileRole = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Tile:
    """One image of the grid. `problem` says why it cannot be shown or used; such a tile decodes nothing.

    `row` is its place in what `ThumbnailGrid.set_marks` is given, -1 for none. Tiles of the same file are equal,
    whatever is said of it.
    """

    path: Path
    label: str = field(compare=False)
    name: str = field(compare=False)
    problem: str = field(default="", compare=False)
    row: int = field(default=-1, compare=False)


class TileModel(QAbstractListModel):
    """Tiles in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tiles: Sequence[Tile] = ()

    @property
    def tiles(self) -> Sequence[Tile]:
        return self._tiles

    def set_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show these; where they are of the same files, the view stays where it is."""
        if tiles == self._tiles:
            self._tiles = tiles
            return
        self.beginResetModel()
        self._tiles = tiles
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._tiles)

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(self._tiles[index.row()].path)) for index in indexes])
        return data

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction  # the files stay where they are, wherever they are dropped

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        tile = self._tiles[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return tile.name
            case Qt.ItemDataRole.ToolTipRole:
                return f"{tile.name}\n{tile.problem or tile.label}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return ", ".join(text for text in (tile.name, tile.label, tile.problem) if text)
            case _:
                return tile if role == TileRole else None


class TileDelegate(QStyledItemDelegate):
    def __init__(self, loader: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._loader = loader
        self.side = SIZES[1]
        self.marks: Sequence[str] = ()  # a colour token for each row, or "" for none

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        tile: Tile = index.data(TileRole)
        place, is_chosen = cell_of(option)
        square = QRect(place.left() + GAP // 2, place.top() + 4, self.side, self.side)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_square(painter, square, tile)
        if is_chosen:
            painter.setPen(QPen(color("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(square).adjusted(-3, -3, 3, 3), RADIUS + 2, RADIUS + 2)
        caption = QRect(square.left(), square.bottom() + 4, self.side, 20)
        if 0 <= tile.row < len(self.marks) and self.marks[tile.row]:
            paint_swatch(painter, QPoint(caption.left(), caption.center().y() - SWATCH // 2 + 1), self.marks[tile.row])
            caption.setLeft(caption.left() + SWATCH + 5)
        _paint_caption(painter, caption, tile)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.side + GAP, self.side + CAPTION)

    def _paint_square(self, painter: QPainter, square: QRect, tile: Tile) -> None:
        device = painter.device()
        ratio = device.devicePixelRatioF() if device else 1.0
        pixmap = None if tile.problem else self._loader.get(tile.path, _decoded_px(self.side * ratio))
        clip = QPainterPath()
        clip.addRoundedRect(QRectF(square), RADIUS, RADIUS)
        if pixmap is None:
            painter.fillPath(clip, color("track"))
            if tile.problem:
                _paint_problem(painter, square, tile.problem)
            return
        painter.save()
        painter.setClipPath(clip)
        painter.drawPixmap(square, pixmap)
        painter.restore()


def _rows_of(tiles: Sequence[Tile], paths: Set[Path]) -> list[int]:
    """Where the images are among the tiles, ascending."""
    if len(paths) > FEW:
        return [row for row, tile in enumerate(tiles) if tile.path in paths]
    rows: list[int] = []
    for path in paths:
        with suppress(ValueError):  # it is not shown any more
            rows.append(tiles.index(Tile(path, "", "")))
    return sorted(rows)


def _decoded_px(side: float) -> int:
    """Sizes are made in steps, so that a window dragged wider needs no new thumbnails for each pixel."""
    return ceil(side / SIZE_STEP) * SIZE_STEP


def _paint_problem(painter: QPainter, square: QRect, problem: str) -> None:
    """A sign, and below it the whole reason, as far as the square holds it."""
    quarter = square.height() // 4
    paint_icon(
        painter, QRect(square.left(), square.top() + quarter // 2, square.width(), quarter), "warning", "warning"
    )
    painter.setFont(font(SMALL))
    painter.setPen(color("text2"))
    place = square.adjusted(6, quarter * 3 // 2 + 4, -6, -4)
    painter.drawText(place, Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap, problem)


def _paint_caption(painter: QPainter, place: QRect, tile: Tile) -> None:
    painter.setFont(font(SMALL))
    painter.setPen(color("text"))
    middle = Qt.AlignmentFlag.AlignVCenter
    metrics = painter.fontMetrics()
    first, second = (tile.name, "") if tile.problem else (tile.label, tile.name)
    label = metrics.elidedText(first, Qt.TextElideMode.ElideRight, place.width())
    painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, label)
    left = place.width() - metrics.horizontalAdvance(label) - 8
    painter.setFont(font(TINY))
    painter.setPen(color("text2"))
    name = painter.fontMetrics().elidedText(second, Qt.TextElideMode.ElideMiddle, left)
    if left > 24:
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, name)


class ThumbnailGrid(TileView):
    """Shows tiles; decodes only what is in view."""

    selection_changed = Signal()

    def __init__(self, decode: Decode, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "bare")
        self._least = SIZES[1]
        self.loader = ThumbnailLoader(decode, self)
        self.tiles = TileModel(self)
        self._delegate = TileDelegate(self.loader, self)
        self.setModel(self.tiles)
        self.setItemDelegate(self._delegate)
        self.setDragEnabled(True)
        self.setDragDropMode(TileView.DragDropMode.DragOnly)
        self.loader.arrived.connect(self.viewport().update)
        theme().changed.connect(self.viewport().update)
        self.selectionModel().selectionChanged.connect(lambda *_: self.selection_changed.emit())

    def show_tiles(self, tiles: Sequence[Tile]) -> None:
        """Show other tiles; those that are still there stay selected."""
        if tiles == self.tiles.tiles:
            self.tiles.set_tiles(tiles)
            self.viewport().update()
        else:
            chosen, row, top = {tile.path for tile in self.selected()}, self.currentIndex().row(), self._paths_at_top()
            self.tiles.set_tiles(tiles)
            self._go_on_at(row, top)
            self.select(chosen)
        self.selection_changed.emit()

    def _paths_at_top(self) -> set[Path]:
        """The first images in view; none where the view has not been scrolled."""
        row = self._row_at(QPoint(0, 0))
        return {tile.path for tile in self.tiles.tiles[row : row + FEW]} if self.verticalOffset() else set()

    def _go_on_at(self, row: int, top: Set[Path]) -> None:
        """Keep what stood at the top there, and let the arrow keys go on from the row, which is not selected."""
        at = _rows_of(self.tiles.tiles, top)
        self.verticalScrollBar().setValue(at[0] // self.columns * self.cell.height() if at else 0)
        if row >= 0 and self.tiles.tiles:
            last = len(self.tiles.tiles) - 1
            no_change = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(self.tiles.index(min(row, last)), no_change)

    def set_marks(self, marks: Sequence[str]) -> None:
        """A small square before the label of each tile, in the colour of the token at its row; "" for none."""
        self._delegate.marks = marks
        self.viewport().update()

    def select(self, paths: Set[Path]) -> None:
        """Select the tiles of these images, as far as they are shown, and bring the first into view."""
        rows = _rows_of(self.tiles.tiles, paths)
        if rows:
            self.setCurrentIndex(self.tiles.index(rows[0]))
        more = QItemSelection()
        for row in rows[1:]:
            more.append(QItemSelectionRange(self.tiles.index(row)))
        self.selectionModel().select(more, QItemSelectionModel.SelectionFlag.Select)

    def following(self) -> Path | None:
        """The image after the selected one; None where not exactly one is selected, or it is the last."""
        rows = self._selected_rows()
        is_one = len(rows) == 1 and rows[0] + 1 < len(self.tiles.tiles)
        return self.tiles.tiles[rows[0] + 1].path if is_one else None

    def selected(self) -> list[Tile]:
        return [self.tiles.tiles[row] for row in self._selected_rows()]

    def selected_count(self) -> int:
        return len(self._selected_rows())

    def _selected_rows(self) -> list[int]:
        """From first to last; by ranges, since there may be very many."""
        chosen = self.selectionModel().selection()
        parts = [chosen.at(number) for number in range(chosen.count())]
        return sorted(row for part in parts for row in range(part.top(), part.bottom() + 1))

    def set_side(self, side: int) -> None:
        """The least size of a square, in px; squares grow until the row is full."""
        self._least = side
        self._fit()

    def _fit(self) -> None:
        width = self.width() - SCROLL_BAR - 1  # kept free even where there is none, else the columns jump as it comes
        columns = max(1, (width + SLACK) // (self._least + GAP))
        self._delegate.side = width // columns - GAP
        self.set_cell(self._delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)
