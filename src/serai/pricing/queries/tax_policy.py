"""How a channel charges tax, and how one cart is taxed."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from serai.catalog.public import channel
from serai.kernel import clock
from serai.pricing.domain.tax import (
    UNTAXED,
    ChannelTax,
    Place,
    TaxBuyer,
    TaxPart,
    TaxPolicy,
    parts_at,
    policy_for,
)
from serai.pricing.queries.tax_quotes import quoted_parts
from serai.pricing.queries.tax_rules import TaxRules, tax_rules


def tax_policy_of(channel_code: str) -> TaxPolicy:
    """
    Return the tax of a channel for somebody about whom nothing is known; usually without a statement.

    Raises:
        ChannelNotFound: no such channel.
    """
    return taxation(channel_code, to=None, now=clock.now())


def taxation(
    channel_code: str,
    *,
    to: Place | None,
    now: datetime,
    customer_id: UUID | None = None,
    tax_id_country: str = "",
    collected: bool = False,
) -> TaxPolicy:
    """
    Return how a cart is taxed; usually without a statement.

    What it follows is at most five seconds old. Rates of a provider are those that it told when it was last
    asked (`ask_tax_provider`); where it told none, the table's.

    Args:
        channel_code: where it is bought.
        to: where the goods go; `None` while nobody knows.
        now: the present instant; the day counts where the channel is.
        customer_id: who buys, for certificates of exemption.
        tax_id_country: the country of the buyer's confirmed tax id, for sales to businesses abroad.
        collected: the buyer fetches the goods where the seller is.

    Raises:
        ChannelNotFound: no such channel.
    """
    place_of_sale, rules = channel(channel_code), tax_rules()
    said = rules.channels.get(channel_code)
    if said is None:
        return replace(UNTAXED, inclusive=True) if place_of_sale.prices_include_tax else UNTAXED
    inclusive = place_of_sale.prices_include_tax
    if collected and said.origin.country:
        to = said.origin
    on = now.astimezone(ZoneInfo(place_of_sale.time_zone)).date()
    buyer = TaxBuyer(tax_id_country)
    if customer_id in rules.certificates and customer_id is not None:
        buyer = _exempt(buyer, rules, customer_id, on)
    question = channel_code, inclusive, to, on, buyer
    known = rules.known(question)
    if known is None:
        said = replace(said, inclusive=inclusive)
        known = policy_for(said, _Rates(said, rules).at, to=to, on=on, buyer=buyer)
        if not said.provider:
            rules.know(question, known)
    return known


def channel_tax_of(channel_code: str) -> ChannelTax | None:
    """
    Return what the merchant has said about a channel's taxes; `None`: nothing.

    Raises:
        ChannelNotFound: no such channel.
    """
    there = channel(channel_code)
    said = tax_rules().channels.get(channel_code)
    return said and replace(said, inclusive=there.prices_include_tax)


class _Rates:
    """Finds rates: those that the channel's provider told, or else those of the table."""

    def __init__(self, said: ChannelTax, rules: TaxRules) -> None:
        self._said, self._rules = said, rules

    def at(self, place: Place, on: date) -> dict[str, tuple[TaxPart, ...]]:
        told = quoted_parts(self._said, place, on) if self._said.provider else None
        return (
            parts_at(self._rules.rates.get(place.country, ()), place, on) if told is None else told
        )


def _exempt(buyer: TaxBuyer, rules: TaxRules, customer_id: UUID, on: date) -> TaxBuyer:
    found = [one for one in rules.certificates[customer_id] if one.counts_on(on)]
    return replace(
        buyer,
        exempt_in=frozenset().union(*(one.jurisdictions for one in found)),
        exempt_because=", ".join(one.name for one in found),
    )
