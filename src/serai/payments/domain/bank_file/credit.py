"""What a bank's file tells: credits."""

from dataclasses import dataclass
from datetime import date

from serai.kernel.errors import DomainError, Kind
from serai.kernel.money import Money


class BankFileRefused(DomainError):
    """The file is no statement that can be read; nothing was taken in."""

    code = "payments.bank_file_refused"
    kind = Kind.REJECTED

    def __init__(self, line: int, because: str) -> None:
        self.line, self.because = line, because
        super().__init__(f"Line {line} of the file cannot be read: {because}.")


@dataclass(frozen=True)
class Credit:
    """Money that came to an account; `ref` tells it from every other of the account."""

    account: str
    ref: str
    booked_on: date
    amount: Money
    payer: str = ""
    text: str = ""
