"""Open a place of sale."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from zoneinfo import available_timezones

from serai.catalog.domain import texts
from serai.catalog.domain.bad_value import BadValue
from serai.catalog.queries.channels import ChannelView, channel, forget_channels
from serai.catalog.usecases.bad_field import BadField
from serai.kernel.currencies import UnknownCurrency, exponent_of
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.plumbing.db import execute, forget_with_work, unit_of_work

_COUNTRY = re.compile(r"[A-Z]{2}")


class ChannelExists(DomainError):
    """The code belongs to a channel already."""

    code = "catalog.channel_exists"
    kind = Kind.CONFLICT

    def __init__(self, channel_code: str) -> None:
        self.channel_code = channel_code
        super().__init__(f"There is a channel {channel_code!r} already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateChannel:
    """
    A place of sale to open.

    `locale` is the language a shopper gets without asking; `locales` are the others on offer.
    `country` is an ISO 3166 code, `time_zone` a name such as "America/New_York".
    """

    code: str
    name: str
    currency: str
    locale: str
    country: str
    time_zone: str
    prices_include_tax: bool
    locales: tuple[str, ...] = ()


def create_channel(command: CreateChannel) -> ChannelView:
    """
    Open a place of sale.

    Raises:
        BadField: a code, currency, language, country or time zone is not one.
        ChannelExists: the code is taken.
    """
    _check(command)
    others = [locale for locale in command.locales if locale != command.locale]
    with unit_of_work():
        opened = execute(
            "INSERT INTO catalog_channel (id, code, name, currency, locale, locales, country,"
            " time_zone, prices_include_tax) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"
            " ON CONFLICT (code) DO NOTHING",
            [
                uuid7(),
                command.code,
                command.name,
                command.currency,
                command.locale,
                [command.locale, *dict.fromkeys(others)],
                command.country,
                command.time_zone,
                command.prices_include_tax,
            ],
        )
        if not opened:
            raise ChannelExists(command.code)
        forget_with_work(forget_channels)
    return channel(command.code)


def _check(command: CreateChannel) -> None:
    checks: dict[str, Callable[[], object]] = {
        "code": lambda: texts.code(command.code),
        "name": lambda: texts.one_line(command.name, 200),
        "currency": lambda: exponent_of(command.currency),
        "locale": lambda: texts.locale(command.locale),
        "locales": lambda: [texts.locale(locale) for locale in command.locales],
    }
    for field, check in checks.items():
        try:
            check()
        except (BadValue, UnknownCurrency) as refusal:
            raise BadField(field, str(refusal)) from None
    if not _COUNTRY.fullmatch(command.country):
        raise BadField("country", "Expected two capital letters such as 'US'.")
    if command.time_zone not in available_timezones():
        raise BadField("time_zone", "Expected a name such as 'America/New_York'.")
