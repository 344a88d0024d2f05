import pytest

from tests.support.freeze_trees import small_tree
from tlstudio.gui.freeze.rows import Rows


def test_rows_come_in_the_order_in_which_data_flows():
    names = [row.part.name for row in Rows(small_tree()).all]
    assert names == ["stem", "s1", "s1.conv", "s1.norm", "s2", "s2.0", "s2.0.conv", "s2.1", "s2.1.conv", "last"]


def test_a_row_knows_its_leaves_even_where_layers_are_not_shown():
    rows = Rows(small_tree(), with_layers=False)
    stage = rows.all[rows.numbers["s1"]]
    assert rows.leaf_names(stage) == {"s1.conv", "s1.norm"}
    assert stage.children == ()


def test_depth_is_how_much_of_the_backbone_lies_up_to_the_end_of_a_part():
    rows = Rows(small_tree())
    assert [rows.depth(rows.all[rows.numbers[name]]) for name in ("stem", "s1", "last")] == [1 / 6, 0.5, 1]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("block", ["s2.0", "s2.1"]),  # title
        ("s1.", ["s1.conv", "s1.norm"]),  # technical name
        ("CONV2D last", ["last"]),  # kind, and every word counts
        ("transformer", []),
    ],
)
def test_a_text_finds_rows_by_title_name_and_kind(text: str, found: list[str]):
    rows = Rows(small_tree())
    assert [rows.all[number].part.name for number in rows.matching(text)] == found
