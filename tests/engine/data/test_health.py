"""Duplicates, odd images and leaks are found where they were planted, and nowhere else."""

import csv
from collections.abc import Callable
from pathlib import Path
from shutil import copyfile

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from tests.support.images import photo
from tlstudio.engine.data.edits import grouped
from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.image.fingerprints import Look, is_blank, look_at
from tlstudio.engine.data.image.health import Finding, Health, Kind, as_csv, health, write_csv
from tlstudio.engine.data.split.split import Split, split
from tlstudio.engine.errors import StudioError
from tlstudio.engine.project import DataSpec


@pytest.fixture
def photos(tmp_path: Path) -> Path:
    """Two classes of twelve different photos."""
    for number in range(24):
        folder = tmp_path / "photos" / "ab"[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        photo(number).save(folder / f"{number:02}.png")
    return tmp_path / "photos"


def report(folder: Path, spec: DataSpec | None = None) -> Health:
    index = scan(folder)
    return health(index, split(index, spec or DataSpec()))


def found(folder: Path, kind: Kind) -> Finding:
    finding = report(folder).finding(kind)
    assert finding is not None
    return finding


def test_images_that_are_all_right_have_no_findings(photos: Path) -> None:
    assert report(photos) == Health(24, 24, 0, (), is_given=False)


@pytest.mark.parametrize(
    "change",
    [
        lambda image, path: image.save(path.with_suffix(".jpg"), quality=50),
        lambda image, path: image.resize((48, 50)).save(path),
        lambda image, path: ImageEnhance.Brightness(image).enhance(0.8).save(path),
        lambda image, path: image.convert("L").save(path),
    ],
    ids=["saved again", "smaller", "darker", "grey"],
)
def test_the_same_picture_is_found_in_another_file(photos: Path, change: Callable[[Image.Image, Path], None]) -> None:
    change(photo(4), photos / "a" / "again.png")
    groups = found(photos, "near_duplicates").groups
    assert [{path.partition(".")[0] for path in group} for group in groups] == [{"a/04", "a/again"}]


def test_equal_files_are_exact_duplicates_and_all_but_one_are_spare(photos: Path) -> None:
    for name in ("x", "y"):
        copyfile(photos / "a" / "02.png", photos / "a" / f"{name}.png")
    exact = found(photos, "exact_duplicates")
    assert exact.groups == (("a/02.png", "a/x.png", "a/y.png"),)
    assert exact.spare == ("a/x.png", "a/y.png")
    assert report(photos).finding("near_duplicates") is None


def test_the_same_image_in_two_classes_is_left_to_the_user(photos: Path) -> None:
    copyfile(photos / "a" / "02.png", photos / "b" / "x.png")
    two = found(photos, "two_labels")
    assert two.groups == (("a/02.png", "b/x.png"),)
    assert two.spare == ()
    assert report(photos).finding("exact_duplicates") is None


def test_odd_images_are_named(photos: Path) -> None:
    Image.new("RGB", (96, 80), "white").save(photos / "a" / "blank.png")
    photo(50, (20, 20)).save(photos / "a" / "tiny.png")
    photo(51, (500, 60)).save(photos / "b" / "long.png")
    photo(52).convert("L").save(photos / "b" / "grey.png")
    seen = report(photos)
    names = {item.kind: item.paths for item in seen.findings}
    assert (names["blank"], names["tiny"], names["extreme"]) == (("a/blank.png",), ("a/tiny.png",), ("b/long.png",))
    assert (names["mixed_modes"], names["mixed_sizes"]) == (("b/grey.png",), ("a/tiny.png", "b/long.png"))


def test_blank_images_are_not_near_duplicates(photos: Path) -> None:
    for level in (20, 90, 250):
        Image.new("RGB", (96, 80), (level, level, level)).save(photos / "a" / f"{level}.png")
    assert report(photos).finding("near_duplicates") is None


def test_counts_add_up_and_every_file_left_out_has_its_reason(photos: Path) -> None:
    (photos / "a" / "bad.png").write_bytes(b"no picture")
    (photos / "empty").mkdir()
    seen = report(photos)
    assert seen.found == seen.used + seen.left_out == 25
    assert found(photos, "unreadable").reasons == ("not a readable image",)
    assert found(photos, "empty_classes").names == ("empty",)


def test_uneven_and_small_classes_are_named(photos: Path) -> None:
    for number in range(3, 12):
        (photos / "b" / f"{2 * number + 1:02}.png").unlink()
    assert found(photos, "small_classes").names == ("b",)
    assert (found(photos, "imbalance").names, found(photos, "imbalance").times) == (("a", "b"), 4.0)


def _with_twins(photos: Path) -> Index:
    """Every photo a second time, saved with loss."""
    for path in sorted(photos.rglob("*.png")):
        Image.open(path).save(path.with_suffix(".jpg"), quality=70)
    return scan(photos)


def _straddling(index: Index, parts: Split) -> int:
    """Photos whose twin is in another part."""
    part = {index.paths[row]: name for name in ("train", "val", "test") for row in getattr(parts, name)}
    return sum(part[path] != part[path.replace(".png", ".jpg")] for path in index.paths)


def test_a_random_split_leaks_near_duplicates_and_a_group_split_keeps_them_together(photos: Path) -> None:
    index = _with_twins(photos)
    leaky = split(index, DataSpec())
    leaks = health(index, leaky).finding("leaks")
    assert _straddling(index, leaky) > 3
    assert leaks is not None
    assert leaks.pairs > 3
    spec = DataSpec(groups="near_duplicates")
    honest = split(grouped(index, spec, {}), spec)
    assert _straddling(index, honest) == 0
    assert health(index, honest).finding("leaks") is None
    assert [np.bincount(index.labels[rows]).tolist() for rows in (honest.val, honest.test)] == [[4, 4], [4, 4]]


def test_leaks_of_given_folders_are_reported(tmp_path: Path) -> None:
    for number in range(8):
        folder = tmp_path / ("val" if number > 5 else "train") / "ab"[number % 2]
        folder.mkdir(parents=True, exist_ok=True)
        photo(number).save(folder / f"{number}.png")
    photo(0).save(tmp_path / "val" / "a" / "seen.jpg", quality=90)
    leaks = found(tmp_path, "leaks")
    assert (leaks.paths, leaks.pairs) == (("train/a/0.png", "val/a/seen.jpg"), 1)
    assert report(tmp_path).is_given


def test_a_cancelled_look_keeps_what_it_has_seen(photos: Path) -> None:
    index, known, answers = scan(photos), dict[str, Look](), iter((False, True))
    for number in range(60):
        photo(100 + number, (8, 8)).save(photos / "a" / f"more{number}.png")
    index = scan(photos)
    with pytest.raises(StudioError, match="cancelled"):
        health(index, None, known=known, should_stop=lambda: next(answers))
    assert len(known) == 64
    assert health(index, None, known=known).used == 84


def test_a_file_that_vanished_since_the_scan_is_passed_over(photos: Path) -> None:
    index = scan(photos)
    (photos / "a" / "02.png").unlink()
    assert health(index, split(index, DataSpec())).findings == ()


def test_the_csv_names_every_image_as_it_is_called(photos: Path) -> None:
    (photos / "=1+1").mkdir()
    copyfile(photos / "a" / "02.png", photos / "=1+1" / "x.png")
    rows = list(csv.reader(as_csv(health(scan(photos), None)).splitlines()))
    assert rows[0] == ["finding", "group", "path", "detail"]
    assert ["two_labels", "1", "=1+1/x.png", ""] in rows


def test_the_csv_keeps_names_that_are_not_utf_8(tmp_path: Path) -> None:
    write_csv(Health(1, 0, 1, (Finding("tiny", ("a/\udcff.png",)),), is_given=False), tmp_path / "r.csv")
    assert b"tiny,,a/\xff.png," in (tmp_path / "r.csv").read_bytes()


def _part(ground: int, part: int, box: tuple[int, ...], noise: float = 2.0, seed: int = 0) -> Image.Image:
    """A photo of a part on plain ground, as a camera takes it: darker towards the corners, with noise."""
    picture = Image.new("L", (480, 360), ground)
    ImageDraw.Draw(picture).rounded_rectangle(box, 4, fill=part)
    pixels = np.asarray(picture.filter(ImageFilter.GaussianBlur(1)), np.float32)
    across, down = np.meshgrid(np.linspace(-1, 1, 480), np.linspace(-1, 1, 360))
    pixels = pixels - 2 * (across**2 + down**2) + np.random.default_rng(seed).normal(0, noise, pixels.shape)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8)).convert("RGB")


