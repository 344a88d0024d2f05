"""Every field of every spec has its one entry in the table of settings, and the entry says what is true of it."""

from collections import Counter
from dataclasses import fields, replace
from typing import Literal, get_args, get_origin

import pytest

from tlstudio.engine.errors import ProjectError
from tlstudio.engine.project import DataSpec, ObjectiveSpec, ProjectSpec, TrainingSpec
from tlstudio.engine.project.checks import Within
from tlstudio.engine.settings import SETTINGS, Setting, Since, Varied, differences, settings_of, title_of
from tlstudio.engine.sweep.spec import SweepSpec, check_sweep


def test_every_field_of_every_spec_has_one_entry_in_the_order_of_the_steps() -> None:
    spec = ProjectSpec()
    groups = {field.name: getattr(spec, field.name) for field in fields(spec)}
    keys = [f"{name}.{field.name}" for name, group in groups.items() for field in fields(group)]
    assert sorted(SETTINGS) == sorted(keys)
    assert list(dict.fromkeys(key.partition(".")[0] for key in SETTINGS)) == list(groups)


@pytest.mark.parametrize("what", ["title", "noun"])
def test_no_two_settings_are_called_the_same(what: str) -> None:
    counts = Counter(getattr(setting, what) for setting in SETTINGS.values())
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("setting", SETTINGS.values(), ids=lambda setting: setting.key)
def test_an_entry_fits_its_field(setting: Setting) -> None:
    is_choice = get_origin(setting.type) is Literal
    assert set(setting.choices) == (set(get_args(setting.type)) if is_choice else set())
    assert set(setting.reasons) <= set(setting.choices)
    assert setting.why.endswith((".", "class.", "test."))
    assert setting.takes
    assert setting.changed(ProjectSpec(), setting.default) == ProjectSpec()


@pytest.mark.parametrize("setting", [one for one in SETTINGS.values() if one.tries], ids=lambda setting: setting.key)
def test_what_a_sweep_offers_can_be_trained(setting: Setting) -> None:
    spec = replace(ProjectSpec(), data=DataSpec(folds=3)) if setting.key == "data.fold" else ProjectSpec()
    check_sweep(spec, SweepSpec((f"{setting.key}={setting.tries}",)))
    if setting.tries_range:
        check_sweep(spec, SweepSpec((f"{setting.key}={setting.tries_range}",), "random", 2))


def test_a_setting_outside_of_its_range_names_its_bounds() -> None:
    with pytest.raises(ProjectError, match=r"^batch_size: 5,000 is not in 1–4,096\.$"):
        SETTINGS["training.batch_size"].changed(ProjectSpec(), 5000)
    with pytest.raises(ProjectError, match=r"'many' is not a number"):
        SETTINGS["training.batch_size"].changed(ProjectSpec(), "many")


@pytest.mark.parametrize(
    ("within", "inside", "outside", "words"),
    [
        (Within(1, 4096), 4096, 0, "1–4,096"),
        (Within(0), 10**9, -1, "0 or more"),
        (Within(0), 0, float("inf"), "0 or more"),
        (Within(0, 100, above=True), 100, 0, "above 0, at most 100"),
        (Within(0, 1, below=True), 0, 1, "from 0 to below 1"),
        (Within(0, 1, above=True, below=True), 0.5, 1, "between 0 and 1"),
        (Within(0, 1), 1, float("nan"), "0–1"),
    ],
)
def test_a_range_holds_what_its_words_say(within: Within, inside: float, outside: float, words: str) -> None:
    assert inside in within
    assert outside not in within
    assert within.words == words


def test_a_value_is_shown_in_words() -> None:
    assert SETTINGS["training.schedule"].shown("one_cycle") == "One cycle"
    assert [SETTINGS["training.patience"].shown(value) for value in (0, 5)] == ["off", "5"]
    varied = Varied(0.003, (Since(5, 0.0003),))
    assert SETTINGS["training.lr"].shown(varied) == "0.003, from epoch 5: 0.0003"


def test_a_setting_matters_only_beside_what_it_belongs_to() -> None:
    numbers = ProjectSpec(objective=ObjectiveSpec("regression"))
    assert not SETTINGS["objective.focal_gamma"].is_used(numbers)
    assert not SETTINGS["data.resize"].is_used(ProjectSpec(data=DataSpec(kind="text")))
    assert not SETTINGS["training.momentum"].is_used(ProjectSpec())
    assert SETTINGS["training.momentum"].is_used(ProjectSpec(training=TrainingSpec(optimizer="sgd")))


def test_differences_are_named_once_and_in_the_order_of_the_steps() -> None:
    grouped = DataSpec(folder="x", groups="pattern", group_pattern="a", val_share=0.2)
    other = ProjectSpec(data=grouped, training=TrainingSpec(epochs=3, seed=4))
    assert [setting.noun for setting in differences(ProjectSpec(), other)] == [
        "the image folder",
        "the share of validation images",
        "what the split keeps together",
        "the pattern of file names that are kept together",
        "the number of epochs",
        "the seed",
    ]


def test_a_key_of_an_older_version_stands_for_itself() -> None:
    assert title_of("training.gone") == "training.gone"
    assert title_of("training.lr") == "Learning rate"
    assert set(SETTINGS) == set(settings_of(ProjectSpec()))
