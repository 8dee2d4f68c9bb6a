"""The books of processors, as they can be read: by their API, and in the files that go with payouts."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from serai.kernel.errors import DomainError, Kind
from serai.payments.domain.movement import Movement, PayoutReport


class PayoutFileRefused(DomainError):
    """The file is not what its format says; nothing was taken in."""

    code = "payments.payout_file_refused"
    kind = Kind.REJECTED

    def __init__(self, line: int, because: str) -> None:
        self.line, self.because = line, because
        super().__init__(f"Line {line} of the file cannot be read: {because}.")


class UnknownPayoutFormat(DomainError):
    """No format of payout files has this name here."""

    code = "payments.unknown_payout_format"
    kind = Kind.NOT_FOUND

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"No payout file format is called {name}.")


class ProcessorBook(Protocol):
    """What a processor says it has booked for us."""

    @property
    def processor(self) -> str:
        """Return whose book it is."""

    def movements(self, since: datetime, until: datetime) -> Iterable[Movement]:
        """
        Return every line booked from `since` to before `until`, in any order.

        Raises:
            ProcessorUnavailable: no answer in time.
        """


class PayoutFormat(Protocol):
    """A kind of file that tells what a payout is made of."""

    name: str
    title: str
    """What people call it."""

    def read(self, content: bytes) -> list[PayoutReport]:
        """
        Return the payouts in a file.

        Raises:
            PayoutFileRefused: naming the line.
        """


class Books:
    """Every processor's book that can be read, and every format of payout files."""

    def __init__(
        self, books: Sequence[ProcessorBook] = (), formats: Sequence[PayoutFormat] = ()
    ) -> None:
        self.books, self.formats = tuple(books), tuple(formats)

    def format_named(self, name: str) -> PayoutFormat:
        """
        Return a format.

        Raises:
            UnknownPayoutFormat: none has this name.
        """
        found = next((known for known in self.formats if known.name == name), None)
        if found is None:
            raise UnknownPayoutFormat(name)
        return found