@pytest.mark.parametrize("noise", [0.0, 2.0, 5.0])
@pytest.mark.parametrize(
    ("ground", "part", "box"),
    [
        (235, 60, (230, 170, 250, 182)),  # a small nut on white
        (30, 70, (200, 178, 280, 183)),  # a pin on dark cloth
        (200, 182, (210, 150, 270, 200)),  # metal on grey paper
        (128, 110, (60, 60, 100, 100)),  # off the middle
    ],
)
def test_a_small_part_on_plain_ground_is_not_blank(
    tmp_path: Path, ground: int, part: int, box: tuple[int, ...], noise: float
) -> None:
    assert not _is_blank(_part(ground, part, box, noise), tmp_path / "part.jpg")


@pytest.mark.parametrize("noise", [0.0, 2.0, 5.0])
@pytest.mark.parametrize("ground", [0, 30, 128, 255])
def test_plain_ground_alone_is_blank_with_noise_and_dark_corners(tmp_path: Path, ground: int, noise: float) -> None:
    assert _is_blank(_part(ground, ground, (0, 0, 1, 1), noise), tmp_path / "ground.jpg")
    assert _is_blank(_part(ground, ground, (0, 0, 1, 1), noise).resize((64, 48)), tmp_path / "small.png")


def _is_blank(picture: Image.Image, path: Path) -> bool:
    picture.save(path, quality=88)
    looks = look_at(path.parent, [path.name], {}, lambda _done, _total: None, lambda: False)
    return is_blank(looks[path.name])
