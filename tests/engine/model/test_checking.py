import pytest

from tests.support.part_trees import TREE
from tlstudio.engine.errors import FreezeError, HeadError
from tlstudio.engine.model.checking import check_freeze, check_model
from tlstudio.engine.project import FreezeSpec, HeadSpec, LayerSpec, LrScaleSpec, ObjectiveSpec, PhaseSpec, ProjectSpec


def test_a_project_that_fits_passes() -> None:
    fits = FreezeSpec(("stem",), lr_scales=(LrScaleSpec("s2", 0.5),), phases=(PhaseSpec(1), PhaseSpec(2, "s2")))
    check_model(TREE, (8, 4, 4), ProjectSpec(freeze=fits), outputs=2)


@pytest.mark.parametrize(
    ("freeze", "says"),
    [
        (FreezeSpec(("s3",)), "no part 's3'"),
        (FreezeSpec((), lr_scales=(LrScaleSpec("s4", 0.5),)), "no part 's4'"),
        (FreezeSpec(phases=(PhaseSpec(1),)), "nothing to unfreeze"),
    ],
)
def test_a_freeze_that_does_not_fit_is_refused(freeze: FreezeSpec, says: str) -> None:
    with pytest.raises(FreezeError, match=says):
        check_freeze(TREE, ProjectSpec(freeze=freeze))


def test_a_head_that_does_not_fit_is_refused() -> None:
    wide = LayerSpec("linear", width=65_536)
    with pytest.raises(HeadError):
        check_model(TREE, (8, 4, 4), ProjectSpec(head=HeadSpec(layers=(wide, wide))), outputs=2)


def test_a_head_is_checked_for_what_the_task_asks() -> None:
    numbers = ProjectSpec(head=HeadSpec(output="cosine"), objective=ObjectiveSpec(task="regression"))
    with pytest.raises(HeadError, match="not numbers"):
        check_model(TREE, (8, 4, 4), numbers, outputs=2)
