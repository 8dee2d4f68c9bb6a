"""
Payment cards in forms.

With scripts a browser hands the card to the processor itself and the form brings a token. Without, the card
is in the form; it is passed on and never kept, logged or shown again.
"""

import re
from typing import Any

from serai_storefront.i18n.catalogues import mark
from serai_storefront.web.forms import Form

_TOKEN = re.compile(r"[A-Za-z0-9_.-]{8,200}")
_EXPIRY = re.compile(r"(0[1-9]|1[0-2])\s*/\s*(?:20)?(\d{2})")


def check_paying(form: Form) -> None:
    """Note what is wrong with a card before anybody is asked; a token is the processor's to check."""
    if _TOKEN.fullmatch(form["token"]):
        return
    form.check(
        "number",
        lambda text: passes_luhn(_digits(text)),
        mark("Enter the long number on your card"),
    )
    form.check(
        "expiry",
        lambda text: bool(_EXPIRY.fullmatch(text)),
        mark("Enter the expiry date like 08/29"),
    )
    form.check(
        "cvc",
        lambda text: text.isdigit() and len(text) in {3, 4},
        mark("Enter the 3 or 4 digits of the security code"),
    )


def paying_in(form: Form) -> dict[str, Any]:
    """Return what a form pays with, as the platform wants to be told: a token, or a card."""
    if _TOKEN.fullmatch(form["token"]):
        return {"token": form["token"]}
    month, year = _EXPIRY.fullmatch(form["expiry"]).groups()  # type: ignore[union-attr]
    number = _digits(form["number"])
    return {"card": {"number": number, "expiry": f"{month}/{year}", "cvc": form["cvc"]}}


def passes_luhn(digits: str) -> bool:
    """
    Return whether a card number's check digit fits.

    Example:
        >>> passes_luhn("4242424242424242"), passes_luhn("4242424242424241"), passes_luhn("")
        (True, False, False)
    """
    if not (digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 19):
        return False
    doubled = (int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits)))
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0


def _digits(text: str) -> str:
    return re.sub(r"[\s-]", "", text)
