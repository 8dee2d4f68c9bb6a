"""One writer at a time, whoever it is: a lock on a file, which a dead process lets go of."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_NAME = "writer.lock"


@contextmanager
def writing(facts: Path) -> Iterator[None]:
    """Be the only writer of a folder of facts; another one waits until the first has finished."""
    facts.mkdir(parents=True, exist_ok=True)
    with (facts / _NAME).open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
