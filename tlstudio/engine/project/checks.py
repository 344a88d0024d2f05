"""What a spec says of a value that cannot be."""

from tlstudio.engine.errors import ProjectError


def check(condition: bool, sentence: str) -> None:
    """Raises ProjectError with the sentence unless the condition holds."""
    if not condition:
        raise ProjectError(sentence)
