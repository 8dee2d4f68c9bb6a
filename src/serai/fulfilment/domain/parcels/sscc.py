"""
Serial shipping container codes: eighteen digits that name one parcel in the world.

An extension digit, the company's GS1 prefix, a serial number, and a check digit.
https://www.gs1.org/standards/id-keys/sscc
"""


def check_digit(digits: str) -> int:
    """
    Return the digit that makes a GS1 number whole: weights 3 and 1 from the right, up to the next ten.

    >>> check_digit("629104150021")
    3
    """
    weighted = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return -weighted % 10


def sscc(prefix: str, serial: int, *, extension: int = 0) -> str:
    """
    Return the code of a company's parcel.

    Args:
        prefix: the company's GS1 prefix, 7 to 10 digits.
        serial: counts the company's parcels; begins again when its digits are used up.
        extension: one digit of the company's own choice.
    """
    room = 16 - len(prefix)
    body = f"{extension}{prefix}{serial % 10**room:0{room}d}"
    return f"{body}{check_digit(body)}"


def is_sscc(text: str) -> bool:
    """Return whether a text is a code whose check digit is right."""
    right = len(text) == 18 and text.isascii() and text.isdigit()
    return right and check_digit(text[:-1]) == int(text[-1])
