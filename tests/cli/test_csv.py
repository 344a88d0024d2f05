"""No file of the user's is replaced by a CSV file that they did not ask to be replaced."""

from pathlib import Path

import pytest

from tests.support.images import write_images
from tlstudio.cli.main import run


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    write_images(tmp_path / "photos", 3)
    return tmp_path / "photos"


def test_a_photo_is_not_replaced_even_by_force(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    photo = next(photos.rglob("*.png"))
    before = photo.read_bytes()
    assert run(["health", str(photos), "--csv", str(photo), "--force"]) == 2
    assert "is no CSV file. Name one that ends in .csv." in capsys.readouterr().err
    assert photo.read_bytes() == before


def test_a_table_is_replaced_only_by_force(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    table = photos.parent / "labels.csv"
    table.write_text("mine")
    assert run(["health", str(photos), "--csv", str(table)]) == 2
    assert "is there already. Name another file, or replace it with --force." in capsys.readouterr().err
    assert table.read_text() == "mine"
    assert run(["health", str(photos), "--csv", str(table), "--force"]) == 0
    assert table.read_text().startswith("finding,")


def test_a_folder_is_no_target(photos: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (photos.parent / "out.csv").mkdir()
    assert run(["health", str(photos), "--csv", str(photos.parent / "out.csv")]) == 2
    assert "is a folder. Name a file in it" in capsys.readouterr().err
