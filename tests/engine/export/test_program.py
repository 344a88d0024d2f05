"""A torch.export file from someone else: refused if loading it could run code."""

import io
import json
import pickle
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tlstudio.engine.errors import RunError
from tlstudio.engine.export.program import check_program

PROGRAM = "models/model.json"
WEIGHTS = "data/weights/model_weights_config.json"
SAMPLE = "data/sample_inputs/model.pt"
EVIL = "__import__('os').system('true')"


class _Evil:
    def __reduce__(self) -> tuple[Any, ...]:
        return eval, ("1 + 1",)


def _rewrite(source: Path, target: Path, member: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            data = before.read(name)
            after.writestr(name, change(data) if name.endswith(member) else data)
    return target


def _edit(change: Callable[[Any], object]) -> Callable[[bytes], bytes]:
    def edited(data: bytes) -> bytes:
        content = json.loads(data)
        change(content)
        return json.dumps(content).encode()

    return edited


def _nodes(program: Any) -> list[Any]:
    return program["graph_module"]["graph"]["nodes"]


HOSTILE = {
    "guards": (PROGRAM, _edit(lambda program: program.update(guards_code=[EVIL]))),
    "operator": (PROGRAM, _edit(lambda program: _nodes(program)[0].update(target="torch.hub.load"))),
    "getter": (PROGRAM, _edit(lambda program: _nodes(program)[0].update(target="_operator.methodcaller"))),
    "expression": (PROGRAM, _edit(lambda program: program.update(expr_str=EVIL))),
    "range": (PROGRAM, _edit(lambda program: program.update(range_constraints={EVIL: {}}))),
    "tree": (PROGRAM, _edit(lambda program: program.update(in_spec='[1, {"type": "collections.defaultdict"}]'))),
    "pickled weight": (WEIGHTS, _edit(lambda weights: next(iter(weights["config"].values())).update(use_pickle=True))),
    "pickled sample": (SAMPLE, lambda _: pickle.dumps(_Evil())),
}


def test_our_own_export_is_let_through(own_export: Path) -> None:
    check_program(own_export / "model.pt2")


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_could_run_code_is_refused(own_export: Path, name: str) -> None:
    path = _rewrite(own_export / "model.pt2", own_export / "evil.pt2", *HOSTILE[name])
    with pytest.raises(RunError, match="no export of this app has"):
        check_program(path)


@pytest.mark.parametrize(
    "member", ["model/data/aotinductor/model/x.so", "model/data/constants/custom_obj_0", "version"]
)
def test_a_member_that_we_never_write_is_refused(own_export: Path, member: str) -> None:
    with zipfile.ZipFile(own_export / "model.pt2", "a") as archive:
        archive.writestr(member, b"")
    with pytest.raises(RunError, match="no export of this app has"):
        check_program(own_export / "model.pt2")


def test_a_cut_off_file_is_damaged(tmp_path: Path) -> None:
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    (tmp_path / "model.pt2").write_bytes(empty.getvalue())
    with pytest.raises(RunError, match="is damaged"):
        check_program(tmp_path / "model.pt2")
