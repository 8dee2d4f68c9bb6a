"""
The number of an order that people read, write and dictate.

A running number followed by a dash and two check digits by ISO 7064 (MOD 97-10, as in IBAN), such as
`1000001-14`. Every single wrong digit and every swap of two neighbours is noticed.
"""

import re

_NUMBER = re.compile(r"(\d{1,17})-(\d{2})")

CHECK_DIGITS_SQL = "lpad((98 - mod(n * 100, 97))::text, 2, '0')"
"""The same rule for the statement that draws `n` from the sequence."""


def order_number(running: int) -> str:
    """Return the number that people see for the `running` number drawn from the sequence, >= 1."""
    return f"{running}-{98 - running * 100 % 97:02d}"


def is_order_number(text: str) -> bool:
    """Return whether `text` is a number that we could have given: its check digits are right."""
    match = _NUMBER.fullmatch(text.strip())
    return match is not None and order_number(int(match[1])) == text.strip()
