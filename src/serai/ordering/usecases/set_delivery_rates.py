"""Replace the rate table of a channel."""

from collections.abc import Iterable, Sequence

from serai.catalog import public as catalog
from serai.kernel.errors import DomainError, Kind
from serai.kernel.ids import uuid7
from serai.ordering.domain.delivery import Rate
from serai.ordering.events import DeliveryRatesChanged
from serai.ordering.models import DeliveryRate
from serai.ordering.queries.rates import delivery_rates, forget_rates
from serai.plumbing.db import execute, forget_with_work, unit_of_work
from serai.plumbing.events import publish


class BadDeliveryRate(DomainError):
    """A row of the rate table makes no sense beside the others."""

    code = "ordering.bad_delivery_rate"
    kind = Kind.REJECTED

    def __init__(self, line: int, reason: str) -> None:
        self.line, self.reason = line, reason
        super().__init__(f"Rate {line}: {reason}")


@unit_of_work()
def set_delivery_rates(channel_code: str, rates: Iterable[Rate]) -> None:
    """
    Let `rates`, in the channel's currency, be all that the channel offers. Repeating it changes nothing.

    Carts that have chosen keep the price of their choice. Other processes offer what was for some seconds more.

    Raises:
        ChannelNotFound: there is no such channel.
        BadDeliveryRate: a rate ends before it begins, comes twice, or its way is of two kinds.
    """
    currency = catalog.channel(channel_code).currency
    rates = list(rates)
    _check(rates)
    execute(
        "SELECT pg_advisory_xact_lock(hashtext('ordering.rates'), hashtext(%s))", [channel_code]
    )
    if _sorted(delivery_rates(channel_code)) == _sorted(rates):
        return
    stored = DeliveryRate.objects.filter(channel_code=channel_code)
    ids = {(row.code, row.from_minor): row.pk for row in stored}
    stored.delete()
    DeliveryRate.objects.bulk_create(
        DeliveryRate(
            id=ids.get((rate.code, rate.from_minor)) or uuid7(),
            channel_code=channel_code,
            code=rate.code,
            kind=rate.kind,
            labels=rate.labels,
            position=rate.position,
            currency=currency,
            from_minor=rate.from_minor,
            price_minor=rate.price_minor,
            earliest_days=rate.earliest_days,
            latest_days=rate.latest_days,
            countries=list(rate.countries),
        )
        for rate in rates
    )
    forget_with_work(forget_rates)
    publish(DeliveryRatesChanged(channel_code=channel_code))


def _check(rates: Sequence[Rate]) -> None:
    seen: dict[tuple[str, int], int] = {}
    kinds: dict[str, str] = {}
    for line, rate in enumerate(rates, 1):
        if rate.latest_days < rate.earliest_days:
            raise BadDeliveryRate(line, "its last day is before its first.")
        if rate.from_minor < 0 or rate.price_minor < 0 or rate.earliest_days < 0:
            raise BadDeliveryRate(line, "nothing of it can be below zero.")
        before = seen.setdefault((rate.code, rate.from_minor), line)
        if before != line:
            raise BadDeliveryRate(line, f"rate {before} is for the same way and amount.")
        if kinds.setdefault(rate.code, rate.kind) != rate.kind:
            raise BadDeliveryRate(
                line, f"{rate.code!r} is delivered in one line, collected in another."
            )


def _sorted(rates: Iterable[Rate]) -> list[Rate]:
    return sorted(rates, key=lambda rate: (rate.code, rate.from_minor))
