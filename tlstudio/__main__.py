"""`python -m tlstudio` and the `tlstudio` command."""

import sys

INTERRUPTED = 130  # as cli/output.py has it, which is not imported yet when this counts


def main() -> None:
    try:
        status = _run()
    except KeyboardInterrupt:  # while the program was still being loaded
        status = INTERRUPTED
    sys.exit(status)


def _run() -> int:
    from tlstudio.engine.allocator import keep_memory

    keep_memory()  # before the first thread
    from tlstudio.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    main()
