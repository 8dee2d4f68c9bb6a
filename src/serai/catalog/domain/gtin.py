"""Global Trade Item Numbers: the digits under a barcode."""

from serai.catalog.domain.bad_value import BadValue

LENGTHS = (8, 12, 13, 14)
"""GTIN-8, GTIN-12 (UPC), GTIN-13 (EAN), GTIN-14 (a case)."""


def check_digit(digits: str) -> int:
    """
    Return the check digit that belongs behind `digits`.

    From the right the digits weigh 3, 1, 3, 1, …; the check digit fills their sum up to a ten.

    Example:
        >>> check_digit("400638133393")
        1
    """
    total = sum(
        int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))
    )
    return -total % 10


def parse_gtin(text: str) -> str:
    """
    Return a GTIN in its normal form: 14 digits, zeros in front.

    A UPC and an EAN of the same article become equal this way. Spaces and hyphens are ignored.

    Raises:
        BadValue: not 8, 12, 13 or 14 digits, or the check digit is wrong.
    """
    digits = text.replace(" ", "").replace("-", "")
    if not (digits.isascii() and digits.isdigit()) or len(digits) not in LENGTHS:
        raise BadValue("A GTIN has 8, 12, 13 or 14 digits.")
    if not digits.strip("0"):
        raise BadValue("A GTIN is not all zeros.")
    expected = check_digit(digits[:-1])
    if int(digits[-1]) != expected:
        raise BadValue(f"The last digit should be {expected}; is a digit wrong?")
    return digits.zfill(14)
