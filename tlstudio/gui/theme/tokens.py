"""The colours of the look, named once. Nothing else in the window names a colour."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tokens:
    window: str  # ground
    rail: str  # rail, menu bar, status bar
    panel: str  # cards, lists, top bar, plots
    sunken: str  # headers, code
    border: str  # hairline
    control: str  # edge of a button
    outline: str  # edge of a field or tick box
    track: str  # empty part of a bar
    text: str
    text2: str  # secondary text, units, reasons, disabled things
    accent: str  # yours to press; selection, focus, links, the cut
    accent_hover: str
    on_accent: str
    accent_tint: str
    held: str  # frozen, validation
    held_tint: str
    learn: str  # trainable, train
    learn_tint: str
    warning: str
    warning_tint: str
    error: str
    error_tint: str
    success: str
    success_tint: str
    other_runs: tuple[str, ...]  # pens of the runs behind the one in front


LIGHT = Tokens(
    window="#F3F3F1",
    rail="#EAEAE7",
    panel="#FFFFFF",
    sunken="#F8F8F6",
    border="#D8D8D4",
    control="#C3C4C2",
    outline="#85888D",
    track="#E7E7E3",
    text="#1C1E21",
    text2="#565A60",
    accent="#0B6B73",
    accent_hover="#095860",
    on_accent="#FFFFFF",
    accent_tint="#DCEDEE",
    held="#1F62A8",
    held_tint="#E9F1F9",
    learn="#B04A06",
    learn_tint="#FBEDE1",
    warning="#765000",
    warning_tint="#FFF2CF",
    error="#B3261E",
    error_tint="#FCE9E7",
    success="#1F6B2C",
    success_tint="#E4F2E5",
    other_runs=("#85888D", "#8A6FB0", "#6E8B3D", "#A0617A"),
)

DARK = Tokens(
    window="#1E1F22",
    rail="#18191B",
    panel="#27292D",
    sunken="#222428",
    border="#3C3F45",
    control="#4C5057",
    outline="#7F838A",
    track="#36393F",
    text="#E9E9E7",
    text2="#ACB0B6",
    accent="#5CC0C7",
    accent_hover="#78CFD5",
    on_accent="#06272A",
    accent_tint="#1E3B3E",
    held="#7FB5EA",
    held_tint="#22303F",
    learn="#F09B5E",
    learn_tint="#3A2B20",
    warning="#E5B84B",
    warning_tint="#3A3119",
    error="#FF8F86",
    error_tint="#432522",
    success="#7FCB8D",
    success_tint="#203725",
    other_runs=("#7F838A", "#B9A3DA", "#A8C46E", "#D58FAC"),
)
