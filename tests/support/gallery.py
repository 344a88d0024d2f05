"""What tests of the gallery share: a computer without weights, a server in place of the hub, and the dialog."""

from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from tests.support.local_hub import Server, handler
from tlstudio.engine.project import BackboneSpec
from tlstudio.gui.backbones.dialog import BackboneDialog
from tlstudio.gui.services.jobs import Jobs
from tlstudio.gui.services.preferences import Preferences

BUNDLED, FAR, SMALL = "tlstudio/efficientnet_lite0", "timm/resnet50", "timm/mobilenetv3_small_050"


@pytest.fixture
def weights_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No weights but the bundled ones are here, and downloads go to the folder returned."""
    for name in ("TLSTUDIO_WEIGHTS", "HF_HOME", "TORCH_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_ENDPOINT"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "TLSTUDIO_WEIGHTS"


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A web server that stands in for every host of weights."""
    served = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), handler(served))
    served.url = f"http://127.0.0.1:{http.server_port}"
    monkeypatch.setenv("TLSTUDIO_HUB", served.url)
    thread = Thread(target=http.serve_forever, args=(0.01,))
    thread.start()
    yield served
    http.shutdown()
    thread.join()
    http.server_close()


@pytest.fixture
def preferences(qtbot: QtBot) -> Preferences:
    return Preferences()


@pytest.fixture
def dialog(qtbot: QtBot, weights_home: Path, preferences: Preferences) -> Iterator[BackboneDialog]:
    jobs = Jobs()
    made = BackboneDialog(BackboneSpec(), jobs, preferences)
    qtbot.addWidget(made)
    made.show()
    yield made
    jobs.close()


def shown(dialog: BackboneDialog) -> list[str]:
    return [one.info.name for one in dialog.gallery.backbones.shown]
