"""The model card: what a stranger needs to know, and nothing of this machine."""

from dataclasses import replace
from pathlib import Path

from tlstudio.engine.export.card import freeze_lines, safe
from tlstudio.engine.export.certificate import Certificate
from tlstudio.engine.project import FreezeSpec, LrScaleSpec, PhaseSpec, load_project


def _card(exported: tuple[Path, Certificate]) -> str:
    return (exported[0] / "model card.md").read_text(encoding="utf-8")


def test_the_card_counts_the_images_of_each_class(exported: tuple[Path, Certificate]) -> None:
    # 12 images of each class; 0.3 of them for validation and 0.1 for test.
    assert r"| =red\| | 7 | 4 | 1 |" in _card(exported)
    assert "| grün | 7 | 4 | 1 |" in _card(exported)


def test_the_card_names_backbone_freeze_training_and_limits(exported: tuple[Path, Certificate]) -> None:
    card = _card(exported)
    assert "`timm/mobilenetv3_small_050`" in card
    assert "Weights: random" in card
    assert "Frozen: `all`" in card
    assert "1 of 1 epochs" in card
    assert "any image is given one of them" in card


def test_the_card_gives_the_accuracy_with_its_interval(exported: tuple[Path, Certificate]) -> None:
    accuracy = exported[1].accuracy
    assert accuracy is not None
    assert accuracy.low <= accuracy.value <= accuracy.high
    assert f"{accuracy.low:.1%}–{accuracy.high:.1%}" in _card(exported)


def test_the_card_tells_how_freezing_went() -> None:
    phases = PhaseSpec(3, lr=0.003), PhaseSpec(1, "blocks.5")
    spec = FreezeSpec(("stem",), batchnorm="affine", lr_scales=(LrScaleSpec("blocks.5", 0.3),), phases=phases)
    assert freeze_lines(spec) == [
        "- Frozen: `stem`",
        "- BatchNorm: its statistics change nowhere in the backbone, scale and shift with their part",
        "- Learning rates of parts: `blocks.5` × 0.3",
        "- Staged unfreezing: the head alone for 3 epochs at learning rate 0.003, then from `blocks.5` on for 1 epoch, "
        "then all that is not frozen",
    ]


def test_names_cannot_break_the_card() -> None:
    assert safe("a|b\n# <b>x</b> [y](z)") == r"a\|b \# \<b\>x\</b\> \[y\](z)"


def test_the_project_in_an_export_holds_no_path(exported: tuple[Path, Certificate]) -> None:
    project = load_project(exported[0] / "project.json")
    assert project.data == replace(project.data, folder="")
    assert project.backbone.weights == "random"
