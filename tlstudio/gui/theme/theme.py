"""The one theme: tokens become the palette, the style sheet, the icons and the pens, all in `Theme.apply`.

Style a widget by role, never by colour: `set_role(widget, "card")`. Several roles of one widget stand in one text,
separated by spaces. The roles (their rules are in resources/theme/style.qss):

QFrame    card · panel · sunken · rail · topbar · statusbar · strip · hairline (1 px line) · drop (dashed)
          banner-warning · banner-error · banner-success · banner-info · selected (tint and 3 px bar)
QLabel    large · title · section (semibold) · medium (weight 500) · secondary · small · tiny · key · hero · link
          held · learn · warning · error · success · accent · code      (a colour may follow a size: "small secondary")
QPushButton, QToolButton
          primary (34 px, filled; one in view) · tall (34 px) · small (24 px) · quiet (no edge) · link (text only)
          segment (exclusive row; see widgets/segment.py) · small-text
QLineEdit, QComboBox, QSpinBox, QCheckBox, QSlider, QTreeView, QTableView, QProgressBar … are styled as they are;
QCheckBox frozen (blue box) · QProgressBar learn
"""

from dataclasses import asdict
from pathlib import Path
from string import Template
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from tlstudio.engine.resources import resource
from tlstudio.gui.theme.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "SCHEMES", "Theme", "Tokens", "base_px", "color", "font", "set_role", "theme"]

SCHEMES = ("system", "light", "dark")
SMALL, TINY, TITLE, LARGE, KEY, HERO = 0.92, 0.85, 1.15, 1.6, 1.75, 2.3
DRAWINGS = (
    ("tick", "on_accent"),
    ("minus", "on_accent"),
    ("minus", "accent"),
    ("tick", "text2"),
    ("chevron-down", "text2"),
    ("chevron-up", "text2"),
    ("chevron-right", "text2"),
)
MIN_BASE_PX = 13  # so that tiny text never falls below 11 px


class Theme(QObject):
    """The tokens in force. `changed` comes after palette and style sheet were swapped: redraw what you painted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = LIGHT
        self.scheme = "system"
        self._drawings = TemporaryDirectory(prefix="tlstudio-")

    @property
    def is_dark(self) -> bool:
        return self.tokens is DARK

    def apply(self, app: QApplication, scheme: str) -> None:
        """Put on `scheme`: "light", "dark", or "system" to follow the desktop from now on."""
        self.scheme = scheme
        _follow(app, scheme, self._on_system_scheme)
        self.tokens = DARK if _is_dark(app, scheme) else LIGHT
        app.setPalette(_palette(self.tokens))
        folder = self._folder_of(scheme="dark" if self.is_dark else "light")
        app.setStyleSheet(_style_sheet(self.tokens, folder))
        self.changed.emit()

    def close(self) -> None:
        """Remove its drawings; the application ends."""
        self._drawings.cleanup()

    def _folder_of(self, scheme: str) -> Path:
        # One folder per scheme: Qt caches drawings by path.
        folder = Path(self._drawings.name) / scheme
        if not folder.exists():
            folder.mkdir()
            _draw(self.tokens, folder)
        return folder

    def _on_system_scheme(self) -> None:
        app = QApplication.instance()
        if self.scheme == "system" and isinstance(app, QApplication) and _is_dark(app, "system") != self.is_dark:
            self.apply(app, "system")


_theme: Theme | None = None


def theme() -> Theme:
    """The theme of the application."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


def color(token: str, alpha: int = 255) -> QColor:
    """The colour of a token, now. `alpha` is 0 (clear) to 255."""
    result = QColor(getattr(theme().tokens, token))
    result.setAlpha(alpha)
    return result


def base_px() -> int:
    """The size of ordinary text, in logical pixels."""
    return max(MIN_BASE_PX, QFontInfo(QApplication.font()).pixelSize())


def font(scale: float = 1.0, weight: int = 400) -> QFont:
    """The application's font at a share of its size, its figures all equally wide."""
    result = QFont(QApplication.font())
    result.setPixelSize(max(11, round(base_px() * scale)))
    result.setWeight(QFont.Weight(weight))
    return result


def set_role(widget: QWidget, role: str) -> None:
    """Give the widget its roles and let the style sheet see them."""
    if widget.property("role") == role.split():
        return
    widget.setProperty("role", role.split())  # a list: [role~="small"] matches one word of it
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def prepare_font(app: QApplication) -> None:
    """Make figures tabular and ordinary text at least 13 px, once at the start."""
    result = QFont(app.font())
    result.setPixelSize(max(MIN_BASE_PX, QFontInfo(result).pixelSize()))
    result.setFeature(QFont.Tag("tnum"), 1)
    app.setFont(result)


def _follow(app: QApplication, scheme: str, slot: object) -> None:
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    hints.colorSchemeChanged.connect(slot, Qt.ConnectionType.UniqueConnection)
    hints.setColorScheme(wanted)  # also for the title bar and the system's own dialogs


def _is_dark(app: QApplication, scheme: str) -> bool:
    if scheme == "system":
        return app.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return scheme == "dark"


def _style_sheet(tokens: Tokens, drawings: Path) -> str:
    template = Template(resource("theme", "style.qss").read_text(encoding="utf-8"))
    return template.substitute(asdict(tokens), drawings=drawings.as_posix(), **_sizes())


def _draw(tokens: Tokens, folder: Path) -> None:
    """Write the few drawings that a style sheet can only take from a file, in the colours of the theme."""
    for drawing, token in DRAWINGS:
        text = resource("icons", f"{drawing}.svg").read_text(encoding="utf-8")
        bold = text.replace('stroke-width="1.5"', 'stroke-width="2.4"') if token == "on_accent" else text
        (folder / f"{drawing}-{token}.svg").write_text(bold.replace("currentColor", getattr(tokens, token)), "utf-8")


def _sizes() -> dict[str, str]:
    base = base_px()
    scales = {"small": SMALL, "tiny": TINY, "base": 1.0, "title": TITLE, "large": LARGE, "key": KEY, "hero": HERO}
    return {f"{name}_px": f"{max(11, round(base * scale))}px" for name, scale in scales.items()}


def _palette(tokens: Tokens) -> QPalette:
    roles = QPalette.ColorRole
    palette = QPalette()
    for role, token in {
        roles.Window: tokens.window,
        roles.WindowText: tokens.text,
        roles.Base: tokens.panel,
        roles.AlternateBase: tokens.sunken,
        roles.Text: tokens.text,
        roles.PlaceholderText: tokens.text2,
        roles.Button: tokens.panel,
        roles.ButtonText: tokens.text,
        roles.BrightText: tokens.error,
        roles.Highlight: tokens.accent_tint,
        roles.HighlightedText: tokens.text,
        roles.Accent: tokens.accent,
        roles.Link: tokens.accent,
        roles.LinkVisited: tokens.accent,
        roles.ToolTipBase: tokens.panel,
        roles.ToolTipText: tokens.text,
        roles.Light: tokens.panel,
        roles.Midlight: tokens.sunken,
        roles.Mid: tokens.control,
        roles.Dark: tokens.outline,
        roles.Shadow: tokens.border,
    }.items():
        palette.setColor(role, QColor(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.text2))
    palette.setColor(QPalette.ColorGroup.Disabled, roles.Highlight, QColor(tokens.track))
    return palette
