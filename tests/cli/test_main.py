import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.cli.main import run
from tlstudio.engine import codec
from tlstudio.engine.data.edits import read_samples
from tlstudio.engine.project import DataSpec, load_project
from tlstudio.engine.settings import SETTINGS

NEW = ["new", "p.tlstudio", "--images", "images"]
Paint = Callable[..., Path]


@pytest.fixture
def images(tmp_path: Path) -> Path:
    return _paint(tmp_path / "images", a=4, b=4)


def _paint(folder: Path, **classes: int) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, count in classes.items():
        (folder / name).mkdir()
        for number in range(count):
            Image.new("RGB", (8, 8), (number, 0, 0)).save(folder / name / f"{number}.png")
    return folder


def test_new_writes_a_project_for_a_folder(images: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(images), "--set", "training.epochs=3", "--head", "hidden"]) == 0
    spec = load_project(project)
    assert Path(spec.data.folder) == images
    assert spec.training.epochs == 3
    assert [layer.kind for layer in spec.head.layers] == ["dropout", "linear", "relu"]


@pytest.mark.parametrize("flags", [["--data"], ["--kind", "image", "--data"], ["--images"]])
def test_a_folder_of_images_is_named_in_three_ways(flags: list[str], images: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), *flags, str(images)]) == 0
    assert json.loads(project.read_text())["data"] | {"folder": ""} == codec.to_json(DataSpec())


@pytest.mark.parametrize("name", ["closed_form", "instant"])
def test_a_closed_form_head_answers_to_its_former_name(name: str, images: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--data", str(images), "--head", name]) == 0
    assert load_project(project).head.solver == "ridge"


def test_settings_lists_every_key_with_its_values_and_says_why_of_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["settings"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:] if line[:1].strip()] == list(SETTINGS)
    assert any(line.split()[:4] == ["training.batch_size", "32", "1–4,096", "images"] for line in lines)
    assert run(["settings", "training.lr"]) == 0
    assert "Halve it if the loss jumps or grows." in capsys.readouterr().out
    assert run(["settings", "training.lr", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)[0]
    assert (row["least"], row["most"], row["default"], row["live"]) == (0, 100, 0.003, True)


def test_a_template_is_where_a_project_begins_and_other_flags_override_it(images: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    flags = ["--template", "classic", "--freeze", "none", "--set", "training.epochs=3"]
    assert run(["new", str(project), "--images", str(images), *flags]) == 0
    spec = load_project(project)
    assert (spec.backbone.name, spec.training.optimizer) == ("torchvision/resnet50", "adam")
    assert (spec.freeze.parts, spec.training.epochs) == ((), 3)


def test_new_says_why_it_recommends_what_it_does_unless_a_setting_is_given(
    images: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(images)]) == 0
    assert "training images a class the backbone stays as it is" in " ".join(capsys.readouterr().out.split())
    assert load_project(project).training.epochs > 10
    assert run(["new", str(project), "--images", str(images), "--force", "--set", "training.lr=0.1"]) == 0
    assert "training images" not in capsys.readouterr().out
    assert load_project(project).training.epochs == 10


@pytest.mark.parametrize("asked", [("--freeze", "all"), ("--set", "training.epochs=10")])
def test_what_is_asked_for_is_kept_though_it_is_the_usual(
    asked: tuple[str, str], images: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(images), *asked]) == 0
    assert "training images a class" not in capsys.readouterr().out
    assert load_project(project).training.epochs == 10


