"""The real command line in its own process, on real photos and real weights."""

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from safetensors.torch import load_file

from tests.support.photos import PER_CLASS, copy_photos

WITHOUT_TORCH = """
import sys
sys.modules["torch"] = None
from tlstudio.cli.main import run
sys.exit(run(sys.argv[1:]))
"""

OFFLINE = """
import sys
def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo"):
        raise SystemExit(f"network: {event} {arguments}")
sys.addaudithook(refuse)
from tlstudio.cli.main import run
sys.exit(any(run(command.split()) for command in sys.argv[1:]))
"""


def tlstudio(folder: Path, *arguments: object, code: str | None = None) -> subprocess.CompletedProcess[str]:
    program = ["-c", code] if code else ["-m", "tlstudio"]
    command = [sys.executable, *program, *map(str, arguments)]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=240, check=False)


def done(folder: Path, *arguments: object, code: str | None = None) -> str:
    result = tlstudio(folder, *arguments, code=code)
    assert result.returncode == 0, result.stderr
    return result.stdout


def events(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with photos, a project on them and its finished run."""
    folder = tmp_path_factory.mktemp("work")
    copy_photos(folder / "photos")
    done(folder, "new", "t.tlstudio", "--images", "photos", "--set", "training.epochs=6", "--set", "training.lr=0.01")
    (folder / "events.jsonl").write_text(done(folder, "train", "t.tlstudio", "--events", "jsonl"))
    return folder


def test_training_prints_events_and_learns(place: Path) -> None:
    told = events((place / "events.jsonl").read_text())
    epochs = [event for event in told if event["event"] == "epoch"]
    assert told[-1]["event"] == "run_ended"
    assert told[-1]["status"] == "completed"
    assert epochs[-1]["train_loss"] < epochs[0]["train_loss"]
    assert {"epoch", "step", "loss", "lr"} <= next(event for event in told if event["event"] == "step").keys()
    assert {"train_loss", "val_loss", "val_accuracy", "seconds", "images_per_s"} <= epochs[0].keys()


def test_runs_evaluate_and_scan_tell_the_same_story(place: Path) -> None:
    (run,) = json.loads(done(place, "runs", "t.tlstudio", "--json"))
    assert run["status"] == "completed"
    judged = json.loads(done(place, "evaluate", run["run"], "--json"))
    assert judged["accuracy"] == pytest.approx(run["metrics"]["val_accuracy"])
    assert sum(map(sum, judged["confusion"])) == judged["n"]
    low, high = judged["accuracy_interval"]
    assert low < judged["accuracy"] <= high
    scanned = json.loads(done(place, "scan", "photos", "--json"))
    assert scanned["found"] == scanned["used"] + len(scanned["excluded"]) == 3 * PER_CLASS


def test_an_export_gives_the_answers_of_its_run_without_torch(place: Path) -> None:
    formats = "onnx,torch-export,safetensors"
    exported = json.loads(done(place, "export", "t.runs/001", "--to", "out", "--format", formats, "--json"))
    assert [one["format"] for one in exported] == formats.split(",")
    assert all(one["verified"] and one["top1_agreement"] == 1.0 for one in exported)
    photos = sorted((place / "photos" / "local").iterdir())[:3]
    ours = json.loads(done(place, "predict", "t.runs/001", *photos, "--json"))
    theirs = json.loads(done(place, "predict", "out", *photos, "--json", code=WITHOUT_TORCH))
    assert [answer["label"] for answer in theirs] == [answer["label"] for answer in ours]
    alone = subprocess.run(
        [sys.executable, "-I", "out/predict.py", str(photos[0]), "--json"], cwd=place, capture_output=True, text=True
    )
    assert ours[0]["label"] in alone.stdout


def test_a_run_killed_at_any_moment_resumes_to_the_same_bytes(place: Path) -> None:
    settings = ("--set", "training.epochs=30", "--set", "training.batch_size=4")
    done(place, "new", "k.tlstudio", "--images", "photos", *settings)
    done(place, "train", "k.tlstudio")
    killed = 0
    command = [sys.executable, "-m", "tlstudio", "train", "k.tlstudio", "--run", "killed"]
    for phase in ('"step": 20,', '"step": 101,', '"step": 183,'):
        arguments = [*command, "--resume"] if killed else command
        with subprocess.Popen(
            [*arguments, "--events", "jsonl"], cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as process:
            assert process.stdout is not None
            if any(phase in line for line in process.stdout):
                process.kill()
                killed += 1
    done(place, "train", "k.tlstudio", "--run", "killed", "--resume")
    assert killed == 3
    assert _hashes(place / "killed") == _hashes(place / "k.runs" / "001")


def _hashes(run: Path) -> dict[str, str]:
    newest = max((run / "checkpoints").iterdir())
    tensors = {name: tensor for file in newest.glob("*.safetensors") for name, tensor in load_file(file).items()}
    return {name: sha256(tensor.numpy().tobytes()).hexdigest() for name, tensor in tensors.items()}


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")
def test_ctrl_c_saves_a_checkpoint_and_says_so_by_its_exit_status(place: Path) -> None:
    command = [sys.executable, "-m", "tlstudio", "train", "t.tlstudio", "--run", "stopped", "--events", "jsonl"]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        told = []
        for line in process.stdout:
            told.append(line)
            if '"event": "step", "epoch": 1, "step": 2,' in line:
                process.send_signal(signal.SIGINT)
    assert process.returncode == 130
    assert json.loads(told[-1])["status"] == "stopped"
    assert list((place / "stopped" / "checkpoints").iterdir())
    done(place, "train", "t.tlstudio", "--run", "stopped", "--resume")


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C cannot be sent to one process on Windows")
@pytest.mark.parametrize("seconds", [0.05, 0.2, 0.6, None])
def test_ctrl_c_before_the_first_step_ends_at_once_and_leaves_no_run(place: Path, seconds: float | None) -> None:
    command = [sys.executable, "-m", "tlstudio", "train", "t.tlstudio", "--run", "early", "--events", "jsonl"]
    with subprocess.Popen(command, cwd=place, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        if seconds is None:
            process.stdout.readline()  # the run has started: the network is built, features are being kept
        else:
            with suppress(subprocess.TimeoutExpired):  # Python itself starts, typer or torch is imported
                process.wait(seconds)
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    # on a busy machine the signal may come before our first line: then Python itself dies of it
    assert process.returncode in ((130,) if seconds is None else (130, -signal.SIGINT))
    assert "tlstudio/" not in err
    assert '"step"' not in out
    assert not (place / "early").exists()


def test_training_and_judging_ask_nothing_of_the_network(place: Path) -> None:
    commands = (
        "train t.tlstudio --run offline --set training.epochs=1",
        "evaluate offline --split test",
        "export offline --to offline-export",
    )
    done(place, *commands, code=OFFLINE)
    assert (place / "offline-export" / "certificate.json").is_file()


def test_csv_of_predictions(place: Path) -> None:
    done(place, "predict", "t.runs/001", "photos/local", "--csv", "answers.csv")
    lines = (place / "answers.csv").read_text().splitlines()
    assert lines[0].startswith("path,label,confidence")
    assert len(lines) == 1 + PER_CLASS


def test_the_installation_proves_itself(tmp_path: Path) -> None:
    assert "Everything works." in done(tmp_path, "check")


def test_the_classic_template_trains_an_epoch(place: Path) -> None:
    small = "backbone.name=timm/resnet18"  # of the same family as its ResNet-50, and trains in a fifth of the time
    settings = (small, "backbone.weights=random", "backbone.input_px=32", "training.epochs=1")
    chosen = [word for setting in settings for word in ("--set", setting)]
    done(place, "new", "c.tlstudio", "--images", "photos", "--template", "classic", *chosen)
    told = events(done(place, "train", "c.tlstudio", "--events", "jsonl"))
    assert told[-1]["status"] == "completed"
    assert sum(event["event"] == "epoch" for event in told) == 1
