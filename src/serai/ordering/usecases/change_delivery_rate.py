"""Change one rate of a channel, or take it away."""

from dataclasses import dataclass

from msgspec.structs import replace

from serai.kernel.errors import DomainError, Kind
from serai.ordering.domain.delivery import Rate
from serai.ordering.queries.rates import delivery_rates
from serai.ordering.usecases.set_delivery_rates import set_delivery_rates
from serai.plumbing.db import unit_of_work


class DeliveryRateNotFound(DomainError):
    """The channel has no such rate."""

    code = "ordering.delivery_rate_not_found"
    kind = Kind.NOT_FOUND

    def __init__(self, delivery: str) -> None:
        self.delivery = delivery
        super().__init__(f"There is no such rate of {delivery!r} any more.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDeliveryRate:
    """What a rate costs and how long it takes from now on."""

    channel_code: str
    code: str
    from_minor: int
    price_minor: int
    earliest_days: int
    latest_days: int


@unit_of_work()
def change_delivery_rate(command: ChangeDeliveryRate) -> None:
    """
    Change price and days of one rate; carts that have chosen it keep their price.

    Raises:
        DeliveryRateNotFound: the channel has no such rate.
        BadDeliveryRate: its last day would be before its first.
    """
    rates = delivery_rates(command.channel_code)
    found = _one(rates, command.code, command.from_minor)
    rates[rates.index(found)] = replace(
        found,
        price_minor=command.price_minor,
        earliest_days=command.earliest_days,
        latest_days=command.latest_days,
    )
    set_delivery_rates(command.channel_code, rates)


@unit_of_work()
def remove_delivery_rate(channel_code: str, code: str, from_minor: int) -> None:
    """
    Offer a rate no longer; carts that have chosen it keep it.

    Raises:
        DeliveryRateNotFound: the channel has no such rate.
    """
    rates = delivery_rates(channel_code)
    rates.remove(_one(rates, code, from_minor))
    set_delivery_rates(channel_code, rates)


def _one(rates: list[Rate], code: str, from_minor: int) -> Rate:
    for rate in rates:
        if (rate.code, rate.from_minor) == (code, from_minor):
            return rate
    raise DeliveryRateNotFound(code)
