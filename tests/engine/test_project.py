import json
from dataclasses import replace
from pathlib import Path

import pytest

from tlstudio.engine import codec
from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import (
    AugmentSpec,
    ChangeSpec,
    DataSpec,
    FreezeSpec,
    HeadSpec,
    LayerSpec,
    ProjectSpec,
    backup_path,
    load_project,
    save_project,
)


def test_a_project_survives_its_file(tmp_path: Path) -> None:
    spec = ProjectSpec(
        data=DataSpec(folder=str(tmp_path / "images"), resize="pad", excluded=("a/1.jpg",)),
        augment=AugmentSpec("custom", 2, (ChangeSpec("hue", 0.2, 0.1), ChangeSpec("blur")), "cutmix", 1.0),
        freeze=FreezeSpec(("stem", "blocks.0")),
        head=HeadSpec("gem", (LayerSpec("dropout", p=0.5), LayerSpec("linear", width=64), LayerSpec("relu"))),
    )
    save_project(spec, tmp_path / "p.tlstudio")
    assert load_project(tmp_path / "p.tlstudio") == spec


def test_images_below_the_project_are_named_relative_to_it(tmp_path: Path) -> None:
    spec = ProjectSpec(data=DataSpec(folder=str(tmp_path / "images")))
    save_project(spec, tmp_path / "p.tlstudio")
    assert json.loads((tmp_path / "p.tlstudio").read_text())["data"]["folder"] == "images"
    moved = tmp_path / "moved"
    moved.mkdir()
    (tmp_path / "p.tlstudio").rename(moved / "p.tlstudio")
    assert load_project(moved / "p.tlstudio").data.folder == str(moved / "images")


def test_names_that_are_not_utf8_survive(tmp_path: Path) -> None:
    name = b"caf\xe9.jpg".decode("utf-8", "surrogateescape")
    spec = ProjectSpec(data=DataSpec(folder=str(tmp_path), excluded=(name,)))
    save_project(spec, tmp_path / "p.tlstudio")
    assert load_project(tmp_path / "p.tlstudio").data.excluded == (name,)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "not a text file"),
        (b'{"format": 1, "data": {', "line 1 is not valid JSON"),
        (b"[" * 100_000, "nested too deeply"),
        (b'{"format": 1, "format": 1}', "'format' stands there twice"),
        (b'{"format": 1, "training": {"lr": NaN}}', "NaN is not a number"),
        (b'{"format": 3}', "has format 3; this version reads up to 2"),
        (b"{}", '"format" is missing'),
        (b"[]", "holds no JSON object"),
        (b'{"format": 1, "training": {"epoch": 3}}', r"training.epoch: unknown key \(did you mean 'epochs'\?\)"),
        (b'{"format": 1, "training": {"epochs": "3"}}', "training.epochs: expected a whole number"),
        (b'{"format": 1, "training": {"epochs": true}}', "training.epochs: expected a whole number, found true"),
        (b'{"format": 1, "training": {"lr": 0}}', "training.lr: 0 is not above 0"),
        (b'{"format": 1, "data": {"resize": "crp"}}', r"data.resize: 'crp' is not one of .* \(did you mean 'crop'\?\)"),
        (b'{"format": 1, "head": {"layers": [{"kind": "linear"}]}}', r"head.layers\[0\].width"),
        (b'{"format": 1, "head": {"layers": [{"kind": "os.system"}]}}', r"head.layers\[0\].kind"),
        (
            b'{"format": 1, "augment": {"custom": [{"kind": "shell"}]}}',
            r"augment.custom\[0\].kind: 'shell' is not one of",
        ),
        (b'{"format": 1, "augment": {"custom": [{"kind": "hue", "p": 2}]}}', r"augment.custom\[0\].p: 2 is not in 0–1"),
        (b'{"format": 1, "augment": {"mix_alpha": 0}}', "augment.mix_alpha: 0 is not above 0"),
        (b'{"format": 1, "head": {"layers": {}}}', "head.layers: expected a list, found an object"),
        (b'{"format": 1, "data": {"val_share": 0.6, "test_share": 0.5}}', "leave nothing to train on"),
    ],
)
def test_a_bad_project_file_is_named_with_its_mistake_and_left_alone(
    tmp_path: Path, text: bytes, sentence: str
) -> None:
    file = tmp_path / "bad.tlstudio"
    file.write_bytes(text)
    with pytest.raises(ProjectError, match=sentence) as caught:
        load_project(file)
    assert "bad.tlstudio" in str(caught.value)
    assert file.read_bytes() == text


