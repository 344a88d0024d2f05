"""Runs a script in a process of its own that cannot import what the script must do without."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import IO

from tlstudio.engine.errors import ExportFailed
from tlstudio.engine.sentences import sentence

# The job comes through standard input: a command line cannot hold hundreds of paths on Windows.
SOME_UNREAD = 1  # exit status of a predict.py that has answered, but not for every file

_GUARD = """
import json, runpy, sys
job = json.load(sys.stdin)
sys.modules.update(dict.fromkeys(job["forbidden"]))
sys.path[:0] = job["path"]
sys.argv = job["argv"]
runpy.run_path(sys.argv[0], run_name="__main__")
"""


def lines_of(
    script: Path, arguments: Sequence[str], *, forbidden: Sequence[str] = (), path: Sequence[str] = ()
) -> Generator[str]:
    """What the script prints, line by line.

    `forbidden` modules cannot be imported there; `path` comes first in its `sys.path`.
    Raises ExportFailed with its last words if it does not end well. Leaving the iteration early ends the process.
    """
    job = {"argv": [str(script), *arguments], "forbidden": list(forbidden), "path": list(path)}
    # Isolated, without leaving byte code in the export's folder, and with names that are not UTF-8 coming through.
    command = [sys.executable, "-I", "-B", "-X", "utf8", "-c", _GUARD]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            errors="surrogateescape",
        ) as process,
    ):
        assert process.stdin and process.stdout
        try:
            with suppress(BrokenPipeError), process.stdin as job_file:  # broken if it ended at once; said below
                job_file.write(json.dumps(job))
            yield from process.stdout
        except BaseException:
            process.kill()
            raise
        status, said = process.wait(), _last_words(complaints)
        if status and (status != SOME_UNREAD or said):  # a script that breaks has the same status, and says why
            raise ExportFailed("{complaint}", complaint=said or sentence("the checking process ended without a word"))


def _last_words(complaints: IO[bytes]) -> str:
    complaints.seek(0)
    lines = complaints.read().decode("utf-8", "replace").strip().splitlines()
    return lines[-1].strip() if lines else ""
