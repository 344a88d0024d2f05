from tlstudio.engine.model.heads import PRESETS, with_preset
from tlstudio.engine.project import HeadSpec, LayerSpec
from tlstudio.gui.head import edits as head_edits

DROPOUT, LINEAR, RELU = LayerSpec("dropout", p=0.2), LayerSpec("linear", width=128), LayerSpec("relu")
HEAD = HeadSpec("avg", (DROPOUT, LINEAR, RELU))
MAP = (1280, 7, 7)


def test_layers_change_places_among_themselves_only():
    moved = head_edits.moved(HEAD, 3, 1)
    assert moved and moved.layers == (RELU, DROPOUT, LINEAR)
    assert head_edits.moved(HEAD, 1, 0) is None  # in front of the pooling
    assert head_edits.moved(HEAD, 3, 4) is None  # behind the output


def test_pooling_and_output_cannot_be_removed():
    assert head_edits.removed(HEAD, 0) is None
    assert head_edits.removed(HEAD, 4) is None
    removed = head_edits.removed(HEAD, 2)
    assert removed and removed.layers == (DROPOUT, RELU)


def test_a_full_head_takes_no_more_layers():
    full = HeadSpec("avg", (RELU,) * 32)
    assert head_edits.inserted(full, 1, "relu") is None


def test_a_head_is_known_by_its_preset():
    assert head_edits.preset_of(HEAD) == "hidden"
    assert head_edits.preset_of(HeadSpec("max", (RELU,))) == ""
    assert with_preset(HeadSpec("max", (RELU,)), PRESETS["linear"]) == HeadSpec("max", ())


def test_a_pooling_that_does_not_fit_is_mended_by_one_that_does():
    fix = head_edits.fix_of(HeadSpec("avg"), (768,), 0)
    assert fix and fix.head.pool == "own"
    fix = head_edits.fix_of(HeadSpec("own"), MAP, 0)
    assert fix and fix.head.pool == "avg"


def test_a_layer_that_is_too_large_is_halved_until_it_fits():
    wide = HeadSpec("avg", (LayerSpec("linear", width=65_536), LayerSpec("linear", width=65_536)))
    fix = head_edits.fix_of(wide, MAP, 2)
    assert fix and fix.head.layers[1].width == 4096  # 65,537 × 4,096 = 268 M; 8,192 would be 537 M, above 500 M
