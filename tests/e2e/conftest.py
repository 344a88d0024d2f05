"""The same care for windows as in the tests of the window."""

from tests.support.windows import no_leftover_threads, qapp_cls, window

__all__ = ["no_leftover_threads", "qapp_cls", "window"]
