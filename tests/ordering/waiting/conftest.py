"""A mailbox that keeps the letters of a test."""

from collections.abc import Callable, Iterator

import pytest

from serai.plumbing.mail import Letter, Mailer
from serai.plumbing.wiring import bind, bound


class Box:
    """Keeps letters; one that is sent again is the same."""

    def __init__(self) -> None:
        self.letters: dict[str, Letter] = {}

    def send(self, letter: Letter) -> None:
        """Keep a letter by its key."""
        self.letters[letter.key] = letter


@pytest.fixture
def outbox() -> Iterator[Callable[[], list[Letter]]]:
    """Return a function that lists the letters of the test, oldest first."""
    before, box = bound(Mailer), Box()
    bind(Mailer, box)
    yield lambda: list(box.letters.values())
    bind(Mailer, before)
