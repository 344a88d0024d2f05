import subprocess
import sys

import pytest

MODULES = """
import pkgutil, importlib, sys, tlstudio.engine
for module in pkgutil.walk_packages(tlstudio.engine.__path__, "tlstudio.engine."):
    importlib.import_module(module.name)
assert not [name for name in sys.modules if name.startswith(("PySide6", "tlstudio.gui", "tlstudio.cli", "pyqtgraph"))]
"""

LIGHT = """
import sys
import tlstudio.engine.project, tlstudio.engine.training.run, tlstudio.engine.training.start
import tlstudio.engine.backbones.catalogue, tlstudio.engine.data.folder, tlstudio.engine.model.heads
import tlstudio.engine.model.freezing, tlstudio.cli.main
assert not {"torch", "torchvision", "timm", "sklearn", "scipy", "PySide6"} & set(sys.modules)
"""


@pytest.mark.parametrize("code", [MODULES, LIGHT], ids=["the engine needs no window", "front ends need no torch"])
def test_what_an_import_brings_along(code: str) -> None:
    subprocess.run([sys.executable, "-c", code], check=True)
