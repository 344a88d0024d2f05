import subprocess
import sys

import pytest

# Blocks as large as the outputs of a network, taken, filled and freed again and again, as a step does.
PROGRAM = """
import resource, sys, threading
from tlstudio.engine.allocator import give_back, keep_memory

if sys.argv[1] == "kept":
    keep_memory()

def steps():
    for _ in range(20):
        blocks = [bytearray(b"x") * size for size in (8_000_000, 40_000_000, 100_000_000)]
        del blocks

before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
trainer = threading.Thread(target=steps)
trainer.start()
trainer.join()
faults = resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
give_back()
resident = int(open("/proc/self/statm").read().split()[1]) * resource.getpagesize()
print(faults, resident)
"""


def measured(how: str) -> tuple[int, int]:
    """Pages that the system had to hand out, and bytes that are taken in the end."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, how], capture_output=True, text=True, check=True)
    faults, resident = map(int, done.stdout.split())
    return faults, resident


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator")
def test_what_a_step_frees_is_there_for_the_next_and_given_back_in_the_end() -> None:
    as_it_comes, kept = measured("plain"), measured("kept")
    assert kept[0] < as_it_comes[0] / 5
    assert kept[1] < 100_000_000  # of 148 MB that were taken at a time
