"""What can be done from a row of the freeze tree on, as menus."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from tlstudio.gui.freeze.facts import FROZEN
from tlstudio.gui.freeze.model import FreezeModel
from tlstudio.gui.freeze.moved import Measure, PartsMoved, measure_titles
from tlstudio.gui.language.say import say
from tlstudio.gui.widgets.numbers import number

SHARES = (0.01, 0.03, 0.1, 0.3, 1.0)
DECAYS = (0.9, 0.8, 0.65, 0.5)


def add_freezing(menu: QMenu, model: FreezeModel, index: QModelIndex) -> None:
    """Freeze or train this part, what comes before it, what comes after it."""
    is_frozen = model.state(index) is FROZEN
    toggle = menu.addAction(say("Train this part") if is_frozen else say("Freeze this part"))
    toggle.triggered.connect(lambda: model.toggle(index))
    menu.addSeparator()
    for text, act in (
        (say("Freeze everything before this"), model.freeze_before),
        (say("Train everything after this"), model.train_after),
        (say("Train only this"), model.train_only),
    ):
        menu.addAction(text).triggered.connect(lambda _=False, act=act: act(index))


def add_rates(menu: QMenu, model: FreezeModel, index: QModelIndex, edit: Callable[[], None]) -> None:
    """The learning rate of this part, and of the whole tree by depth. `edit` opens a field for any other number."""
    facts = model.facts(index)
    rates = menu.addMenu(say("Learning rate") if facts.rates else say("Learning rate (it does not learn)"))
    rates.setEnabled(bool(facts.rates))
    for share in SHARES:
        is_now = facts.has_own_rate and facts.rates == {share}
        _add_choice(rates, f"× {number(share)}", is_now, lambda share=share: model.set_rate(index, share))
    rates.addAction(say("Other…")).triggered.connect(edit)
    rates.addSeparator()
    around = say("As the part around it (× {share})").format(share=number(model.rate_around(index)))
    _add_choice(rates, around, not facts.has_own_rate, lambda: model.set_rate(index, None))
    decays = menu.addMenu(say("Layer-wise decay of all learning rates"))
    for decay in (*DECAYS, None):
        text = say("Off") if decay is None else f"× {number(decay)}"
        _add_choice(decays, text, model.has_decay(decay), lambda decay=decay: model.set_decay(decay))


def add_measures(menu: QMenu, shown: PartsMoved, known: Sequence[Measure], choose: Callable[[Measure], None]) -> None:
    """What the last column shows. A measure that the run does not have says so."""
    for measure, title in measure_titles().items():
        text = (
            title if measure in known else say("{title} (not measured in run {run})").format(title=title, run=shown.run)
        )
        action = _add_choice(menu, text, measure == shown.measure, lambda measure=measure: choose(measure))
        action.setEnabled(measure in known)


def _add_choice(menu: QMenu, text: str, is_chosen: bool, act: Callable[[], None]) -> QAction:
    action = menu.addAction(text)
    action.setCheckable(True)
    action.setChecked(is_chosen)
    action.triggered.connect(lambda: act())
    return action
