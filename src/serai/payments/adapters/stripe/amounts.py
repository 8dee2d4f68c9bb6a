"""
Amounts as the Stripe API counts them, which is not always ISO 4217's way.

Source: https://docs.stripe.com/currencies (zero-decimal, three-decimal and special-case currencies).
"""

from decimal import Decimal

from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money
from serai.payments.ports import ChargeRefused

_WITHOUT_DECIMALS = frozenset("BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".split())
_WITH_THREE = frozenset("BHD JOD KWD OMR TND".split())


def to_wire(amount: Money) -> int:
    """
    Return the amount in the units of the Stripe API.

    Raises:
        ChargeRefused: it is finer than the API can express, such as a single fils.
    """
    units = Decimal(amount.minor).scaleb(_decimals(amount.currency) - exponent_of(amount.currency))
    step = 10 if amount.currency in _WITH_THREE else 1
    if units != int(units) or int(units) % step:
        raise ChargeRefused("amount_too_fine", f"The processor cannot take exactly {amount}.")
    return int(units)


def from_wire(units: int, currency: str) -> Money:
    """Return the amount that the API tells; `currency` in any case."""
    code = currency.upper()
    minor = Decimal(units).scaleb(exponent_of(code) - _decimals(code))
    return Money(int(minor), code)


def _decimals(currency: str) -> int:
    if currency in _WITHOUT_DECIMALS:
        return 0
    return 3 if currency in _WITH_THREE else 2
