"""Run as a script in a fresh process: rebuilds an export with this app and prints its answers as predict.py does.

reread.py FORMAT FOLDER IMAGE…
"""

import sys
from pathlib import Path

from tlstudio.engine.export.reader import load_model
from tlstudio.engine.export.standalone import answers, write_json


def main() -> None:
    model_format, folder, *images = sys.argv[1:]
    write_json(images, answers(load_model(Path(folder), model_format), images))


if __name__ == "__main__":
    main()
