from pathlib import Path

from PySide6.QtCore import QByteArray
from pytestqt.qtbot import QtBot

from tlstudio.gui.services.preferences import MAX_RECENT, Preferences


def test_what_is_set_is_there_the_next_time(qtbot: QtBot, app_home: Path) -> None:
    first = Preferences()
    first.set_scheme("dark")
    first.set_advanced(True)
    first.set_layout("window", QByteArray(b"abc"))
    first.sync()
    second = Preferences()
    assert (second.scheme, second.is_advanced) == ("dark", True)
    assert second.layout("window") == QByteArray(b"abc")
    assert (app_home / "config" / "settings.ini").is_file()


def test_recent_projects_are_the_newest_first_and_exist(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences()
    paths = [tmp_path / f"{number}.tlstudio" for number in range(MAX_RECENT + 2)]
    for path in paths:
        path.touch()
        preferences.remember_project(path)
    paths[-1].unlink()
    assert preferences.recent_projects() == list(reversed(paths[-MAX_RECENT:-1]))


def test_a_project_opened_twice_stands_once(qtbot: QtBot, tmp_path: Path) -> None:
    preferences = Preferences()
    (tmp_path / "a.tlstudio").touch()
    preferences.remember_project(tmp_path / "a.tlstudio")
    preferences.remember_project(tmp_path / "a.tlstudio")
    assert preferences.recent_projects() == [tmp_path / "a.tlstudio"]


def test_only_weights_that_were_trusted_are(qtbot: QtBot) -> None:
    preferences = Preferences()
    preferences.trust("/mine.pth")
    assert preferences.trusts("/mine.pth")
    assert not preferences.trusts("/other.pth")


def test_a_damaged_number_falls_back(qtbot: QtBot, app_home: Path) -> None:
    (app_home / "config").mkdir(exist_ok=True)
    (app_home / "config" / "settings.ini").write_text("[data]\nthumbnail_px=wide\n")
    assert Preferences().number("data/thumbnail_px", 144) == 144


def test_a_hint_that_was_dismissed_stays_dismissed(qtbot: QtBot) -> None:
    first = Preferences()
    first.dismiss("advice run 2")
    first.sync()
    second = Preferences()
    assert second.is_dismissed("advice run 2")
    assert not second.is_dismissed("advice run 3")
