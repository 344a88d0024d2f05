"""Peak memory of an arm: resident, with what it reads from mapped files, and without the pixels that it may keep."""

import json
import resource
import sys
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.arms import ARMS
from tests.benchmarks.settings import Settings, decode
from tests.benchmarks.work import work_of

KIB_EACH = 1 if sys.platform != "darwin" else 1 / 1024  # of what the system counts in


def main(arm: str, settings: Settings) -> dict[str, float]:
    ARMS[arm](settings)
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB_EACH / 1024
    kept_mb = _declared_bytes(settings) / 2**20 if arm == "ours" else 0.0
    return {"peak_mb": peak_mb, "peak_without_cache_mb": peak_mb - kept_mb}


def _declared_bytes(settings: Settings) -> int:
    """The decoded pixels of all images, which are less than the budget for them."""
    work = work_of(replace(settings, scratch=str(Path(settings.scratch, "declared"))))
    parts = (work.train.samples, work.val.samples)
    return sum(len(samples) * samples.bytes_each for samples in parts if samples.is_decoded_once)


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(sys.argv[1], decode(sys.argv[2]))) + "\n")
