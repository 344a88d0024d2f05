from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import HeadSpec, LayerSpec
from tlstudio.gui.head.saved import OwnHeads

HEAD = HeadSpec("max", (LayerSpec("linear", width=64), LayerSpec("relu")), "cosine")


def test_a_saved_head_is_there_the_next_time_until_it_is_deleted(qtbot: QtBot, app_home: Path):
    OwnHeads().save(" Mine ", HEAD)
    again = OwnHeads()
    assert list(again.presets) == ["Mine"]
    assert (again.presets["Mine"].layers, again.presets["Mine"].output) == (HEAD.layers, "cosine")
    again.delete("Mine")
    assert not OwnHeads().presets
    assert (app_home / "data" / "heads.json").is_file()


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("  ", "Type a name."),
        ("two\nlines", "At most 40 letters, in one line."),
        ("n" * 41, "At most 40 letters, in one line."),
        ("LINEAR", "A preset of the app has this name."),
        ("one hidden layer", "A preset of the app has this name."),
    ],
)
def test_a_name_that_cannot_be_used_is_refused(qtbot: QtBot, name: str, problem: str):
    own = OwnHeads()
    assert own.name_problem(name) == problem
    with pytest.raises(ProjectError, match=problem):
        own.save(name, HEAD)
    assert not own.presets


@pytest.mark.parametrize(
    "text",
    ["", "{", '{"format": 2}', '{"heads": {"a": {"layers": [{"kind": "linear", "width": 1000000}]}}}'],
)
def test_a_file_that_cannot_be_read_is_left_as_it_is(qtbot: QtBot, app_home: Path, text: str):
    (app_home / "data").mkdir()
    file = app_home / "data" / "heads.json"
    file.write_text(text)
    own = OwnHeads()
    assert not own.presets
    assert "heads.json" in own.problem
    with pytest.raises(ProjectError, match="left as it is"):
        own.save("Mine", HEAD)
    assert file.read_text() == text
