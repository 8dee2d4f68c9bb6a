"""A bank's file, whichever of the two formats it has."""

import csv
import io
from datetime import date

from serai.kernel.money import Money
from serai.payments.domain.bank_file.camt053 import read_camt053
from serai.payments.domain.bank_file.credit import BankFileRefused, Credit

COLUMNS = "account", "line_ref", "booked_on", "amount", "currency", "payer", "text"
LARGEST = 20_000_000
"""Bytes of a file."""


def read_bank_file(content: bytes) -> list[Credit]:
    """
    Return the credits of a statement: camt.053, or CSV with a line of column names.

    Amounts of CSV are in major units; what is not above zero is passed over.

    Raises:
        BankFileRefused: it is neither, or too large.
    """
    if len(content) > LARGEST:
        raise BankFileRefused(1, f"it has more than {LARGEST} bytes")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return read_camt053(content)
    try:
        file = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        missing = [name for name in COLUMNS if name not in (file.fieldnames or ())]
        if missing:
            raise BankFileRefused(1, f"the column {missing[0]} is missing")
        found = [_credit(row, file.line_num) for row in file]
    except UnicodeDecodeError:
        raise BankFileRefused(1, "it is not UTF-8 text") from None
    except csv.Error as wrong:
        raise BankFileRefused(1, str(wrong)) from None
    return [credit for credit in found if credit.amount.minor > 0]


def _credit(row: dict[str, str], line: int) -> Credit:
    if None in row or None in row.values():
        raise BankFileRefused(line, "it has not as many fields as the first line")
    if not row["account"] or not row["line_ref"]:
        raise BankFileRefused(line, "account and line_ref must not be empty")
    try:
        return Credit(
            account=row["account"][:40],
            ref=row["line_ref"][:100],
            booked_on=date.fromisoformat(row["booked_on"]),
            amount=Money.parse(row["amount"], row["currency"]),
            payer=row["payer"][:200],
            text=row["text"][:500],
        )
    except ValueError as wrong:
        raise BankFileRefused(line, str(wrong)) from None
