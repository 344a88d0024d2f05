"""Files in, names out: as JSON, as a table, and with a reason where there is no answer."""

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.errors import DataError, RunError, StudioError
from tlstudio.engine.predict import Answer, expand, open_predictor, to_json, write_csv
from tlstudio.engine.runs.run import Run

pytestmark = pytest.mark.slow

CAT = Answer(Path("cat.jpg"), "single_label", {"cat": 0.75, "dog": 0.25})
BROKEN = Answer(Path("broken.jpg"), "single_label", {}, "cut off (truncated)")


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def test_an_answer_is_json_as_the_contract_says() -> None:
    assert to_json(CAT) == {"path": "cat.jpg", "label": "cat", "confidence": 0.75, "scores": {"cat": 0.75, "dog": 0.25}}
    assert to_json(BROKEN) == {"path": "broken.jpg", "error": "cut off (truncated)"}


def test_the_table_has_a_column_for_each_class(tmp_path: Path) -> None:
    write_csv(tmp_path / "out.csv", [CAT, BROKEN], ["cat", "dog"], "single_label")
    assert _rows(tmp_path / "out.csv") == [
        ["path", "label", "confidence", "error", "cat", "dog"],
        ["cat.jpg", "cat", "0.75", "", "0.75", "0.25"],
        ["broken.jpg", "", "", "cut off (truncated)", "", ""],
    ]


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_names_come_out_as_themselves_and_guarded_for_spreadsheets_only_where_asked(tmp_path: Path, name: str) -> None:
    answers = [Answer(Path(name), "single_label", {name: 1.0})]
    for guards, expected in ((False, name), (True, f"'{name}")):
        write_csv(tmp_path / "out.csv", answers, [name], "single_label", for_spreadsheet=guards)
        header, row = _rows(tmp_path / "out.csv")
        assert header[4] == row[0] == row[1] == expected


def test_classes_named_as_our_columns_have_columns_of_their_own(tmp_path: Path) -> None:
    names = ["path", "label", "error", "label (class)"]
    answer = Answer(Path("a.png"), "single_label", dict.fromkeys(names, 0.1))
    write_csv(tmp_path / "out.csv", [answer], names, "single_label")
    header, row = _rows(tmp_path / "out.csv")
    assert len(set(header)) == len(header)
    assert dict(zip(header, row, strict=True))["path"] == "a.png"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux allows names that are not UTF-8")
def test_names_that_are_not_utf_8_reach_the_table_unchanged(tmp_path: Path) -> None:
    write_csv(
        tmp_path / "out.csv",
        [Answer(Path(os.fsdecode(b"caf\xe9.jpg")), "single_label", {}, "damaged")],
        [],
        "single_label",
    )
    assert b"caf\xe9.jpg" in (tmp_path / "out.csv").read_bytes()


def test_folders_stand_for_the_images_inside(tmp_path: Path) -> None:
    (tmp_path / "more/deep").mkdir(parents=True)
    for name in ("10.png", "9.png", "deep/1.png"):
        Image.new("RGB", (4, 4)).save(tmp_path / "more" / name)
    (tmp_path / "more/notes.txt").write_text("not an image")
    found = expand([tmp_path / "one.jpg", tmp_path / "more"], MODALITIES["image"])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "one.jpg",
        "more/9.png",
        "more/10.png",
        "more/deep/1.png",
    ]


def test_a_folder_without_images_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no images"):
        expand([tmp_path], MODALITIES["image"])


def test_opening_the_module_does_not_load_torch() -> None:
    program = "import sys, tlstudio.engine.predict; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_a_run_answers_for_images_and_names_what_it_cannot_read(
    finished_run: Run, colour_images: Path, tmp_path: Path
) -> None:
    (tmp_path / "notes.jpg").write_text("dear diary")
    predictor = open_predictor(finished_run.folder)
    good, bad = predictor.predict([colour_images / "red/0.png", tmp_path / "notes.jpg"])
    said = good.contents
    assert tuple(good.scores) == predictor.class_names == ("blue", "green", "red")
    assert sum(good.scores.values()) == pytest.approx(1, abs=1e-5)
    assert said["confidence"] == good.scores[said["label"]] == max(good.scores.values())
    assert (bad.path, bad.error) == (tmp_path / "notes.jpg", "not a readable image")


def test_answers_do_not_depend_on_the_company_of_an_image(finished_run: Run, colour_images: Path) -> None:
    predictor = open_predictor(finished_run.folder)
    paths = expand([colour_images], MODALITIES["image"])
    together = list(predictor.predict(paths))
    alone = next(predictor.predict(paths[20:21]))
    assert alone.contents["label"] == together[20].contents["label"]
    assert alone.scores == pytest.approx(together[20].scores, abs=1e-5)


def test_a_folder_that_is_neither_a_run_nor_an_export_is_named(tmp_path: Path) -> None:
    with pytest.raises(StudioError, match=re.escape(str(tmp_path))):
        open_predictor(tmp_path)


def test_a_missing_folder_is_neither_a_run_nor_an_export(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="There is no run and no exported model at"):
        open_predictor(tmp_path / "nowhere")
