"""How many decimals a currency has (ISO 4217)."""

from functools import lru_cache

_WITHOUT_DECIMALS = frozenset(
    "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split()
)
_WITH_THREE = frozenset("BHD IQD JOD KWD LYD OMR TND".split())


class UnknownCurrency(ValueError):
    """The text is not a three-letter currency code."""


@lru_cache(maxsize=1000)
def exponent_of(currency: str) -> int:
    """
    Return the number of decimals of `currency`: 0, 2 or 3.

    Raises:
        UnknownCurrency: the code is not three upper-case ASCII letters.
    """
    if (
        len(currency) != 3
        or not currency.isascii()
        or not currency.isalpha()
        or not currency.isupper()
    ):
        raise UnknownCurrency(f"{currency!r} is not a currency code such as 'EUR'.")
    if currency in _WITHOUT_DECIMALS:
        return 0
    return 3 if currency in _WITH_THREE else 2
