"""From a CSV to a proven export by the command line: numbers, and several labels of an image."""

import csv
import io
import json
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tlstudio.cli.main import run

IMAGES = 64
SETTINGS = ("backbone.input_px=64", "training.epochs=20", "training.lr=0.02", "data.val_share=0.25")
FORMATS = "onnx,safetensors"  # the third, torch-export, is proven with classes


def done(*arguments: object) -> str:
    with redirect_stdout(io.StringIO()) as said:
        assert run(list(map(str, arguments))) == 0
    return said.getvalue()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noisy images, how red (0 to 200) and green (0 to 1) each is, and which of the two it mostly is, if any."""
    folder, random = tmp_path_factory.mktemp("tables"), np.random.default_rng(0)
    (folder / "images").mkdir()
    numbers, labels = ["file;redness;greenness"], ["file,tags"]
    for number in range(IMAGES):
        red, green = random.random(2)
        noise = random.normal(0, 12, (40, 60, 3))
        pixels = np.clip(np.array((255 * red, 255 * green, 90)) + noise, 0, 255).astype(np.uint8)
        Image.fromarray(pixels).save(folder / "images" / f"{number}.png")
        numbers.append(f"{number}.png;{200 * red:.3f};{green:.3f}".replace(".", ",").replace(",png", ".png"))
        tags = [name for name, share in (("red", red), ("green", green)) if share > 0.5] or ["dark"]
        labels.append(f"{number}.png,{'|'.join(tags)}")
    (folder / "numbers.csv").write_text("\n".join([*numbers, "missing.png;1;2"]), encoding="utf-8-sig")
    (folder / "labels.csv").write_text("\n".join(labels), encoding="utf-8")
    return folder


def trained(place: Path, name: str) -> Path:
    settings = [word for setting in SETTINGS for word in ("--set", setting)]
    project = place / f"{name}.tlstudio"
    done("new", project, "--images", place / "images", "--table", place / f"{name}.csv", *settings)
    done("train", project)
    return place / f"{name}.runs" / "001"


def exported(folder: Path, to: Path) -> list[dict[str, Any]]:
    return json.loads(done("export", folder, "--to", to, "--format", FORMATS, "--json"))


def lines_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_numbers_from_a_table_to_an_export(place: Path) -> None:
    scanned = json.loads(done("scan", place / "images", "--table", place / "numbers.csv", "--json"))
    assert (scanned["task"], scanned["found"], scanned["used"]) == ("regression", IMAGES + 1, IMAGES)
    assert scanned["excluded"] == [{"path": "missing.png", "reason": f"line {IMAGES + 2}: the file is missing"}]
    folder = trained(place, "numbers")
    judged = json.loads(done("evaluate", folder, "--json"))
    assert judged["r2"] > 0.4  # a constant guess has 0
    assert judged["rmse_interval"][0] < judged["rmse"] < judged["rmse_interval"][1]
    assert judged["per_output"].keys() == {"redness", "greenness"}
    assert all(one["verified"] and one["top1_agreement"] == 1 for one in exported(folder, place / "numbers"))
    photo, answers = place / "images" / "0.png", place / "numbers-answers.csv"
    (ours,) = json.loads(done("predict", folder, photo, "--json"))
    (theirs,) = json.loads(done("predict", place / "numbers", photo, "--json", "--csv", answers))
    assert theirs["values"] == pytest.approx(ours["values"], rel=1e-3)
    assert float(lines_of(answers)[0]["redness"]) == theirs["values"]["redness"]
    assert "reads 2 numbers off an image" in (place / "numbers" / "model card.md").read_text(encoding="utf-8")


def test_labels_from_a_table_to_an_export(place: Path) -> None:
    folder = trained(place, "labels")
    judged = json.loads(done("evaluate", folder, "--json"))
    chance = np.mean([one["n"] / judged["n"] for one in judged["per_label"].values()])  # of a constant guess
    assert judged["map"] > chance + 0.2
    assert judged["map_interval"][0] <= judged["map"] <= judged["map_interval"][1]
    assert "bootstrap" in judged["intervals"]
    assert all(one["verified"] and one["top1_agreement"] == 1 for one in exported(folder, place / "labels"))
    photo, answers = place / "images" / "0.png", place / "labels-answers.csv"
    (ours,) = json.loads(done("predict", folder, photo, "--json"))
    (theirs,) = json.loads(done("predict", place / "labels", photo, "--json", "--csv", answers))
    assert (theirs["labels"], theirs["scores"].keys()) == (ours["labels"], {"dark", "green", "red"})
    assert lines_of(answers)[0]["labels"] == ";".join(ours["labels"])
