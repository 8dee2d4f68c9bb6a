"""Take in a bank's statement as the bank gives it out: a file."""

from datetime import datetime
from itertools import groupby

from serai.payments.domain.bank_file.read_file import read_bank_file
from serai.payments.usecases.take_in_bank_lines import CreditLine, TakenIn, take_in_bank_lines


def take_in_bank_file(content: bytes, *, now: datetime) -> TakenIn:
    """
    Take in the credits of a file, camt.053 or CSV. The same file again changes nothing.

    The whole file is read before anything is written; then each line is a transaction of its own.

    Raises:
        BankFileRefused: it cannot be read.
    """
    credits_ = sorted(read_bank_file(content), key=lambda each: each.account)
    done = [
        take_in_bank_lines(
            account,
            [CreditLine(c.ref, c.booked_on, c.amount, c.payer, c.text) for c in lines],
            now=now,
        )
        for account, lines in groupby(credits_, key=lambda each: each.account)
    ]
    return TakenIn(
        sum(each.new for each in done),
        sum(each.matched for each in done),
        sum(each.paid for each in done),
    )
