"""Money is a whole number of minor units with a currency; it rounds in one place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import total_ordering
from typing import NoReturn, Self

from serai.kernel.currencies import exponent_of
from serai.kernel.errors import DomainError, Kind
from serai.kernel.rounding import Rounding


class NoAmount(DomainError, ValueError):
    """A text is not an amount of money."""

    code = "money.no_amount"
    kind = Kind.REJECTED

    def __init__(self, text: str) -> None:
        self.text = text
        super().__init__(f"{text!r} is not an amount.")


class TooFine(DomainError, ValueError):
    """An amount has more decimals than its currency."""

    code = "money.too_fine"
    kind = Kind.REJECTED

    def __init__(self, text: str, currency: str) -> None:
        self.text, self.currency = text, currency
        super().__init__(f"{text} is finer than the smallest unit of {currency}.")


class CurrencyMismatch(TypeError):
    """Two currencies met in one sum: a bug, not a refusal."""


@total_ordering
class Money:
    """
    An amount of money, immutable.

    `minor` counts minor units (cents, fils, yen) and may be negative; `currency` is an ISO 4217 code.
    Not a dataclass, so that the JSON encoder asks `plumbing.json` for its public shape.
    """

    __slots__ = ("currency", "minor")
    minor: int
    currency: str

    def __init__(self, minor: int, currency: str) -> None:
        _set_minor(self, minor)
        _set_currency(self, currency)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError("Money does not change; make another.")

    def __reduce__(self) -> "tuple[type[Money], tuple[int, str]]":
        return type(self), (self.minor, self.currency)

    def __repr__(self) -> str:
        return f"Money({self.minor}, {self.currency!r})"

    def __hash__(self) -> int:
        return hash((self.minor, self.currency))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Money):
            return NotImplemented
        return self.minor == other.minor and self.currency == other.currency

    @classmethod
    def zero(cls, currency: str) -> Self:
        """Return nothing, in `currency`."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str | Decimal, currency: str) -> Self:
        """
        Read a decimal amount such as "10.00".

        Raises:
            NoAmount: not a finite number.
            TooFine: finer than the currency's minor unit.
        """
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise NoAmount(str(text)) from None
        if not amount.is_finite():
            raise NoAmount(str(text))
        minor = amount.scaleb(exponent_of(currency))
        if minor != minor.to_integral_value():
            raise TooFine(str(text), currency)
        return cls(int(minor), currency)

    def as_decimal(self) -> Decimal:
        """Return the amount in major units, with the currency's decimals."""
        return Decimal(self.minor).scaleb(-exponent_of(self.currency))

    @property
    def text(self) -> str:
        """Return the amount in major units as text, such as "-0.05": what `as_decimal` would be written as."""
        decimals = exponent_of(self.currency)
        if not decimals:
            return str(self.minor)
        digits = str(abs(self.minor)).rjust(decimals + 1, "0")
        sign = "-" if self.minor < 0 else ""
        return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"

    def __str__(self) -> str:
        return f"{self.text} {self.currency}"

    def __bool__(self) -> bool:
        return self.minor != 0

    def __lt__(self, other: "Money") -> bool:
        return self.minor < self._same(other)

    def __add__(self, other: "Money") -> "Money":
        more = self._same(other)
        return Money(self.minor + more, self.currency) if more else self

    def __sub__(self, other: "Money") -> "Money":
        less = self._same(other)
        return Money(self.minor - less, self.currency) if less else self

    def __neg__(self) -> "Money":
        return Money(-self.minor, self.currency)

    def __mul__(self, count: int) -> "Money":
        if type(count) is not int:
            raise TypeError("Money is multiplied by whole numbers; use times() with a rounding.")
        return self if count == 1 else Money(self.minor * count, self.currency)

    __rmul__ = __mul__

    def times(self, factor: Decimal, rounding: Rounding = Rounding.HALF_UP) -> "Money":
        """Return the amount times `factor`, rounded to whole minor units as named."""
        return Money(rounding.whole(Decimal(self.minor) * factor), self.currency)

    def split(self, weights: Sequence[int]) -> "list[Money]":
        """
        Share the amount out by `weights` so that the parts add up to the whole exactly.

        The largest remainders get the minor units that are left over; ties go to the earlier part.

        Args:
            weights: at least one whole number, none negative. All zero shares out evenly.

        Raises:
            ValueError: no weights, or a negative one.
        """
        sign = 1 if self.minor >= 0 else -1
        return [Money(sign * part, self.currency) for part in shares(abs(self.minor), weights)]

    def _same(self, other: "Money") -> int:
        if other.currency != self.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency} do not add or compare.")
        return other.minor


# An amount is made more often than anything else: this takes two thirds of what object.__setattr__ does.
_set_minor, _set_currency = (vars(Money)[name].__set__ for name in ("minor", "currency"))


def shares(size: int, weights: Sequence[int]) -> list[int]:
    """
    Share a whole number, not negative, out by `weights`: what `Money.split` does, in bare numbers.

    Raises:
        ValueError: no weights, or a negative one.
    """
    if not weights or min(weights) < 0:
        raise ValueError("Weights must be whole numbers, none negative, at least one.")
    parts_of = weights if any(weights) else [1] * len(weights)
    whole = sum(parts_of)
    parts = [size * each // whole for each in parts_of]
    left_over = size - sum(parts)
    if left_over:
        by_remainder = sorted(range(len(parts)), key=lambda i: -(size * parts_of[i] % whole))
        for i in by_remainder[:left_over]:
            parts[i] += 1
    return parts


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """A price finer than a minor unit, such as 0.0125 EUR a gram; becomes `Money` with a quantity."""

    amount: Decimal
    currency: str

    def times_quantity(
        self, quantity: int | Decimal, rounding: Rounding = Rounding.HALF_UP
    ) -> Money:
        """Return what `quantity` units cost, rounded once."""
        major = self.amount * quantity
        return Money(rounding.whole(major.scaleb(exponent_of(self.currency))), self.currency)
