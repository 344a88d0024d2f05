"""The smallest network of every family in the catalogue; `packaging/check_parts.py` alone checks all networks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.slow
def test_the_tree_of_every_family_is_right() -> None:
    script = [sys.executable, "packaging/check_parts.py", "--sample"]
    checked = subprocess.run(
        script, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, encoding="utf-8", check=False
    )
    wrong = [line for line in checked.stdout.splitlines() if "right" not in line]
    assert checked.returncode == 0, "\n".join([*wrong, checked.stderr])
