"""Sentences and errors carry what another language needs to say them again."""

import ast
import copy
import pickle
from pathlib import Path
from string import Formatter

import pytest

from tests.support.strings import Call, calls, error_names
from tlstudio.engine.errors import DataError, RunComplete, StorageError, StudioError, TooFewImages, UnknownBackbone
from tlstudio.engine.sentences import Sentence, plural, sentence, together

OWN_CONSTRUCTORS = {"TooFewImages", "UnknownBackbone", "RunComplete", "_Refused"}  # take facts, no template
TEMPLATES = {"sentence": 0, "check": 1, "_expect": 1}


def test_a_sentence_is_its_english_text() -> None:
    text = sentence("Stopped after {n:,} steps in {folder!r}.", n=2000, folder=Path("runs"))
    assert text == "Stopped after 2,000 steps in 'runs'."
    assert text.key == "Stopped after {n:,} steps in {folder!r}."
    assert text.facts == {"n": 2000, "folder": "runs"}


def test_one_has_the_singular_and_the_key_of_the_plural() -> None:
    one, many = (plural(n, "{n} image", "{n} images") for n in (1, 2))
    assert (one, many) == ("1 image", "2 images")
    assert (one.key, one.number) == (many.key, 1) == ("{n} images", 1)


def test_sentences_put_together_stay_facts_of_each_other() -> None:
    parts = [sentence("One."), "", plural(2, "{n} image.", "{n} images.")]
    text = together(parts)
    assert text == "One. 2 images."
    assert [fact.key for fact in text.facts.values()] == ["One.", "{n} images."]


ERRORS = [
    DataError("{folder} holds no images.", folder=Path("flowers")),
    StorageError("Cannot write {path}.", path="a{b}"),
    TooFewImages("rose", 1),
    UnknownBackbone("resnet5", ["resnet50"]),
    RunComplete(Path("runs/0001"), sentence("All {epochs} epochs are done.", epochs=3)),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_can_be_copied_and_sent_to_another_process(error: StudioError) -> None:
    for other in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert type(other) is type(error)
        assert (str(other), other.key, other.facts) == (str(error), error.key, error.facts)


def test_an_error_says_its_english_sentence() -> None:
    error = TooFewImages("rose", 1)
    assert str(error) == "Class 'rose' has 1 usable image, needs 2. Add images or leave the class out."
    assert "{name!r} has {n} usable images" in error.key


def test_an_error_within_an_error_is_a_sentence_of_its_own() -> None:
    inner = DataError("{folder} holds no images.", folder="flowers")
    outer = DataError("The rehearsal folder: {error}", error=inner)
    assert str(outer) == "The rehearsal folder: flowers holds no images."
    assert isinstance(outer.facts["error"], Sentence) and outer.facts["error"].key == inner.key


def test_templates_are_literals() -> None:
    """What is put together beforehand cannot be translated."""
    assert [call.place for call in calls() if isinstance(_template(call), (ast.JoinedStr, ast.BinOp))] == []


def test_facts_are_those_of_the_template() -> None:
    checked = [call for call in calls() if isinstance(_template(call), ast.Constant) and not _is_spread(call)]
    assert len(checked) > 300
    assert [call.place for call in checked if _named(call) != _given(call)] == []


def _template(call: Call) -> ast.expr | None:
    """What is filled in by the call, if it makes a sentence, or an error that has no constructor of its own."""
    is_inside = call.inside in error_names() and call.name == "__init__"
    is_error = is_inside or (call.name in error_names() and call.name not in OWN_CONSTRUCTORS)
    place = 0 if is_error else TEMPLATES.get(call.name)
    return None if place is None or len(call.node.args) <= place else call.node.args[place]


def _is_spread(call: Call) -> bool:
    return any(keyword.arg is None for keyword in call.node.keywords)


def _named(call: Call) -> set[str]:
    template = _template(call)
    assert isinstance(template, ast.Constant)
    return {name for _, name, _, _ in Formatter().parse(str(template.value)) if name is not None}


def _given(call: Call) -> set[str]:
    return {keyword.arg for keyword in call.node.keywords if keyword.arg}