def test_a_setting_is_changed_by_its_path() -> None:
    spec = codec.with_value(ProjectSpec(), "training.epochs=3")
    assert spec == replace(ProjectSpec(), training=replace(ProjectSpec().training, epochs=3))
    assert codec.with_value(spec, "backbone.weights=random").backbone.weights == "random"


@pytest.mark.parametrize("assignment", ["training.epochs", "training.epoch=3", "nothing.at.all=1", "training=1"])
def test_a_setting_that_does_not_exist_is_refused(assignment: str) -> None:
    with pytest.raises(ProjectError):
        codec.with_value(ProjectSpec(), assignment)


def test_changes_of_images_survive_with_names_that_are_not_utf_8(tmp_path: Path) -> None:
    data = DataSpec(
        folder=str(tmp_path),
        relabelled={"a/\udcff.png": "dürre"},
        pinned={"b/1.png": "test"},
        class_names={"a": "اب"},
        groups="pattern",
        group_pattern=r"p(\d+)",
    )
    save_project(ProjectSpec(data=data), tmp_path / "p.tlstudio")
    assert load_project(tmp_path / "p.tlstudio").data == data


def test_an_unknown_part_of_the_split_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.tlstudio").write_text('{"format": 1, "data": {"pinned": {"a.png": "holdout"}}}', encoding="utf-8")
    with pytest.raises(ProjectError, match=r"data\.pinned\.a\.png: 'holdout' is not one of train, val, test"):
        load_project(tmp_path / "p.tlstudio")


def old_project(path: Path, head: str = '"format": 1, ') -> bytes:
    """A project file as the first version wrote it."""
    text = f'{{{head}"data": {{"folder": "images", "val_share": 0.2}}, "training": {{"epochs": 3}}}}'.encode()
    path.write_bytes(text)
    return text


def test_a_project_of_format_1_opens_and_is_about_images(tmp_path: Path) -> None:
    old_project(tmp_path / "p.tlstudio")
    spec = load_project(tmp_path / "p.tlstudio")
    assert (spec.data.kind, spec.data.val_share, spec.training.epochs) == ("image", 0.2, 3)


@pytest.mark.parametrize("head", ['"format": 1, ', ""], ids=["format first", "format last"])
def test_the_first_save_keeps_a_file_of_an_older_format(tmp_path: Path, head: str) -> None:
    path = tmp_path / "p.tlstudio"
    old = old_project(path, head)
    if not head:
        old = old[:-1] + b', "format": 1}'
        path.write_bytes(old)
    spec = load_project(path)
    save_project(spec, path)
    assert json.loads(path.read_text())["format"] == 2
    assert backup_path(path, 1).read_bytes() == old
    save_project(replace(spec, training=replace(spec.training, epochs=4)), path)
    assert backup_path(path, 1).read_bytes() == old
    assert sorted(file.name for file in tmp_path.iterdir()) == ["p.tlstudio", "p.tlstudio.format-1"]


def test_a_project_of_this_format_is_saved_without_a_backup(tmp_path: Path) -> None:
    for epochs in (1, 2):
        save_project(replace(ProjectSpec(), training=replace(ProjectSpec().training, epochs=epochs)), tmp_path / "p")
    assert [file.name for file in tmp_path.iterdir()] == ["p"]
