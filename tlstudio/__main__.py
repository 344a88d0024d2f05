"""`python -m tlstudio` and the `tlstudio` command."""

import sys


def main() -> None:
    from tlstudio.engine.allocator import keep_memory

    keep_memory()  # before the first thread
    from tlstudio.cli.main import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
