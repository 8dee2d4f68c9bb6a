"""What the carrier inside the house offers, and what it costs."""

from dataclasses import dataclass

from serai.fulfilment.ports import CarrierRefused, Rate, Shipment
from serai.kernel.currencies import exponent_of
from serai.kernel.money import Money

HEAVIEST_G = 30_000


@dataclass(frozen=True, slots=True)
class Service:
    """A service: so much for the first kilogram, so much for each begun one after it, in hundredths."""

    code: str
    label: str
    first: int
    more: int
    days: int
    abroad: int
    """How many times as much it costs across a border; 0: it does not go there."""


SERVICES = (
    Service("standard", "Standard parcel", 490, 60, 3, 3),
    Service("express", "Express parcel", 990, 110, 1, 0),
)


def rates_of(shipment: Shipment, *, name: str, currency: str) -> tuple[Rate, ...]:
    """
    Return what its services cost, the cheapest first.

    Raises:
        CarrierRefused: the parcel is too heavy, or something of an address is missing.
    """
    if not 0 < shipment.box.weight_g <= HEAVIEST_G:
        raise CarrierRefused(name, f"a parcel weighs 1 to {HEAVIEST_G:,} g.")
    house, outside = shipment.sender, shipment.receiver
    if shipment.comes_back:
        house, outside = outside, house
    if not all((house.name, house.country)):
        raise CarrierRefused(name, "the shop's place needs a name and a country.")
    if not all((outside.name, outside.city, outside.country)):
        raise CarrierRefused(name, "an address needs a name, a city and a country.")
    abroad = shipment.sender.country != shipment.receiver.country
    kilograms = -(-shipment.box.weight_g // 1000)
    return tuple(
        Rate(each.code, each.label, _cost(each, kilograms, currency, abroad=abroad), each.days)
        for each in SERVICES
        if not abroad or each.abroad
    )


def _cost(service: Service, kilograms: int, currency: str, *, abroad: bool) -> Money:
    hundredths = service.first + service.more * (kilograms - 1)
    minor = hundredths * 10 ** exponent_of(currency) // 100
    return Money(minor * (service.abroad if abroad else 1), currency)


def chosen(rates: tuple[Rate, ...], service: str, *, name: str) -> Rate:
    """
    Return the rate of a service; of the cheapest where none is named.

    Raises:
        CarrierRefused: there is no such service there.
    """
    for rate in rates:
        if rate.service == (service or rates[0].service):
            return rate
    raise CarrierRefused(name, f"there is no service {service!r} there.")
