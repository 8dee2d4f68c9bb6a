"""Which cards exist, what they do, and whether what was typed can be one."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256

from serai.payments.ports import Card, CardRefused


class Behaviour(StrEnum):
    """What happens when a card is charged."""

    OK = "ok"
    DECLINED = "card_declined"
    INSUFFICIENT_FUNDS = "insufficient_funds"
    EXPIRED = "expired_card"
    CHALLENGE = "challenge"
    """The shopper must confirm on the bank's page (3-D Secure)."""
    TIME_OUT = "time_out"
    """The charge is booked; the answer never comes in time, and a webhook tells it."""
    TWICE = "twice"
    """The webhook is delivered twice, besides the answer."""
    DISPUTED = "disputed"
    """The shopper's bank takes the money back as soon as it was taken."""


TEST_CARDS = {
    "4242424242424242": Behaviour.OK,
    "5555555555554444": Behaviour.OK,
    "378282246310005": Behaviour.OK,
    "4000000000000002": Behaviour.DECLINED,
    "4000000000009995": Behaviour.INSUFFICIENT_FUNDS,
    "4000000000000069": Behaviour.EXPIRED,
    "4000000000003220": Behaviour.CHALLENGE,
    "4000000000000119": Behaviour.TIME_OUT,
    "4000000000000259": Behaviour.TWICE,
    "4000000000002685": Behaviour.DISPUTED,
    "4000002760000016": Behaviour.OK,
    "4000008260000000": Behaviour.OK,
}
"""The numbers that this processor takes."""
_ABROAD = {"0016": "DE", "0000": "GB"}
"""Where cards were issued, by their last digits; all others in the United States."""

BRANDS = {"3": "American Express", "4": "Visa", "5": "Mastercard"}


@dataclass(frozen=True)
class KnownCard:
    """What the processor keeps of a card."""

    brand: str
    last4: str
    behaviour: Behaviour

    @property
    def label(self) -> str:
        """Return how the card is shown."""
        return f"{self.brand} •••• {self.last4}"


def country_of(label: str) -> str:
    """Return where the test card that is shown as `label` was issued."""
    return _ABROAD.get(label[-4:], "US")


def fingerprint_of(label: str) -> str:
    """Return the name of a test card: brand and last digits tell these apart."""
    return sha256(f"local {label}".encode()).hexdigest()[:16]


def read_card(card: Card, *, now: datetime) -> KnownCard:
    """
    Return what may be kept of a card.

    Raises:
        CardRefused: number, expiry or security code cannot be right, or it is no test card.
    """
    number = re.sub(r"[ -]", "", card.number)
    if not re.fullmatch(r"[0-9]{12,19}", number) or not passes_luhn(number):
        raise CardRefused("number", "not_a_number", "This is not a card number.")
    if last_day_of(card.expiry) < now.date():
        raise CardRefused("expiry", "expired", "The card has expired.")
    if not re.fullmatch(r"[0-9]{4}" if number.startswith("3") else r"[0-9]{3}", card.cvc):
        raise CardRefused(
            "cvc", "not_a_code", "The security code has three digits, four on American Express."
        )
    behaviour = TEST_CARDS.get(number)
    if behaviour is None:
        raise CardRefused("number", "not_a_test_card", "Only test cards are taken here.")
    return KnownCard(BRANDS[number[0]], number[-4:], behaviour)


def passes_luhn(number: str) -> bool:
    """
    Return whether the check digit is right (Luhn's formula, ISO/IEC 7812-1 annex B).

    Args:
        number: ASCII digits only.
    """
    digits = [int(digit) for digit in reversed(number)]
    doubled = [sum(divmod(2 * digit, 10)) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def last_day_of(expiry: str) -> date:
    """
    Return the last day of an expiry such as `12/30` or `12/2030`, generously.

    Raises:
        CardRefused: not a month and a year.
    """
    found = re.fullmatch(r"\s*([0-9]{1,2})\s*[/-]\s*(?:20)?([0-9]{2})\s*", expiry)
    if found is None or not 1 <= int(found[1]) <= 12:
        raise CardRefused(
            "expiry", "not_a_date", "The expiry is a month and a year, such as 12/30."
        )
    month, year = int(found[1]), 2000 + int(found[2])
    first_after = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(first_after.toordinal() - 1)
