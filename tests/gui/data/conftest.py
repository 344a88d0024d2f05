from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tlstudio.gui.data.browser import DataStep
from tlstudio.gui.services.services import Services


@pytest.fixture
def step(qtbot: QtBot, services: Services) -> Iterator[DataStep]:
    """The step as the window has it: edits go to the document, and come back as a spec."""
    made = DataStep(services)
    qtbot.addWidget(made)
    made.edited.connect(services.document.edit)
    services.document.spec_changed.connect(made.show_spec)
    made.resize(1080, 700)
    made.show()
    yield made
    made.grid.loader.close()
