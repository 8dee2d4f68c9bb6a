"""Money, numbers and dates as the reader writes them."""

import dataclasses
from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_currency, format_decimal, format_percent

from serai_storefront.shop_api.shapes import Money


def distance_text(kilometres: float, locale: Locale | str) -> str:
    """Return a distance in kilometres: with one decimal below ten, whole from there on."""
    pattern = "#,##0.#" if kilometres < 9.95 else "#,##0"
    return format_decimal(kilometres, format=pattern, locale=locale)


@dataclasses.dataclass(frozen=True, slots=True)
class Formats:
    """One reader's way of writing values. Instants are shown in the shop's time zone."""

    locale: Locale
    zone: ZoneInfo

    def money(self, money: Money) -> str:
        """Return an amount with its currency."""
        return money_text(money, self.locale)

    def exact_money(self, money: Money, exact: str | None) -> str:
        """Return a price that may be finer than the currency's smallest unit."""
        if exact is None:
            return self.money(money)
        return _island(
            format_currency(
                Decimal(exact), money.currency, locale=self.locale, decimal_quantization=False
            ),
            self.locale,
        )

    def price_step(self, step: str, currency: str) -> str:
        """Return a range of prices such as "2-5" or "50-" with its currency; any other text as it is."""
        low, dash, high = step.partition("-")
        if not (dash and low.isdigit() and (high.isdigit() or not high)):
            return step
        least, *most = (self.money(Money(Decimal(end), 0, currency)) for end in (low, high) if end)
        return f"{least} – {most[0]}" if most else f"{least} +"

    def number(self, number: float | Decimal) -> str:
        """Return a number with the reader's separators."""
        return format_decimal(number, locale=self.locale)

    def kilometres(self, distance: float) -> str:
        """Return a distance in kilometres, as `distance_text` writes it."""
        return distance_text(distance, self.locale)

    def percent(self, share: Decimal) -> str:
        """Return a share, 0 to 1, as whole percent."""
        return format_percent(share, locale=self.locale)

    def rate(self, share: str) -> str:
        """Return a tax rate such as "0.08625" as percent, with all its digits."""
        return format_percent(Decimal(share), locale=self.locale, decimal_quantization=False)

    def day(self, instant: str) -> str:
        """Return the day of an ISO instant, as in "21 November 2026"; empty when it is none."""
        at = self._instant(instant)
        return "" if at is None else format_date(at, "long", locale=self.locale)

    def weekday(self, instant: str) -> str:
        """Return weekday, day and month of an ISO instant."""
        at = self._instant(instant)
        return "" if at is None else format_skeleton("MMMEd", at, locale=self.locale)

    def minute(self, instant: str) -> str:
        """Return day and time of an ISO instant."""
        at = self._instant(instant)
        if at is None:
            return ""
        return f"{format_date(at, 'long', locale=self.locale)}, {format_time(at, 'short', locale=self.locale)}"

    def code(self, text: str) -> str:
        """Return a number of an order or the like: in Arabic its parts would change places."""
        return _island(text, self.locale)

    def territory(self, code: str) -> str:
        """Return a country's name."""
        return str(self.locale.territories.get(code.upper(), code))

    def countries(self) -> list[tuple[str, str]]:
        """Return code and name of every country, in alphabetical order."""
        named = [
            (code, name)
            for code, name in self.locale.territories.items()
            if len(code) == 2 and code.isalpha() and code not in _NOT_COUNTRIES
        ]
        return sorted(named, key=lambda pair: pair[1].casefold())

    def _instant(self, instant: str) -> datetime | None:
        try:
            at = datetime.fromisoformat(instant)
        except ValueError:
            return None
        return at.astimezone(self.zone) if at.tzinfo else at


def money_text(money: Money, locale: Locale) -> str:
    """
    Return an amount with its currency.

    Among right-to-left words it stands as one left-to-right island, or the sign would move to the wrong side.
    """
    return _island(format_currency(money.amount, money.currency, locale=locale), locale)


def _island(text: str, locale: Locale) -> str:
    if locale.character_order == "left-to-right":
        return text
    return f"\u2066{text.translate(_MARKS)}\u2069"


_MARKS = {0x200E: None, 0x200F: None, 0x61C: None}
_NOT_COUNTRIES = frozenset({"EU", "EZ", "UN", "XA", "XB", "QO", "ZZ"})


def saving(price: Money, before: Money) -> Decimal | None:
    """Return the share saved against the former price, or None when nothing worth telling is saved."""
    if before.minor <= price.minor or before.minor <= 0:
        return None
    share = Decimal(before.minor - price.minor) / Decimal(before.minor)
    return share if share >= Decimal("0.01") else None