def test_a_head_of_a_million_units_is_refused_with_the_bound(
    images: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    huge = 'head.layers=[{"kind": "linear", "width": 1000000}]'
    assert run(["new", str(tmp_path / "p.tlstudio"), "--images", str(images), "--set", huge]) == 2
    assert "head.layers[0].width: 1,000,000 is not in 1–65,536." in " ".join(capsys.readouterr().err.split())
    assert not (tmp_path / "p.tlstudio").exists()


def test_a_network_that_pools_itself_gets_the_pooling_that_suits_it(images: Path, tmp_path: Path) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(images), "--backbone", "torchvision/vit_b_16"]) == 0
    assert load_project(project).head.pool == "own"


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("keep", ("all",)),
        ("everything", ()),
        ("last_stage", ("stem", *(f"blocks.{number}" for number in range(6)))),
        ("upper_half", ("stem", *(f"blocks.{number}" for number in range(3)))),
    ],
)
def test_new_takes_presets_of_freezing(images: Path, tmp_path: Path, name: str, parts: tuple[str, ...]) -> None:
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(images), "--freeze", name]) == 0
    assert load_project(project).freeze.parts == parts


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["new", "p.txt", "--images", "images"], "ends in .tlstudio"),
        (["new", "nowhere/p.tlstudio", "--images", "images"], "There is no folder"),
        (["new", "p.tlstudio", "--images", "nothing"], "nothing"),
        (["new", "p.tlstudio", "--images", "empty"], "holds no images"),
        (["new", "p.tlstudio", "--images", "flat"], "no class folders"),
        (["new", "p.tlstudio", "--images", "one"], "only the class 'a'"),
        (["new", "p.tlstudio", "--images", "single"], "Class 'b' has 1 usable image, needs 2"),
        (["new", "p.tlstudio", "--images", "images", "--backbone", "timm/resnet5"], "did you mean"),
        (["new", "p.tlstudio", "--images", "images", "--freeze", "blok.1"], "did you mean 'blocks.1'?"),
        ([*NEW, "--freeze", "none", "--set", 'freeze.phases=[{"epochs": 10}]'], "take 10 of 10 epochs"),
        ([*NEW, "--set", 'freeze.lr_scales=[{"part": "stam", "scale": 1}]'], "did you mean 'stem'?"),
        (["new", "p.tlstudio", "--images", "images", "--set", "training.epoch=1"], "did you mean 'epochs'?"),
        (["new", "p.tlstudio", "--images", "images", "--head", "deep"], "There is no head preset 'deep'"),
        (["new", "p.tlstudio"], "Say where the samples are: --data FOLDER"),
        ([*NEW, "--data", "images"], "--images PATH is the same as --data PATH --kind image"),
        ([*NEW, "--kind", "text"], "--images PATH is the same as --data PATH --kind image"),
        (
            ["new", "p.tlstudio", "--data", "images", "--kind", "sound"],
            "cannot learn from samples of the kind 'sound' yet",
        ),
        (
            ["new", "p.tlstudio", "--data", "images", "--set", "data.kind=text"],
            "cannot learn from samples of the kind 'text' yet",
        ),
        (["settings", "training.epoch5"], "did you mean 'training.epochs'?"),
        (["train", "nothing.tlstudio"], "There is no project file at nothing.tlstudio"),
        (["train", "bad.tlstudio"], "line 1 is not valid JSON"),
        (["train", "good.tlstudio", "--resume"], "has no run to resume"),
        (["train", "good.tlstudio", "--run", "images"], "already exists"),
        (["train", "good.tlstudio", "--set", "backbone.name=timm/resnet50"], "not on this computer"),
        (["train", "good.tlstudio", "--set", "backbone.weights=w.safetensors"], "w.safetensors"),
        (["train", "good.tlstudio", "--replay", "images"], "is not a run"),
        (["find-lr", "good.tlstudio", "--set", "head.solver=ridge"], "has no learning rate"),
        (["find-batch", "good.tlstudio", "--set", "head.solver=ridge"], "has no batches"),
        (["change", "images", "training.lr=1"], "is not a run"),
        (["evaluate", "images"], "is not a run"),
        (["predict", "images", "x.png"], "images"),
        (["export", "images", "--to", "out"], "is not a run"),
        (["runs", "nothing.tlstudio"], "There is no project file"),
        (["parts", "timm/resnet5"], "did you mean"),
        (["trian"], "did you mean 'train'?"),
        (["scan", "nothing"], "nothing"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_bad_input_gets_one_sentence_and_exit_status_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    _paint(Path("images"), a=4, b=4)
    _paint(Path("one"), a=4)
    _paint(Path("single"), a=4, b=1)
    _paint(Path("empty"))
    _paint(Path("flat"))
    Image.new("RGB", (8, 8)).save("flat/1.png")
    Path("bad.tlstudio").write_text("{")
    run(["new", "good.tlstudio", "--images", "images"])
    Path("w.safetensors").write_bytes(b"<html>")
    capsys.readouterr()
    assert run(arguments) == 2
    shown = capsys.readouterr().err
    assert sentence in shown.replace("\n", " ")
    assert "Traceback" not in shown
    assert not Path("p.tlstudio").exists()


def test_a_folder_without_class_folders_is_counted_as_waiting_for_labels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _paint(tmp_path / "flat")
    Image.new("RGB", (8, 8)).save(tmp_path / "flat" / "1.png")
    assert run(["scan", str(tmp_path / "flat")]) == 0
    assert "0 of 1 images labelled" in capsys.readouterr().out
    assert run(["scan", str(tmp_path / "flat"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unlabelled"] == 1


def test_a_project_is_made_with_labels_and_folders_from_elsewhere(tmp_path: Path) -> None:
    _paint(tmp_path / "flat")
    _paint(tmp_path / "more", dogs=3)
    for name in "123":
        Image.new("RGB", (8, 8), (int(name), 0, 0)).save(tmp_path / "flat" / f"{name}.png")
    labels, added = {f"{name}.png": "cats" for name in "12"}, {"../more/dogs": "dogs"}
    sets = [f"data.relabelled={json.dumps(labels)}", f"data.added={json.dumps(added)}"]
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--images", str(tmp_path / "flat"), "--set", sets[0], "--set", sets[1]]) == 0
    assert read_samples(load_project(project).data).counts() == {"cats": 2, "dogs": 3}


def test_an_existing_project_is_replaced_only_by_force(images: Path, tmp_path: Path) -> None:
    arguments = ["new", str(tmp_path / "p.tlstudio"), "--images", str(images)]
    assert run(arguments) == 0
    assert run(arguments) == 2
    assert run([*arguments, "--force"]) == 0


def test_a_mistake_of_ours_is_one_sentence_with_a_log(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.setattr("tlstudio.cli.projects.sample_sets", lambda: 1 / 0)
    assert run(["samples"]) == 1
    shown = capsys.readouterr().err
    assert "something went wrong inside the program" in shown
    assert "Traceback" not in shown


def test_lists_come_as_json(images: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["backbones", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[0]["weights"] == "bundled"
    assert set(rows[0]) == {
        *("name", "title", "family", "parameters", "gflops"),
        *("input_px", "accuracy", "licence", "weights", "size_mb"),
    }
    assert run(["scan", str(images), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"found": 8, "used": 8, "excluded": [], "classes": {"a": 4, "b": 4}}
    assert run(["samples", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["images"] == 2000


def test_backbones_are_listed_without_importing_what_builds_them() -> None:
    code = (
        "import sys; from tlstudio.cli.main import run; status = run(['backbones', '--json']);"
        "sys.exit(status or bool({'torch', 'torchvision', 'timm', 'PySide6'} & set(sys.modules)))"
    )
    shown = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert len(json.loads(shown)) > 1000


def test_the_parts_of_a_backbone_add_up(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["parts", "tlstudio/efficientnet_lite0", "--json"]) == 0
    tree = json.loads(capsys.readouterr().out)
    assert tree["parameters"] == 3_371_008  # 4,652,008 of the paper's network without its classifier of 1,281,000
    assert sum(child["parameters"] for child in tree["children"]) == tree["parameters"]
    assert (tree["sees"], tree["children"][0]["sees"]) == (1.0, round(3 / 224, 4))  # the stem is one 3 × 3 convolution


def test_without_a_command_the_version_is_an_option(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert "Transfer Learning Studio" in capsys.readouterr().out


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
def test_without_a_screen_the_window_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run(["demo"]) == 2
    assert "no screen" in capsys.readouterr().err


def test_commands_work_where_nothing_of_ours_can_be_kept_and_say_so_once(
    images: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("TLSTUDIO_HOME", str(tmp_path / "file" / "home"))
    project = tmp_path / "p.tlstudio"
    assert run(["new", str(project), "--data", str(images), "--set", "training.epochs=1"]) == 0
    assert capsys.readouterr().err.count("Set TLSTUDIO_HOME to a folder of yours.") == 1
    assert run(["train", str(project), "--device", "cpu"]) == 0
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert told.count("Set TLSTUDIO_HOME to a folder of yours.") == 1
