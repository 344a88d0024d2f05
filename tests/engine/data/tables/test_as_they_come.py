"""Tables as people really have them: nothing is guessed or lost without a word."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tlstudio.engine.data.folder import Index, scan
from tlstudio.engine.data.modality import MODALITIES
from tlstudio.engine.data.tables.columns import TableFacts, describe_table, with_table
from tlstudio.engine.data.tables.index import scan_table
from tlstudio.engine.data.walk import walk
from tlstudio.engine.errors import DataError
from tlstudio.engine.project import DataSpec

Folder = Callable[..., Path]


def read(folder: Path, text: str) -> tuple[Index, TableFacts]:
    table = folder / "t.csv"
    table.write_text(text)
    facts = describe_table(table)
    data = with_table(DataSpec(folder=str(folder)), facts, table)
    return scan_table(data, facts.task, lambda _done, _total: None, lambda: False), facts


def test_ids_without_endings_name_the_one_file_of_that_stem(make_images: Folder) -> None:
    folder = make_images("a1.png", "deep/a2.png", "a3.png", "other/a3.png")
    index, _ = read(folder, "id_code,kind\na1,x\na2,y\na3,x\n")
    assert tuple(index.paths) == ("a1.png", "deep/a2.png")
    assert [item.reason for item in index.excluded] == ["line 4: 'a3' fits several files: a3.png, other/a3.png"]


def test_grades_are_classes_and_it_says_what_changes_that(make_images: Folder) -> None:
    folder = make_images(*(f"{number}.png" for number in range(6)))
    index, facts = read(folder, "path,grade\n" + "".join(f"{n}.png,{n % 3}\n" for n in range(6)))
    assert (facts.task, index.class_names) == ("single_label", ("0", "1", "2"))
    assert (
        facts.note
        == "'grade' holds a few whole numbers: taken for classes. To learn numbers: objective.task=regression."
    )


def test_names_that_look_like_numbers_stay_names(make_images: Folder) -> None:
    folder = make_images("1.png", "2.png", "3.png", "4.png")
    index, facts = read(folder, "path,code\n1.png,007\n2.png,007\n3.png,1e3\n4.png,nan\n")
    assert (facts.task, set(index.class_names)) == ("single_label", {"007", "1e3", "nan"})


def test_several_rows_of_an_image_are_its_labels(make_images: Folder) -> None:
    folder = make_images("1.png", "2.png", "3.png")
    index, facts = read(folder, "path,label\n1.png,dog\n1.png,ball\n2.png,dog\n3.png,ball\n")
    assert facts.task == "multi_label"
    assert "several rows" in facts.note
    assert index.targets is not None
    assert dict(zip(index.class_names, index.targets[0].tolist(), strict=True)) == {"ball": 1.0, "dog": 1.0}
    assert (index.found, len(index.paths)) == (3, 3)


def test_an_empty_cell_of_labels_is_no_label_and_told(make_images: Folder) -> None:
    folder = make_images("1.png", "2.png", "3.png")
    index, _ = read(folder, "path,tags\n1.png,red;round\n2.png,\n3.png,round\n")
    assert index.targets is not None
    assert index.targets.sum(1).tolist() == [2, 0, 1]
    assert index.note == "1 image with an empty cell in 'tags': taken for no label."


@pytest.mark.parametrize("yes_no", [("TRUE", "FALSE"), ("yes", "no"), ("1", ""), ("x", "")])
def test_flags_are_read_however_they_are_written(make_images: Folder, yes_no: tuple[str, str]) -> None:
    yes, no = yes_no
    folder = make_images("1.png", "2.png", "3.png")
    index, facts = read(folder, f"path,red,round\n1.png,{yes},{no}\n2.png,{no},{yes}\n3.png,{yes},{yes}\n")
    assert (facts.task, index.class_names) == ("multi_label", ("red", "round"))
    assert index.targets is not None
    assert index.targets.tolist() == [[1, 0], [0, 1], [1, 1]]


def test_paths_of_another_computer_are_found_by_their_end(make_images: Folder) -> None:
    folder = make_images("set/1.png", "set/2.png", "3.png")
    index, _ = read(folder, "path,label\nC:\\data\\set\\1.png,x\n/home/me/set/2.png,y\n\"'3.png'\",x\n")
    assert tuple(index.paths) == ("3.png", "set/1.png", "set/2.png")


def test_commas_part_labels_only_where_these_come_again(make_images: Folder) -> None:
    folder = make_images("1.png", "2.png", "3.png", "4.png")
    _, facts = read(folder, 'path,tags\n1.png,"a,b"\n2.png,a\n3.png,b\n4.png,"a,b"\n')
    assert (facts.task, facts.label_mark) == ("multi_label", ",")
    _, facts = read(folder, 'path,city\n1.png,"Rome, IT"\n2.png,"Bonn, DE"\n3.png,"Rome, IT"\n4.png,"Bonn, DE"\n')
    assert facts.task == "single_label"


def test_files_that_people_take_for_images_are_counted_and_named(make_images: Folder) -> None:
    folder = make_images("a/1.png", "b/2.png")
    Image.open(folder / "a/1.png").save(
        folder / "a/3.mpo", "MPO", save_all=True, append_images=[Image.new("RGB", (4, 4))]
    )
    for name in ("scan.dcm", "stack.czi", "photo.RAF", ".IMG_1.JPG.icloud", ".hidden.png"):
        (folder / "a" / name).write_bytes(b"\0" * 64)
    index = scan(folder)
    reasons = {item.path: item.reason for item in index.excluded}
    assert "a/3.mpo" in tuple(index.paths)
    assert reasons["a/scan.dcm"] == "not supported: DICOM"
    assert reasons["a/.IMG_1.JPG.icloud"] == "in the cloud only: download it first"
    assert index.found == len(index.paths) + len(index.excluded) == 7


def test_an_archive_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "data.zip").write_bytes(b"PK")
    with pytest.raises(DataError, match=r"is packed \(zip\)\. Unpack it, and choose the folder that comes out\."):
        walk(tmp_path / "data.zip", MODALITIES["image"], lambda: False)
