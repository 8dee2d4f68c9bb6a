"""A PaymentMethod of a card that was typed into our own form."""

import re
from datetime import datetime

from serai.payments.adapters.stripe.connection import Connection, Refusal
from serai.payments.adapters.stripe.form import Value
from serai.payments.adapters.stripe.objects import label_of
from serai.payments.ports import Card, CardRefused, CardToken

_FIELDS = {"number": "number", "exp_month": "expiry", "exp_year": "expiry", "cvc": "cvc"}
_SENTENCES = {
    "number": "This is not a card number.",
    "expiry": "The expiry is a month and a year to come, such as 12/30.",
    "cvc": "The security code has three digits, four on American Express.",
}


def token_of_card(connection: Connection, card: Card, *, now: datetime) -> CardToken:
    """
    Return what stands for a card.

    Most accounts may not send card numbers (https://docs.stripe.com/security/guide#raw-card-data): there the
    storefront makes the token in the browser.

    Raises:
        CardRefused: number, expiry or security code cannot be right, or card numbers are not taken.
        ProcessorUnavailable: no answer in time.
    """
    month, year = _month_of(card.expiry)
    if (year, month) < (now.year, now.month):
        raise CardRefused("expiry", "expired", "The card has expired.")
    number = re.sub(r"[ -]", "", card.number)
    fields: dict[str, Value] = {
        "number": number,
        "exp_month": month,
        "exp_year": year,
        "cvc": card.cvc,
    }
    try:
        made = connection.post("/v1/payment_methods", {"type": "card", "card": fields})
    except Refusal as refusal:
        raise _refused(refusal) from None
    brand, _, last4 = label_of({"payment_method": made}).partition(" •••• ")
    return CardToken(made["id"], brand, last4)


def _month_of(expiry: str) -> tuple[int, int]:
    found = re.fullmatch(r"\s*([0-9]{1,2})\s*[/-]\s*(?:20)?([0-9]{2})\s*", expiry)
    if found is None or not 1 <= int(found[1]) <= 12:
        raise CardRefused("expiry", "not_a_date", _SENTENCES["expiry"])
    return int(found[1]), 2000 + int(found[2])


def _refused(refusal: Refusal) -> CardRefused:
    param = re.findall(r"[a-z_]+", str(refusal.error.get("param") or ""))
    field = next((_FIELDS[name] for name in param if name in _FIELDS), "number")
    if refusal.code in ("card_declined", "testmode_charges_only") or not refusal.code:
        return CardRefused(field, "not_taken", "This card cannot be taken here.")
    return CardRefused(field, refusal.code, _SENTENCES[field])
