import re
from dataclasses import asdict

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from tlstudio.engine.resources import resource
from tlstudio.gui.theme.icons import icon, names, pixmap, svg
from tlstudio.gui.theme.theme import base_px, font, set_role, theme
from tlstudio.gui.theme.tokens import DARK, LIGHT, Tokens

TEXTS = ("text", "text2", "accent", "held", "learn", "warning", "error", "success")
GROUNDS = ("window", "rail", "panel", "sunken", "accent_tint")


def luminance(hex_color: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = (QColor(hex_color).redF(), QColor(hex_color).greenF(), QColor(hex_color).blueF())
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("tokens", "least"), [(LIGHT, 4.5), (DARK, 5.4)])
def test_every_text_can_be_read_on_every_ground(tokens: Tokens, least: float) -> None:
    colours = asdict(tokens)
    for text in TEXTS:
        for ground in (*GROUNDS, *([f"{text}_tint"] if f"{text}_tint" in colours else [])):
            assert contrast(colours[text], colours[ground]) >= least, (text, ground)


@pytest.mark.parametrize("tokens", [LIGHT, DARK])
def test_field_edges_and_the_primary_button_stand_out(tokens: Tokens) -> None:
    assert contrast(tokens.outline, tokens.panel) >= 3
    assert contrast(tokens.on_accent, tokens.accent) >= 6


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    text = resource("theme", "style.qss").read_text(encoding="utf-8")
    assert not re.findall(r"#[0-9A-Fa-f]{3,8}\b", text)


def test_applying_a_scheme_swaps_tokens_and_tells(qtbot: QtBot, qapp: QApplication) -> None:
    with qtbot.waitSignal(theme().changed):
        theme().apply(qapp, "dark")
    assert theme().tokens is DARK
    assert qapp.palette().window().color().name().upper() == DARK.window
    theme().apply(qapp, "light")
    assert theme().tokens is LIGHT


def test_a_role_changes_how_a_label_is_drawn(qtbot: QtBot) -> None:
    label = QLabel("text")
    qtbot.addWidget(label)
    set_role(label, "key secondary")
    label.ensurePolished()
    assert label.fontInfo().pixelSize() == round(base_px() * 1.75)
    assert label.palette().windowText().color().name().upper() == theme().tokens.text2


def test_text_is_never_smaller_than_11_px(qapp: QApplication) -> None:
    assert font(0.5).pixelSize() == 11
    assert base_px() >= 13


def test_there_is_an_icon_for_each_step() -> None:
    assert {"data", "model", "train", "inspect", "export", "snowflake", "flame", "verified"} <= set(names())


@pytest.mark.parametrize("name", names())
def test_an_icon_is_drawn_in_the_colour_of_its_token_only(qapp: QApplication, name: str) -> None:
    assert "currentColor" in svg(name)
    image = pixmap(name, "accent", 20, 2.0).toImage()
    solid = {
        image.pixelColor(x, y).name() for x in range(40) for y in range(40) if image.pixelColor(x, y).alpha() == 255
    }
    assert solid <= {theme().tokens.accent.lower()}
    assert any(image.pixelColor(x, y).alpha() for x in range(40) for y in range(40))


def test_icons_follow_the_theme_without_being_made_anew(qapp: QApplication) -> None:
    theme().apply(qapp, "light")
    made = icon("tick", "accent")
    light = made.pixmap(20, 20).toImage()
    theme().apply(qapp, "dark")
    assert made.pixmap(20, 20).toImage() != light
    theme().apply(qapp, "light")
    assert made.pixmap(20, 20).toImage() == light
