"""One log for all processes: who says what, in colour on a terminal."""

import sys
from contextlib import suppress
from threading import Lock

_COLOURS = {"api": 36, "worker": 33, "storefront": 35, "live": 34, "postgres": 32, "serai": 1}
_lock = Lock()


def say(name: str, line: str) -> None:
    """Print one line of one process; when nobody can read it any more, go on without."""
    label = f"{name:<10}"
    if sys.stdout.isatty():
        label = f"\x1b[{_COLOURS.get(name, 37)}m{label}\x1b[0m"
    with _lock, suppress(OSError):
        sys.stdout.write(f"{label} {line}\n")
        sys.stdout.flush()
