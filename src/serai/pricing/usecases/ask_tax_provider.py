"""Ask a channel's tax provider for the rates of a place, before any transaction needs them."""

from datetime import datetime
from zoneinfo import ZoneInfo

import structlog

from serai.catalog.public import channel
from serai.plumbing.db import execute, forget_with_work, refuse_inside_work
from serai.plumbing.json import as_json
from serai.plumbing.wiring import bound
from serai.pricing.domain.tax import DELIVERY, STANDARD, Place
from serai.pricing.ports import TaxProviders, TaxProviderUnavailable, TaxQuestion
from serai.pricing.queries.tax_policy import channel_tax_of
from serai.pricing.queries.tax_quotes import (
    forget_quotes,
    parts_as_data,
    quote_key,
    quoted_parts,
)
from serai.pricing.queries.tax_rules import tax_rules

_log = structlog.get_logger("serai.pricing")


def ask_tax_provider(channel_code: str, to: Place, *, now: datetime) -> bool:
    """
    Have the rates of a place at hand; return whether somebody had to be asked.

    Nothing happens where the channel's taxes come from our own table, and nobody is asked twice about one
    place on one day. The provider is asked about the classes that the channel's policy and the table name;
    while it does not answer, the table's rates count. Refuses to run inside a unit of work.

    Raises:
        ChannelNotFound: no such channel.
    """
    refuse_inside_work()
    said = channel_tax_of(channel_code)
    if said is None or not said.provider:
        return False
    on = now.astimezone(ZoneInfo(channel(channel_code).time_zone)).date()
    provider = bound(TaxProviders).by_name.get(said.provider)
    if provider is None or quoted_parts(said, to, on) is not None:
        return False
    table = (rate.tax_class for rates in tax_rules().rates.values() for rate in rates)
    wanted = tuple(sorted({STANDARD, DELIVERY, *said.rates, *table}))
    try:
        parts = provider.rates(TaxQuestion(said.origin, to, on, wanted))
    except TaxProviderUnavailable:
        _log.warning("the table's tax rates are used instead", provider=said.provider)
        return True
    execute(
        "INSERT INTO pricing_tax_quote (key, provider, parts, asked_at)"
        " VALUES (%s, %s, %s::jsonb, %s) ON CONFLICT (key) DO NOTHING",
        [quote_key(said, to, on), said.provider, as_json(parts_as_data(parts)).decode(), now],
    )
    forget_with_work(forget_quotes)
    return True
