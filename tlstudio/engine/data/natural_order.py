"""Names in the order in which people count. Needs no NumPy, since the window asks as it opens."""

import re


def natural_key(path: str) -> tuple[object, ...]:
    """Sorts `img2` before `img10`, folder by folder, small and capital letters alike."""
    return ([natural(name) for name in path.split("/")], path)


def natural(name: str) -> list[str | int]:
    pieces = re.split("([0-9]+)", name.casefold())  # text and numbers in turns, so that like meets like
    return [int(piece) if number % 2 else piece for number, piece in enumerate(pieces)]
