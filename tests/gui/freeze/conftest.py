"""Freeze trees in which every gesture is carried out."""

import pytest
from pytestqt.qtbot import QtBot

from tests.support.freeze_trees import deep_tree, small_tree
from tests.support.freeze_view import freeze
from tlstudio.gui.freeze.tree import FreezeTree


@pytest.fixture
def tree(qtbot: QtBot) -> FreezeTree:
    """Stem and stage 1 frozen; every gesture is carried out."""
    made = FreezeTree()
    qtbot.addWidget(made)
    made.resize(720, 460)
    made.show_tree(small_tree(), advanced=True)
    made.freeze_asked.connect(lambda _text, parts: freeze(made, *parts))
    freeze(made, "stem", "s1")
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def normed(qtbot: QtBot) -> FreezeTree:
    """Two stages of blocks with BatchNorm, of which nothing is frozen; every gesture is carried out."""
    made = FreezeTree()
    qtbot.addWidget(made)
    made.resize(760, 500)
    made.show_tree(deep_tree(20, blocks_in_stage=2), advanced=True, input_px=224)
    made.rates_asked.connect(lambda _text, rates: made.show_freeze(frozenset(), "follow", rates))
    made.batchnorm_asked.connect(lambda _text, policy: made.show_freeze(frozenset(), policy))
    made.show_freeze(frozenset())
    made.show()
    qtbot.waitExposed(made)
    return made
