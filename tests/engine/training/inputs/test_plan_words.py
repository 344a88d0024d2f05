import pytest

from tlstudio.engine.training.inputs.plan_choice import Choice, Counts
from tlstudio.engine.training.inputs.plan_words import Stretch, sentence_of

IMAGES = Counts(train=1000, val=100, decoded_bytes=150_528)
FRESH = Counts(1000, 100, 150_528, views=0)
KEPT = Choice(0, "memory", keeps_train=True, total_bytes=5_500_000)
VAL_ALONE = Choice(0, decoded="memory")


@pytest.mark.parametrize(
    ("part", "share", "begins"),
    [
        ("", 1.0, "The backbone is frozen, so it runs once per image: about 10× less to compute. Every epoch trains"),
        ("Stage 6", 0.9, "Everything up to Stage 6 is frozen, so it runs once per image: about 3.1× less to compute."),
        ("Stage 1", 0.1, "Everything up to Stage 1 is frozen, so it runs once per image. Every epoch runs what comes"),
    ],
)
def test_what_is_kept_says_what_that_saves_if_it_does(part: str, share: float, begins: str) -> None:
    sentence = sentence_of(KEPT, Stretch(part, share, epochs=10), IMAGES)
    assert sentence.startswith(begins)
    assert sentence.endswith("Kept in memory: 5.5 MB.")


def test_fresh_augmentation_names_what_prepared_views_would_save() -> None:
    sentence = sentence_of(VAL_ALONE, Stretch("", 1.0, epochs=10), FRESH)
    assert "augmentation is fresh each epoch" in sentence
    assert sentence.endswith(
        "With 4 prepared views the frozen part would run once for each: about 2.5× less to compute."
    )


def test_views_that_save_nothing_name_no_saving() -> None:
    assert sentence_of(VAL_ALONE, Stretch("", 1.0, epochs=4), FRESH).endswith("would run once for each.")


def test_prepared_views_say_how_many_passes_there_are() -> None:
    views = Counts(1000, 100, 150_528, views=4)
    sentence = sentence_of(KEPT, Stretch("", 1.0, epochs=10), views)
    assert "once for each of 4 prepared views per image: about 2.5× less to compute" in sentence


def test_mixing_and_a_cache_too_small_say_why_nothing_is_kept() -> None:
    mixed = Counts(1000, 100, 150_528, views=0, is_mixed=True)
    assert "mixed afresh" in sentence_of(VAL_ALONE, Stretch("", 1.0, 10), mixed)
    too_large = Choice(0, decoded="memory", is_too_large=True)
    assert "do not fit into the cache" in sentence_of(too_large, Stretch("", 1.0, 10), IMAGES)


def test_without_a_cut_the_whole_network_runs_and_the_place_of_the_pixels_is_said() -> None:
    assert sentence_of(Choice(decoded="memory"), None, IMAGES).endswith("for every image in every epoch.")
    assert "kept on disk: 151 MB" in sentence_of(Choice(decoded="disk"), None, IMAGES)
    assert "decodes them again" in sentence_of(Choice(), None, IMAGES)
